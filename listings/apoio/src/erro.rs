//! Os erros do sistema operacional, ditos em português.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::process::ExitStatus;

/// O que um erro de entrada e saída quer dizer, em poucas palavras.
///
/// Os tipos mais comuns em rede têm texto próprio; dos outros fica a
/// descrição da biblioteca padrão, que é melhor do que esconder o que houve.
pub fn em_portugues(tipo: ErrorKind) -> String {
    conhecido(tipo).map_or_else(|| format!("erro do sistema ({tipo})"), str::to_owned)
}

/// Um erro de `anyhow` numa linha, com suas causas; as que vêm do sistema
/// operacional ou da biblioteca padrão, em inglês, vão com o nosso texto.
pub fn com_causas(erro: &anyhow::Error) -> String {
    let dizer = |causa: &(dyn Error + 'static)| {
        let do_sistema = causa.downcast_ref::<io::Error>();
        // Sem nada dentro, o texto é do sistema ou da biblioteca padrão: em inglês.
        let do_sistema = do_sistema.filter(|e| e.get_ref().is_none());
        do_sistema.map_or_else(|| causa.to_string(), motivo)
    };
    erro.chain().map(dizer).collect::<Vec<_>>().join(": ")
}

/// Como um processo saiu, em português.
pub fn como_saiu(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(sinal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("morreu pelo sinal {sinal}");
    }
    match status.code() {
        Some(codigo) => format!("saiu com status {codigo}"),
        None => "saiu sem status".to_owned(),
    }
}

fn conhecido(tipo: ErrorKind) -> Option<&'static str> {
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
        ErrorKind::StorageFull => "o disco está cheio",
        ErrorKind::QuotaExceeded => "a cota de disco acabou",
        ErrorKind::FileTooLarge => "o arquivo passaria do tamanho permitido",
        ErrorKind::IsADirectory => "é uma pasta",
        ErrorKind::ReadOnlyFilesystem => "o disco só aceita leitura",
        _ => return None,
    };
    Some(texto)
}

/// O que houve, em poucas palavras, olhando também o número do sistema.
pub fn motivo(erro: &io::Error) -> String {
    match (do_sistema_em_portugues(erro), erro.raw_os_error()) {
        (Some(texto), _) => texto.to_owned(),
        // A consulta de um nome falha sem tipo nem número; só o texto diz o que foi.
        (None, None) if erro.to_string().starts_with(SEM_NOME) => {
            "o nome da máquina não foi encontrado".to_owned()
        }
        // O texto seria em inglês; o número se procura no manual do sistema.
        (None, Some(numero)) => format!("erro {numero} do sistema operacional"),
        (None, None) => em_portugues(erro.kind()),
    }
}

/// A biblioteca padrão não tem tipo para a falta de descritores, e a mensagem
/// dela não diria a ninguém o que fazer.
fn do_sistema_em_portugues(erro: &io::Error) -> Option<&'static str> {
    match erro.raw_os_error() {
        // EMFILE e ENFILE, iguais em Linux, macOS e BSD; no Windows, WSAEMFILE.
        Some(23 | 24) if cfg!(unix) => Some(SEM_DESCRITORES),
        Some(10024) if cfg!(windows) => Some(SEM_DESCRITORES),
        _ => conhecido(erro.kind()),
    }
}

const SEM_DESCRITORES: &str =
    "acabaram os descritores; feche conexões ou aumente o limite (ulimit -n)";

/// Como a biblioteca padrão começa o erro de um nome que não se resolve.
const SEM_NOME: &str = "failed to lookup address information";

#[cfg(test)]
mod testes {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn nome_que_nao_existe_e_dito_em_portugues() {
        use std::net::ToSocketAddrs;
        // O domínio .invalid é reservado para nunca existir (RFC 6761).
        let erro = ("nao-existe.invalid", 1).to_socket_addrs().map(|_| ());
        let dito = motivo(&erro.expect_err("o nome não existe"));
        assert_eq!(dito, "o nome da máquina não foi encontrado");
    }

    #[test]
    fn prazo_vencido_tem_um_texto_so_no_unix_e_no_windows() {
        assert_eq!(
            em_portugues(ErrorKind::WouldBlock),
            em_portugues(ErrorKind::TimedOut)
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_causa_que_vem_do_sistema_e_dita_em_portugues_e_as_outras_ficam() {
        use anyhow::Context;
        let cheio: io::Result<()> = Err(io::Error::from_raw_os_error(28));
        let erro = cheio.context("não consegui gravar").unwrap_err();
        assert_eq!(com_causas(&erro), "não consegui gravar: o disco está cheio");
        let nosso = anyhow::Error::new(io::Error::other("o texto é nosso"));
        assert_eq!(com_causas(&nosso), "o texto é nosso");
        // Este texto é da biblioteca padrão.
        let ingles = io::read_to_string(&[0xff][..]).context("não é texto");
        assert_eq!(
            com_causas(&ingles.unwrap_err()),
            "não é texto: os dados não são o que se esperava"
        );
    }

    #[cfg(unix)]
    #[test]
    fn erro_sem_texto_nosso_leva_o_numero_e_nao_o_ingles() {
        let eio = io::Error::from_raw_os_error(5);
        assert_eq!(motivo(&eio), "erro 5 do sistema operacional");
    }
}
