//! A carga: clientes que pedem, conferem a resposta e contam o que se perdeu.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use apoio::erro::motivo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Mais do que o balanceador espera por um servidor: quem desiste antes não
/// sabe se seria atendido.
const PRAZO: Duration = Duration::from_secs(15);

/// A maior resposta que se guarda: um servidor que não para de falar encheria a
/// memória antes de o prazo vencer.
const MAIOR_RESPOSTA: u64 = 64 * 1024;

/// Quem respondeu, e o que se perdeu.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relatorio {
    /// Respostas certas, por nome de servidor.
    pub respostas: BTreeMap<String, usize>,
    /// Conexões perdidas, por motivo.
    pub perdas: BTreeMap<String, usize>,
}

impl Relatorio {
    pub fn respondidas(&self) -> usize {
        self.respostas.values().sum()
    }

    pub fn perdidas(&self) -> usize {
        self.perdas.values().sum()
    }

    fn somar(&mut self, resultado: Result<String, String>) {
        let (contas, chave) = match resultado {
            Ok(nome) => (&mut self.respostas, nome),
            Err(motivo) => (&mut self.perdas, motivo),
        };
        *contas.entry(chave).or_default() += 1;
    }
}

/// Faz um pedido para cada número de `pedidos`, um por conexão, com `juntas`
/// conexões ao mesmo tempo. A cada resposta ou perda, `feitos` avança.
pub async fn carregar(
    alvo: SocketAddr,
    mut pedidos: impl Iterator<Item = usize>,
    juntas: usize,
    feitos: &watch::Sender<usize>,
) -> Relatorio {
    let mut relatorio = Relatorio::default();
    let mut em_curso = JoinSet::new();
    loop {
        while em_curso.len() < juntas
            && let Some(numero) = pedidos.next()
        {
            em_curso.spawn(pedir(alvo, numero));
        }
        let Some(fim) = em_curso.join_next().await else {
            return relatorio;
        };
        relatorio.somar(fim.unwrap_or_else(|_| Err("a tarefa caiu".to_owned())));
        feitos.send_modify(|n| *n += 1);
    }
}

/// Um pedido, do `connect` ao fim da resposta. Só vale a resposta inteira, e
/// só se for a *este* pedido: uma conexão que acaba sem ela está perdida.
pub async fn pedir(alvo: SocketAddr, numero: usize) -> Result<String, String> {
    let troca = async {
        let mut fluxo = TcpStream::connect(alvo).await?;
        fluxo.write_all(format!("{numero}\n").as_bytes()).await?;
        fluxo.shutdown().await?; // acabei de pedir, mas ainda ouço
        let mut resposta = String::new();
        fluxo
            .take(MAIOR_RESPOSTA)
            .read_to_string(&mut resposta)
            .await?;
        Ok(resposta)
    };
    let resposta = timeout(PRAZO, troca).await;
    let resposta = resposta.map_err(|_| format!("nada em {PRAZO:?}"))?;
    let resposta = resposta.map_err(|e: std::io::Error| motivo(&e))?;
    let nome = resposta.strip_suffix(&format!(" {numero}\n"));
    nome.map(str::to_owned).ok_or_else(|| {
        let comeco: String = resposta.chars().take(40).collect();
        format!("resposta errada: {comeco:?}")
    })
}
