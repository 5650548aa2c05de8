//! Endereços: entender o que foi digitado, e dizer por que não serve.

use std::net::{SocketAddr, UdpSocket};

use apoio::endereco;

/// A do exemplo, quando o que se digitou não é um endereço.
const PORTA_COMUM: u16 = 25000;

/// O que há de errado com um endereço, e o que fazer.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeEndereco {
    #[error(transparent)]
    Endereco(#[from] endereco::ErroDeEndereco),
    #[error("a porta 0 não diz a qual servidor conectar: escreva a porta dele")]
    SemPorta,
    #[error("o servidor {0} aparece duas vezes; cada um entra uma vez só")]
    Repetido(SocketAddr),
    #[error("o balanceador não pode ser servidor de si mesmo ({0})")]
    EleMesmo(SocketAddr),
}

/// Traduz `HOST:PORTA`; de um nome com vários endereços, fica o primeiro.
///
/// # Errors
/// Se não há nenhum.
pub fn resolver(texto: &str) -> Result<SocketAddr, endereco::ErroDeEndereco> {
    Ok(endereco::resolver(texto, PORTA_COMUM)?[0])
}

/// Traduz o endereço de um servidor, que precisa de porta.
///
/// # Errors
/// Se não é um endereço, ou a porta é 0.
pub fn de_servidor(texto: &str) -> Result<SocketAddr, ErroDeEndereco> {
    match resolver(texto)? {
        endereco if endereco.port() == 0 => Err(ErroDeEndereco::SemPorta),
        endereco => Ok(endereco),
    }
}

/// Confere que cada servidor aparece uma vez e que nenhum é o balanceador.
///
/// # Errors
/// O primeiro que se repete, ou que é `proprio`.
pub fn conferir(
    servidores: &[SocketAddr],
    proprio: SocketAddr,
) -> Result<(), ErroDeEndereco> {
    for (i, servidor) in servidores.iter().enumerate() {
        if servidores[..i].contains(servidor) {
            return Err(ErroDeEndereco::Repetido(*servidor));
        }
        if *servidor == proprio || e_o_mesmo(*servidor, proprio) {
            return Err(ErroDeEndereco::EleMesmo(*servidor));
        }
    }
    Ok(())
}

/// Quem escuta em todos os endereços da máquina (`0.0.0.0`) atende em cada um
/// deles; e conectar a `0.0.0.0` é conectar à própria máquina.
fn e_o_mesmo(servidor: SocketAddr, proprio: SocketAddr) -> bool {
    // Só se pode pedir um socket num endereço que seja desta máquina.
    let daqui = |ip| UdpSocket::bind((ip, 0)).is_ok();
    let (ip, nosso) = (servidor.ip(), proprio.ip());
    servidor.port() == proprio.port()
        && ((nosso.is_unspecified() && daqui(ip))
            || (ip.is_unspecified() && nosso.is_loopback()))
}
