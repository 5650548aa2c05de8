//! Os erros do sistema operacional, ditos em português.

use std::io::{self, ErrorKind};

/// O que um erro de entrada e saída quer dizer, em poucas palavras.
///
/// Os tipos mais comuns em rede têm texto próprio; dos outros fica a
/// descrição da biblioteca padrão, que é melhor do que esconder o que houve.
pub fn em_portugues(tipo: ErrorKind) -> String {
    let texto = match tipo {
        ErrorKind::ConnectionRefused => "conexão recusada: ninguém escuta nessa porta",
        ErrorKind::ConnectionReset => "o outro lado cortou a conexão",
        ErrorKind::ConnectionAborted => "a conexão foi abortada",
        ErrorKind::NotConnected => "a conexão já não existe",
        ErrorKind::BrokenPipe => "o outro lado já fechou a conexão",
        ErrorKind::AddrInUse => "o endereço já está em uso",
        ErrorKind::AddrNotAvailable => "o endereço não é desta máquina",
        ErrorKind::PermissionDenied => "sem permissão",
        ErrorKind::HostUnreachable => "a máquina não é alcançável",
        ErrorKind::NetworkUnreachable => "a rede não é alcançável",
        ErrorKind::TimedOut | ErrorKind::WouldBlock => "o prazo venceu",
        ErrorKind::UnexpectedEof => "a conexão terminou antes da hora",
        ErrorKind::InvalidData => "os dados não são o que se esperava",
        ErrorKind::NotFound => "não encontrado",
        ErrorKind::OutOfMemory => "faltou memória",
        outro => return format!("erro do sistema ({outro})"),
    };
    texto.to_owned()
}

/// O que houve, em poucas palavras, olhando também o número do sistema.
///
/// A biblioteca padrão não tem tipo para a falta de descritores, e a mensagem
/// dela não diria a ninguém o que fazer.
pub fn motivo(erro: &io::Error) -> String {
    match erro.raw_os_error() {
        // EMFILE e ENFILE, iguais em Linux, macOS e BSD; no Windows, WSAEMFILE.
        Some(23 | 24) if cfg!(unix) => SEM_DESCRITORES.to_owned(),
        Some(10024) if cfg!(windows) => SEM_DESCRITORES.to_owned(),
        _ => em_portugues(erro.kind()),
    }
}

const SEM_DESCRITORES: &str =
    "acabaram os descritores; feche conexões ou aumente o limite (ulimit -n)";

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn prazo_vencido_tem_um_texto_so_no_unix_e_no_windows() {
        assert_eq!(
            em_portugues(ErrorKind::WouldBlock),
            em_portugues(ErrorKind::TimedOut)
        );
    }
}
