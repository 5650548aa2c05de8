//! Uma conexão do começo ao fim: achar quem atenda, trocar de servidor se ele
//! morrer a tempo, e só então copiar.

use std::sync::Arc;
use std::time::Duration;

use apoio::erro::motivo;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout_at};

use crate::conversa::{Comeco, Conversa};
use crate::copia::{Corte, Pendentes, copiar};
use crate::descritores::faltou_aqui;
use crate::desfecho::Desfecho;
use crate::grupo::{Grupo, Vaga};
use crate::saude::Resultado;
use crate::vigia::conectar;

/// Quantas vezes o mesmo pedido, já entregue, vai a outro servidor. Um pedido
/// que derruba quem o lê (venenoso) mata este número mais um, e não todos.
const REPETICOES: usize = 1;

/// Pausa, antes do acréscimo sorteado, quando não há mais a quem tentar: bem
/// menos do que um servidor demora a voltar, e folga para o processador.
const PAUSA: Duration = Duration::from_millis(50);

/// Os tempos de uma conexão e quanto dela se pode repetir.
#[derive(Debug, Clone, Copy)]
pub struct Regras {
    /// Quanto esperar que um servidor complete a conexão.
    pub conexao: Duration,
    /// Quanto a conexão espera, ao todo, por um servidor que a receba.
    pub espera: Duration,
    /// Quanto ela pode ficar sem que nada se mova.
    pub ocioso: Duration,
    /// Quantos bytes do começo do pedido podem ser reenviados a outro servidor.
    pub repetir: usize,
}

/// A conexão com um servidor. Largada no meio da conversa, acaba com RST, e não
/// com um fim normal: ele não pode tomar meio pedido por um pedido inteiro.
struct Conexao {
    fluxo: TcpStream,
    terminou: bool,
}

impl Conexao {
    fn nova(fluxo: TcpStream) -> Self {
        Self {
            fluxo,
            terminou: false,
        }
    }
}

impl Drop for Conexao {
    fn drop(&mut self) {
        if !self.terminou {
            let _ = self.fluxo.set_zero_linger();
        }
    }
}

/// Atende `cliente` e diz como acabou e quantas vezes o pedido foi repetido.
pub async fn atender(
    cliente: &mut TcpStream,
    grupo: &Arc<Grupo>,
    regras: Regras,
) -> (Desfecho, usize) {
    let vence = Instant::now() + regras.espera;
    let mut conversa = Conversa::nova(regras.repetir);
    let (mut tentados, mut repeticoes) = (Vec::new(), 0);
    // ANCHOR: atender
    loop {
        let achado = achar(grupo, &mut tentados, vence, regras.conexao).await;
        let Some((vaga, fluxo)) = achado else {
            return (Desfecho::SemServidor, repeticoes);
        };
        let mut servidor = Conexao::nova(fluxo);
        let comeco = conversa.comecar(cliente, &mut servidor.fluxo, regras.ocioso);
        match comeco.await {
            Comeco::Firme(pendentes) => {
                let fim = passar(cliente, &mut servidor, pendentes, regras.ocioso).await;
                return (fim, repeticoes);
            }
            Comeco::Acabou(fim) => return (fim, repeticoes),
            // Não recebeu nada: outro assume, e a morte conta contra ele.
            Comeco::Morreu {
                entregue: false,
                erro,
            } => {
                vaga.anotar(Resultado::Falhou, &motivo(&erro));
            }
            // Recebeu: a culpa pode ser do pedido. Repete-se, mas só uma vez.
            Comeco::Morreu { .. } if repeticoes < REPETICOES => repeticoes += 1,
            Comeco::Morreu { .. } => return (Desfecho::Cortada, repeticoes),
        }
        tentados.push(vaga.indice());
    }
    // ANCHOR_END: atender
}

/// Conecta a um servidor da escolha do grupo, passando a outro se falhar, até
/// `vence`. Enquanto não há quem tentar, espera que algum volte.
async fn achar(
    grupo: &Arc<Grupo>,
    tentados: &mut Vec<usize>,
    vence: Instant,
    prazo: Duration,
) -> Option<(Vaga, TcpStream)> {
    // ANCHOR: achar
    loop {
        let Some(vaga) = grupo.escolher(tentados) else {
            tentados.clear();
            // O acréscimo sorteado separa as conexões que falharam juntas.
            let pausa = PAUSA.mul_f64(1.0 + rand::random::<f64>());
            timeout_at(vence, sleep(pausa)).await.ok()?;
            continue;
        };
        let conexao = conectar(vaga.endereco(), prazo);
        match timeout_at(vence, conexao).await.ok()? {
            Ok(servidor) => return Some((vaga, servidor)),
            Err(erro) => {
                if !faltou_aqui(&erro) {
                    vaga.anotar(Resultado::Falhou, &motivo(&erro));
                }
                tentados.push(vaga.indice());
            }
        }
    }
    // ANCHOR_END: achar
}

async fn passar(
    cliente: &mut TcpStream,
    servidor: &mut Conexao,
    pendentes: Pendentes,
    ocioso: Duration,
) -> Desfecho {
    let fim = copiar(cliente, &mut servidor.fluxo, pendentes, ocioso).await;
    servidor.terminou = fim.is_ok();
    match fim {
        Ok(true) => Desfecho::Completa,
        Ok(false) => Desfecho::SemResposta,
        Err(Corte::Cliente(_)) => Desfecho::Desistiu,
        Err(Corte::Servidor(_)) => Desfecho::Cortada,
        Err(Corte::Ociosa) => Desfecho::Ociosa,
    }
}
