//! O que os testes com rede compartilham: servidores falsos, que se comportam
//! mal de propósito, e um balanceador dentro do teste.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use apoio::teste::PRAZO;
use balanceamento::atender::Regras;
use balanceamento::balanceador::{Ajustes, Contagem, servir};
use balanceamento::grupo::Grupo;
use balanceamento::politica::Politica;
use balanceamento::saude::Limites;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// Um dia: para que a verificação ativa não se meta no que o teste conta.
pub const NUNCA: Duration = Duration::from_secs(24 * 3600);

pub const AJUSTES: Ajustes = Ajustes {
    regras: Regras {
        conexao: Duration::from_secs(10),
        espera: Duration::from_secs(15),
        ocioso: NUNCA,
        repetir: 0,
    },
    limite: 64,
    intervalo: NUNCA,
    drenagem: PRAZO,
};

/// Espera, com prazo: um teste que trava não diz nada.
pub async fn logo<T>(o_que: &str, futuro: impl Future<Output = T>) -> T {
    match timeout(PRAZO, futuro).await {
        Ok(valor) => valor,
        Err(_) => panic!("{o_que}: nada em {PRAZO:?}"),
    }
}

/// Um servidor nas mãos do teste: quem aceita e responde é o próprio teste.
pub async fn ouvinte() -> (TcpListener, SocketAddr) {
    let ouvinte = TcpListener::bind("127.0.0.1:0").await.expect("porta livre");
    let endereco = ouvinte.local_addr().expect("tem endereço");
    (ouvinte, endereco)
}

/// A próxima conexão que o balanceador abriu.
pub async fn aceitar(ouvinte: &TcpListener) -> TcpStream {
    let aceita = logo("o balanceador devia conectar", ouvinte.accept()).await;
    aceita.expect("o ouvinte está de pé").0
}

/// Lê até o fim; o erro fica à vista, porque um RST não é um fim.
pub async fn ate_o_fim(fluxo: &mut TcpStream) -> std::io::Result<String> {
    let mut tudo = String::new();
    logo("a conversa devia acabar", fluxo.read_to_string(&mut tudo)).await?;
    Ok(tudo)
}

/// Lê exatamente `quantos` bytes.
pub async fn ler(fluxo: &mut TcpStream, quantos: usize) -> String {
    let mut bytes = vec![0; quantos];
    let lidos = logo("deviam chegar bytes", fluxo.read_exact(&mut bytes)).await;
    lidos.expect("a conexão acabou antes");
    String::from_utf8(bytes).expect("os testes mandam texto")
}

/// Escreve tudo.
pub async fn dizer(fluxo: &mut TcpStream, texto: &str) {
    let escrita = fluxo.write_all(texto.as_bytes()).await;
    escrita.expect("a conexão devia estar aberta");
}

/// Morre como quem leva SIGKILL com um pedido ainda não lido: com RST.
pub fn matar(fluxo: TcpStream) {
    fluxo.set_zero_linger().expect("o sistema aceita a opção");
}

/// Um balanceador dentro do teste.
pub struct EmTeste {
    pub endereco: SocketAddr,
    pub grupo: Arc<Grupo>,
    pub fim: CancellationToken,
    tarefa: JoinHandle<Contagem>,
}

impl EmTeste {
    /// Rodízio, para que o teste saiba quem vem primeiro.
    pub async fn novo(servidores: &[SocketAddr], ajustes: Ajustes) -> Self {
        Self::com(Politica::Rodizio, servidores, ajustes).await
    }

    pub async fn com(
        politica: Politica,
        servidores: &[SocketAddr],
        ajustes: Ajustes,
    ) -> Self {
        let limites = Limites {
            falhas: 3,
            sucessos: 2,
        };
        let grupo = Grupo::novo(servidores.to_vec(), politica, 0, limites);
        let (grupo, fim) = (Arc::new(grupo), CancellationToken::new());
        let (ouvinte, endereco) = ouvinte().await;
        let tarefa = servir(ouvinte, Arc::clone(&grupo), ajustes, fim.clone());
        Self {
            endereco,
            grupo,
            fim,
            tarefa: tokio::spawn(tarefa),
        }
    }

    pub async fn conectar(&self) -> TcpStream {
        let conexao = logo("conectar", TcpStream::connect(self.endereco)).await;
        conexao.expect("o balanceador escuta")
    }

    /// Pede o fim, espera a drenagem e devolve as contas.
    pub async fn encerrar(self) -> Contagem {
        self.fim.cancel();
        let contagem = logo("o balanceador devia drenar", self.tarefa).await;
        contagem.expect("o balanceador não devia entrar em pânico")
    }
}
