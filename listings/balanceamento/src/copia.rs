//! Levar bytes nos dois sentidos até que os dois terminem.
//!
//! Cada sentido tem vida própria: o cliente pode dizer "acabei de pedir"
//! (meio fechamento) e continuar ouvindo. Fechar os dois quando um termina
//! cortaria a resposta.

use std::io::{self, ErrorKind};
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::time::sleep;

/// Quanto se lê de uma vez no começo: uma conversa de mensagens curtas não
/// precisa de mais, e mil conversas custam 32 MB.
const BUFFER_INICIAL: usize = 16 * 1024;

/// Até onde o buffer cresce quando as leituras o enchem. Medido: acima disso a
/// vazão não aumenta, porque os bytes deixam de caber no cache do processador.
const BUFFER_MAXIMO: usize = 256 * 1024;

/// Os bytes que já foram lidos de cada lado e ainda não chegaram ao outro.
#[derive(Debug, Default)]
pub struct Pendentes {
    pub para_servidor: Vec<u8>,
    pub para_cliente: Vec<u8>,
    /// O servidor já recebeu algum byte do cliente.
    pub entregue: bool,
}

/// Quantos pedaços já passaram, nos dois sentidos.
pub(crate) type Passos = AtomicU64;

/// Por que uma cópia parou antes de os dois lados terminarem.
#[derive(Debug)]
pub enum Corte {
    Cliente(io::Error),
    Servidor(io::Error),
    Ociosa,
}

/// Leva bytes entre os dois até que ambos terminem de falar, e diz se o
/// servidor respondeu: `false` se recebeu algo e acabou sem dizer nada.
///
/// # Errors
/// Que lado quebrou; ou [`Corte::Ociosa`], se nada se move por `ocioso` (até
/// o dobro disso: veja [`sem_atividade`]).
pub async fn copiar(
    cliente: &mut TcpStream,
    servidor: &mut TcpStream,
    pendentes: Pendentes,
    ocioso: Duration,
) -> Result<bool, Corte> {
    use Corte::{Cliente, Servidor};
    let passos = Passos::default();
    let (mut do_cliente, mut ao_cliente) = cliente.split();
    let (mut do_servidor, mut ao_servidor) = servidor.split();
    let (ida, volta) = (pendentes.para_servidor, pendentes.para_cliente);
    let entregue = pendentes.entregue;
    let ida = levar(
        &mut do_cliente,
        Cliente,
        &mut ao_servidor,
        Servidor,
        ida,
        &passos,
    );
    let volta = levar(
        &mut do_servidor,
        Servidor,
        &mut ao_cliente,
        Cliente,
        volta,
        &passos,
    );
    tokio::select! {
        // Um erro em um sentido encerra os dois; um fim normal espera o outro.
        fim = async { tokio::try_join!(ida, volta) } => {
            fim.map(|(ida, volta)| volta || !(entregue || ida))
        }
        () = sem_atividade(&passos, ocioso) => Err(Corte::Ociosa),
    }
}

// ANCHOR: levar
/// Um sentido: lê de um lado e entrega ao outro, até o fim do primeiro; diz se
/// passou algo.
async fn levar(
    de: &mut ReadHalf<'_>,
    falha_de: fn(io::Error) -> Corte,
    para: &mut WriteHalf<'_>,
    falha_para: fn(io::Error) -> Corte,
    pendente: Vec<u8>,
    passos: &Passos,
) -> Result<bool, Corte> {
    let mut passou = !pendente.is_empty();
    para.write_all(&pendente).await.map_err(falha_para)?;
    drop(pendente);
    let mut buffer = vec![0; BUFFER_INICIAL];
    loop {
        let lidos = de.read(&mut buffer).await.map_err(falha_de)?;
        if lidos == 0 {
            propagar_fim(para).await.map_err(falha_para)?;
            return Ok(passou);
        }
        passou = true;
        // Só lê de novo depois de entregar: quem lê devagar faz esperar quem
        // escreve depressa, e a memória daqui não cresce.
        para.write_all(&buffer[..lidos]).await.map_err(falha_para)?;
        passos.fetch_add(1, Relaxed);
        if lidos == buffer.len() && lidos < BUFFER_MAXIMO {
            buffer.resize(2 * lidos, 0);
        }
    }
}
// ANCHOR_END: levar

/// Fecha o sentido de escrita; o outro lado pode ter ido embora antes.
async fn propagar_fim(para: &mut WriteHalf<'_>) -> io::Result<()> {
    match para.shutdown().await {
        Err(erro) if erro.kind() == ErrorKind::NotConnected => Ok(()),
        fim => fim,
    }
}

/// Termina quando nada se move por um intervalo inteiro.
///
/// Compara um contador em vez de rearmar um relógio a cada mensagem: o caminho
/// quente paga uma soma, e o corte vem entre um e dois intervalos.
pub(crate) async fn sem_atividade(passos: &Passos, ocioso: Duration) {
    let mut antes = passos.load(Relaxed);
    loop {
        sleep(ocioso).await;
        let agora = passos.load(Relaxed);
        if agora == antes {
            return;
        }
        antes = agora;
    }
}
