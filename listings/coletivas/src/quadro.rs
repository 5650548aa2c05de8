//! Uma mensagem no fio: o tamanho em quatro bytes, depois os bytes dela.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A maior mensagem, em bytes. Um vetor maior pediria que se enviasse em partes.
pub const LIMITE: usize = 1 << 20;

/// Envia uma mensagem inteira em até `prazo`.
///
/// # Errors
/// `InvalidInput` se passa do limite; senão, o que o sistema disser.
pub fn enviar(fluxo: &TcpStream, bytes: &[u8], prazo: Duration) -> io::Result<()> {
    if bytes.len() > LIMITE {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut quadro = (bytes.len() as u32).to_be_bytes().to_vec();
    quadro.extend_from_slice(bytes);
    let vence = Instant::now() + prazo;
    let mut resto = &quadro[..];
    while !resto.is_empty() {
        fluxo.set_write_timeout(Some(falta(vence)?))?;
        match (&*fluxo).write(resto) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(escritos) => resto = &resto[escritos..],
            Err(erro) if erro.kind() == ErrorKind::Interrupted => {}
            Err(erro) => return Err(erro),
        }
    }
    Ok(())
}

/// Recebe uma mensagem inteira em até `prazo`; sem prazo, espera quanto for.
///
/// # Errors
/// `InvalidData` se o tamanho anunciado passa do limite; `UnexpectedEof` se a
/// conexão acabou; senão, o que o sistema disser.
pub fn receber(fluxo: &TcpStream, prazo: Option<Duration>) -> io::Result<Vec<u8>> {
    let vence = prazo.map(|prazo| Instant::now() + prazo);
    let mut tamanho = [0; 4];
    ler(fluxo, &mut tamanho, vence)?;
    let tamanho = u32::from_be_bytes(tamanho) as usize;
    if tamanho > LIMITE {
        // Antes de reservar memória: o número veio de fora.
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; tamanho];
    ler(fluxo, &mut bytes, vence)?;
    Ok(bytes)
}

fn ler(
    fluxo: &TcpStream,
    mut destino: &mut [u8],
    vence: Option<Instant>,
) -> io::Result<()> {
    while !destino.is_empty() {
        // O prazo é da mensagem, e não de cada leitura: um byte por vez não o renova.
        fluxo.set_read_timeout(vence.map(falta).transpose()?)?;
        match (&*fluxo).read(destino) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(lidos) => destino = &mut destino[lidos..],
            Err(erro) if erro.kind() == ErrorKind::Interrupted => {}
            Err(erro) => return Err(erro),
        }
    }
    Ok(())
}

fn falta(vence: Instant) -> io::Result<Duration> {
    match vence.saturating_duration_since(Instant::now()) {
        Duration::ZERO => Err(ErrorKind::TimedOut.into()),
        falta => Ok(falta),
    }
}

#[cfg(test)]
mod testes {
    use std::net::TcpListener;

    use super::*;

    const PRAZO: Duration = Duration::from_secs(20);

    fn par() -> (TcpStream, TcpStream) {
        let ouvinte = TcpListener::bind("127.0.0.1:0").unwrap();
        let um = TcpStream::connect(ouvinte.local_addr().unwrap()).unwrap();
        (um, ouvinte.accept().unwrap().0)
    }

    #[test]
    fn o_que_foi_enviado_e_o_que_se_recebe() {
        let (um, outro) = par();
        for bytes in [&b""[..], b"a", &[7; 3000]] {
            enviar(&um, bytes, PRAZO).unwrap();
            assert_eq!(receber(&outro, Some(PRAZO)).unwrap(), bytes);
        }
    }

    #[test]
    fn tamanho_absurdo_e_recusado_antes_de_alocar() {
        let (um, outro) = par();
        (&um).write_all(&u32::MAX.to_be_bytes()).unwrap();
        let erro = receber(&outro, Some(PRAZO)).unwrap_err();
        assert_eq!(erro.kind(), ErrorKind::InvalidData);
        let grande = vec![0; LIMITE + 1];
        let erro = enviar(&um, &grande, PRAZO).unwrap_err();
        assert_eq!(erro.kind(), ErrorKind::InvalidInput);
    }

    #[test]
    fn quem_se_cala_no_meio_de_uma_mensagem_vence_o_prazo() {
        let (um, outro) = par();
        (&um).write_all(&[0, 0, 0, 9, 1, 2]).unwrap();
        let erro = receber(&outro, Some(Duration::from_millis(50))).unwrap_err();
        let tipos = [ErrorKind::TimedOut, ErrorKind::WouldBlock];
        assert!(tipos.contains(&erro.kind()), "{erro}");
    }
}
