//! Mandar muito e receber muito: por que um pipe cheio trava, e como não travar.

use std::io::{self, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::fim::Fim;

/// O que um filho disse, por onde, e como terminou.
#[derive(Debug)]
pub struct Resposta {
    pub saida: Vec<u8>,
    pub erro: Vec<u8>,
    pub fim: Fim,
}

/// Inicia o comando com os três fluxos em pipes.
///
/// # Errors
/// Se o sistema não o iniciar.
pub fn iniciar(comando: &mut Command) -> io::Result<Child> {
    comando
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
}

// ANCHOR: ingenua
/// Escreve tudo, depois lê tudo. Trava quando os dois pipes enchem.
///
/// # Errors
/// Falha ao escrever ou ler.
pub fn ingenua(filho: &mut Child, entrada: &[u8]) -> io::Result<Vec<u8>> {
    let mut para_o_filho = filho.stdin.take().expect("a entrada é um pipe");
    para_o_filho.write_all(entrada)?;
    drop(para_o_filho);
    let mut saida = Vec::new();
    let do_filho = filho.stdout.as_mut().expect("a saída é um pipe");
    do_filho.read_to_end(&mut saida)?;
    Ok(saida)
}
// ANCHOR_END: ingenua

// ANCHOR: certa
/// Escreve numa thread, lê o erro noutra e a saída nesta: ninguém espera ninguém.
///
/// # Errors
/// Falha ao escrever ou ler.
pub fn certa(mut filho: Child, entrada: &[u8]) -> io::Result<Resposta> {
    let mut para_o_filho = filho.stdin.take().expect("a entrada é um pipe");
    let do_filho = filho.stdout.take().expect("a saída é um pipe");
    let queixas = filho.stderr.take().expect("o erro é um pipe");
    let (escrito, erro, saida) = thread::scope(|escopo| {
        // `move`: o pipe se fecha no fim desta thread, e o filho vê o fim.
        let escrita = escopo.spawn(move || para_o_filho.write_all(entrada));
        let erro = escopo.spawn(|| tudo(queixas));
        let saida = tudo(do_filho);
        let panico = "ler e escrever não entram em pânico";
        (
            escrita.join().expect(panico),
            erro.join().expect(panico),
            saida,
        )
    });
    let fim = Fim::from(filho.wait()?);
    escrito?;
    let (saida, erro) = (saida?, erro?);
    Ok(Resposta { saida, erro, fim })
}
// ANCHOR_END: certa

fn tudo(fluxo: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    BufReader::new(fluxo).read_to_end(&mut bytes)?;
    Ok(bytes)
}
