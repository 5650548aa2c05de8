//! O encontro: cada rank acaba com uma conexão para cada um dos outros.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use apoio::erro::motivo;
use serde::{Deserialize, Serialize};

use crate::erro::Erro;
use crate::recado::{DoRank, enviar, receber};

/// O lugar de um processo no grupo: o que o lançador lhe diz ao iniciá-lo.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Vaga {
    pub rank: usize,
    /// Onde o lançador espera os ranks.
    pub encontro: SocketAddr,
    /// O segredo deste lançamento, que um estranho não sabe.
    pub chave: u64,
}

/// Quanto se espera a apresentação de quem acabou de conectar. Um rank a
/// manda na hora; um estranho não pode segurar a fila.
pub const APRESENTACAO: Duration = Duration::from_secs(1);

/// Escuta numa porta que o sistema escolhe.
///
/// # Errors
/// Se o sistema não tiver porta a dar.
pub fn escutar() -> Result<(TcpListener, SocketAddr), Erro> {
    let tentar = || {
        let ouvinte = TcpListener::bind("127.0.0.1:0")?;
        let endereco = ouvinte.local_addr()?;
        Ok((ouvinte, endereco))
    };
    tentar().map_err(|erro| sem_porta(&erro))
}

fn sem_porta(erro: &std::io::Error) -> Erro {
    Erro::SemPorta(motivo(erro))
}

/// Conecta e se apresenta.
///
/// # Errors
/// O que o sistema disser.
pub fn apresentar(
    a: SocketAddr,
    ola: &DoRank,
    prazo: Duration,
) -> std::io::Result<TcpStream> {
    let conexao = TcpStream::connect_timeout(&a, prazo)?;
    // Mensagens pequenas, cada uma esperada por alguém: não há o que juntar.
    conexao.set_nodelay(true)?;
    enviar(&conexao, ola, prazo)?;
    Ok(conexao)
}

/// Ouve a apresentação de quem conectou.
///
/// # Errors
/// Se não vier a tempo, ou se for de um estranho.
pub fn ouvir(
    conexao: &TcpStream,
    nossa: u64,
    n: usize,
) -> std::io::Result<(usize, SocketAddr)> {
    conexao.set_nodelay(true)?;
    match receber(conexao, Some(APRESENTACAO))? {
        DoRank::Ola {
            chave,
            rank,
            endereco,
        } if chave == nossa && rank < n => Ok((rank, endereco)),
        _ => Err(ErrorKind::InvalidData.into()),
    }
}

/// Liga este rank a todos: procura os de número menor e espera os de maior,
/// para que cada par tenha uma conexão, e só uma.
///
/// # Errors
/// Se algum rank não atende.
pub fn encontrar(
    ouvinte: &TcpListener,
    tabela: &[SocketAddr],
    vaga: Vaga,
    prazo: Duration,
) -> Result<Vec<Option<TcpStream>>, Erro> {
    let Vaga { rank, chave, .. } = vaga;
    let (n, endereco) = (tabela.len(), tabela[rank]);
    let ola = DoRank::Ola {
        chave,
        rank,
        endereco,
    };
    let mut conexoes = Vec::new();
    for (outro, &dele) in tabela[..rank].iter().enumerate() {
        let conexao = apresentar(dele, &ola, prazo);
        conexoes.push(Some(conexao.map_err(|e| Erro::com_rank(outro, &e))?));
    }
    conexoes.resize_with(n, || None);
    // Sem prazo aqui: se alguém não vier, o lançador nota e manda parar.
    while conexoes[rank + 1..].iter().any(Option::is_none) {
        let (conexao, _) = ouvinte.accept().map_err(|e| sem_porta(&e))?;
        match ouvir(&conexao, chave, n) {
            Ok((outro, _)) if outro > rank => conexoes[outro] = Some(conexao),
            // Um estranho bateu na porta: a conexão dele se fecha aqui.
            _ => {}
        }
    }
    Ok(conexoes)
}
