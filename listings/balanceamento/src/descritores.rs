//! Quantas conexões cabem nos descritores que o sistema dá a este processo.
//!
//! Um **descritor** é o número pelo qual um processo se refere a um arquivo ou a
//! uma conexão aberta; o sistema dá poucos a cada um (1.024, em muitos Linux).
//! Cada conversa usa dois, o do cliente e o do servidor. Aceitar clientes até
//! gastá-los deixaria todos dentro e nenhum com servidor.

use std::io;

use apoio::descritores::permitir;

/// O do ouvinte, os das saídas e os do tokio, com folga.
const DA_CASA: u64 = 32;

/// Pede ao sistema descritores para `limite` conversas e uma verificação por
/// servidor, e diz quantas conversas cabem nos que ele deu: ao menos uma.
///
/// # Errors
/// Se o sistema não diz quantos dá.
pub fn conversas_que_cabem(limite: usize, servidores: usize) -> io::Result<usize> {
    let fixos = DA_CASA + servidores as u64;
    let dados = permitir(fixos.saturating_add(2 * limite as u64))?;
    let cabem = dados.saturating_sub(fixos) / 2;
    Ok(limite.min(usize::try_from(cabem).unwrap_or(limite)).max(1))
}

/// Faltou algo *nesta* máquina, descritor ou porta de saída? Então o erro nada
/// diz do servidor, e não conta contra ele.
pub fn faltou_aqui(erro: &io::Error) -> bool {
    // EMFILE e ENFILE, os mesmos números em todo Unix; o do Windows é outro.
    let sem_descritor = if cfg!(unix) { [23, 24] } else { [10024; 2] };
    erro.kind() == io::ErrorKind::AddrNotAvailable
        || erro
            .raw_os_error()
            .is_some_and(|n| sem_descritor.contains(&n))
}
