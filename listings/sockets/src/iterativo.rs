//! Um cliente por vez: o servidor mais curto que existe.
//!
//! Enquanto conversa com um cliente, ele não olha para os outros. Basta um que
//! se conecte e fique calado para que ninguém mais seja atendido.

use std::io;
use std::net::{TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use apoio::programa::registrar;

use crate::conexao::{aceitar, despedir};
use crate::encerramento::Encerramento;
use crate::quadro::ErroDeQuadro;
use crate::quadro::bloqueante::{Leitor, escrever};

/// Quanto um quadro pode demorar a chegar inteiro, e uma resposta a ser lida.
/// Uma rede ruim leva centenas de milissegundos por ida e volta; cinco segundos
/// cobrem várias retransmissões.
pub const PRAZO_DE_QUADRO: Duration = Duration::from_secs(5);

/// Quanto o servidor espera as conversas em curso depois de SIGTERM. Abaixo dos
/// 10 s que os gerenciadores de processos costumam dar antes do SIGKILL.
pub const PRAZO_DE_DRENAGEM: Duration = Duration::from_secs(3);

/// Quanto esperar o outro lado fechar, depois de nos despedirmos.
pub const PRAZO_DE_DESPEDIDA: Duration = Duration::from_secs(1);

/// Quanto um cliente do eco pode pensar entre um pedido e outro: bastante para uma
/// pessoa, e não para sempre. Sem isto, conexões caladas tomariam todas as vagas.
pub const PRAZO_DE_SILENCIO: Duration = Duration::from_secs(600);

/// O que o servidor faz com cada pedido.
pub trait Servico: Fn(String) -> String + Send + Sync {}
impl<F: Fn(String) -> String + Send + Sync> Servico for F {}

/// O serviço mais simples: devolve o que recebeu.
pub fn eco(pedido: String) -> String {
    pedido
}

// ANCHOR: servir
/// Atende até que o fim seja pedido.
///
/// # Errors
/// Se o ouvinte não estiver ligado a uma porta.
pub fn servir(
    ouvinte: &TcpListener,
    servico: &impl Servico,
    fim: &Encerramento,
) -> io::Result<()> {
    fim.acordar(ouvinte, 1)?;
    while let Some(fluxo) = aceitar(ouvinte, fim) {
        atender(&fluxo, servico, fim);
    }
    Ok(())
}
// ANCHOR_END: servir

// ANCHOR: conversar
/// Uma conversa: lê um pedido, responde, até o cliente fechar ou o fim vir.
///
/// # Errors
/// Veja [`ErroDeQuadro`].
pub fn conversar(
    fluxo: &TcpStream,
    servico: &impl Servico,
    fim: &Encerramento,
) -> Result<(), ErroDeQuadro> {
    let mut leitor =
        Leitor::novo(fluxo, PRAZO_DE_QUADRO, fim).com_silencio(PRAZO_DE_SILENCIO);
    while let Some(pedido) = leitor.ler()? {
        escrever(fluxo, &servico(pedido), PRAZO_DE_QUADRO)?;
    }
    Ok(())
}
// ANCHOR_END: conversar

/// Conversa, anota no diário se deu errado e se despede.
pub fn atender(fluxo: &TcpStream, servico: &impl Servico, fim: &Encerramento) {
    let quem = fluxo
        .peer_addr()
        .map_or_else(|_| "?".into(), |e| e.to_string());
    // Um pânico do serviço fecha esta conversa; sem isto levaria a thread, e um
    // pool perderia uma vaga a cada pânico. Nada que ele tocou é usado depois.
    let conversa = AssertUnwindSafe(|| conversar(fluxo, servico, fim));
    match catch_unwind(conversa) {
        Ok(Ok(())) => {}
        Ok(Err(erro)) => registrar(format_args!("{quem}: {erro}")),
        Err(_) => registrar(format_args!("{quem}: o serviço entrou em pânico")),
    }
    despedir(fluxo, PRAZO_DE_DESPEDIDA);
}
