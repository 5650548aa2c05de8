//! A verificação ativa: perguntar a cada servidor, de tempos em tempos, se atende.
//!
//! A pergunta é abrir uma conexão TCP e fechá-la. Ela descobre processo morto,
//! porta fechada e máquina inalcançável; não descobre programa travado, porque
//! quem completa a conexão é o sistema operacional, que continua vivo.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use apoio::erro::motivo;
use tokio::net::TcpStream;
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use crate::descritores::faltou_aqui;
use crate::grupo::Grupo;
use crate::saude::Resultado;

/// Verifica o servidor `indice` para sempre, a cada `intervalo`.
pub async fn vigiar(
    grupo: Arc<Grupo>,
    indice: usize,
    intervalo: Duration,
    prazo: Duration,
) {
    let endereco = grupo.enderecos()[indice];
    let mut relogio = interval_at(Instant::now() + intervalo, intervalo);
    // Depois de um atraso, não dispara em rajada as verificações perdidas: N
    // falhas no mesmo instante valeriam por uma.
    relogio.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        relogio.tick().await;
        match conectar(endereco, prazo).await {
            Ok(fluxo) => {
                // Fecha com RST: um TIME_WAIT por verificação encheria a tabela.
                let _ = fluxo.set_zero_linger();
                grupo.anotar(indice, Resultado::Atendeu, "");
            }
            Err(erro) if faltou_aqui(&erro) => {}
            Err(erro) => grupo.anotar(indice, Resultado::Falhou, &motivo(&erro)),
        }
    }
}

/// Abre uma conexão em no máximo `prazo`.
///
/// # Errors
/// O do sistema, ou `TimedOut`.
pub async fn conectar(endereco: SocketAddr, prazo: Duration) -> io::Result<TcpStream> {
    let fluxo = timeout(prazo, TcpStream::connect(endereco))
        .await
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))?;
    // Um intermediário não sabe onde acaba a mensagem: segurar um pedaço à
    // espera de outro (algoritmo de Nagle) só atrasaria a conversa.
    fluxo.set_nodelay(true)?;
    Ok(fluxo)
}
