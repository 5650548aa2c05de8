//! O balanceador: aceita enquanto há vaga, põe cada conexão numa tarefa, e
//! termina em ordem quando pedem.

use std::net::TcpListener as OuvinteDoSistema;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::{fmt, io};

use apoio::aceitar::proxima;
use apoio::texto::quantos;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::atender::{Regras, atender};
use crate::desfecho::Desfecho;
use crate::grupo::Grupo;
use crate::vigia::vigiar;

/// Tudo o que se ajusta num balanceador.
#[derive(Debug, Clone, Copy)]
pub struct Ajustes {
    pub regras: Regras,
    /// Conexões ao mesmo tempo; as outras esperam na fila do sistema.
    pub limite: usize,
    /// De quanto em quanto tempo verificar cada servidor.
    pub intervalo: Duration,
    /// Quanto esperar, depois do pedido de fim, pelas conexões em curso.
    pub drenagem: Duration,
}

/// Quantas conexões acabaram de cada modo.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Contagem {
    pub aceitas: usize,
    pub completas: usize,
    pub repeticoes: usize,
    pub sem_resposta: usize,
    pub cortadas: usize,
    pub sem_servidor: usize,
    pub ociosas: usize,
    pub desistencias: usize,
}

impl Contagem {
    fn somar(&mut self, (desfecho, repeticoes): (Desfecho, usize)) {
        self.repeticoes += repeticoes;
        *match desfecho {
            Desfecho::Completa => &mut self.completas,
            Desfecho::SemResposta => &mut self.sem_resposta,
            Desfecho::Cortada => &mut self.cortadas,
            Desfecho::SemServidor => &mut self.sem_servidor,
            Desfecho::Ociosa => &mut self.ociosas,
            Desfecho::Desistiu => &mut self.desistencias,
        } += 1;
    }
}

impl fmt::Display for Contagem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}, {} sem resposta, {}, {} sem servidor, {}, {}; {}",
            quantos(self.aceitas, "aceita", "aceitas"),
            quantos(self.completas, "completa", "completas"),
            self.sem_resposta,
            quantos(self.cortadas, "cortada", "cortadas"),
            self.sem_servidor,
            quantos(self.ociosas, "ociosa", "ociosas"),
            quantos(self.desistencias, "desistência", "desistências"),
            quantos(self.repeticoes, "pedido repetido", "pedidos repetidos"),
        )
    }
}

/// Reparte as conexões de `ouvinte` entre os servidores do grupo, até `fim`.
pub async fn servir(
    ouvinte: TcpListener,
    grupo: Arc<Grupo>,
    ajustes: Ajustes,
    fim: CancellationToken,
) -> Contagem {
    let vagas = Arc::new(Semaphore::new(ajustes.limite));
    let contagem = Arc::new(Mutex::new(Contagem::default()));
    let (conversas, corte) = (TaskTracker::new(), CancellationToken::new());
    let _vigias = vigiar_todos(&grupo, &ajustes);
    while let Some((cliente, vaga)) = proxima(&ouvinte, &vagas, &fim).await {
        let _ = cliente.set_nodelay(true);
        contagem.lock().expect("trava sã").aceitas += 1;
        let (grupo, corte) = (Arc::clone(&grupo), corte.clone());
        let contagem = Arc::clone(&contagem);
        conversas.spawn(async move {
            let fim = conversar(cliente, &grupo, ajustes.regras, &corte).await;
            contagem.lock().expect("trava sã").somar(fim);
            drop(vaga); // só agora entra a próxima da fila
        });
    }
    drop(ouvinte); // quem chegar agora é recusado na hora, e procura outro
    conversas.close();
    if timeout(ajustes.drenagem, conversas.wait()).await.is_err() {
        corte.cancel();
        conversas.wait().await;
    }
    *contagem.lock().expect("trava sã")
}

/// Uma conexão, até o fim ou até o corte, e o aviso honesto se ela acaba mal.
async fn conversar(
    mut cliente: TcpStream,
    grupo: &Arc<Grupo>,
    regras: Regras,
    corte: &CancellationToken,
) -> (Desfecho, usize) {
    let conversa = atender(&mut cliente, grupo, regras);
    let fim = corte.run_until_cancelled(conversa).await;
    let fim = fim.unwrap_or((Desfecho::Cortada, 0));
    if !matches!(fim.0, Desfecho::Completa | Desfecho::SemResposta) {
        // RST: o cliente vê um erro, e não uma resposta vazia ou pela metade.
        let _ = cliente.set_zero_linger();
    }
    fim
}

/// Uma tarefa de verificação por servidor; largar o retorno encerra todas.
fn vigiar_todos(grupo: &Arc<Grupo>, ajustes: &Ajustes) -> tokio::task::JoinSet<()> {
    let (intervalo, prazo) = (ajustes.intervalo, ajustes.regras.conexao);
    (0..grupo.enderecos().len())
        .map(|indice| vigiar(Arc::clone(grupo), indice, intervalo, prazo))
        .collect()
}

/// Cria o tokio e serve até o fim, para quem não está numa função `async`.
///
/// # Errors
/// Se o tokio não puder começar, ou não puder usar o ouvinte.
pub fn rodar(
    ouvinte: OuvinteDoSistema,
    grupo: Grupo,
    ajustes: Ajustes,
    fim: CancellationToken,
) -> io::Result<Contagem> {
    ouvinte.set_nonblocking(true)?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let ouvinte = TcpListener::from_std(ouvinte)?;
        Ok(servir(ouvinte, Arc::new(grupo), ajustes, fim).await)
    })
}
