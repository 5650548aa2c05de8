//! Mostra o engano: o que se envia em mensagens não se lê em mensagens.

use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar};
use sockets::quadro_ingenuo::ler;

fn main() -> ExitCode {
    executar(|| {
        mostrar("duas mensagens curtas", &["bom dia", "tudo bem?"])?;
        mostrar("uma mensagem longa", &["esta frase não cabe numa leitura"])?;
        Ok(())
    })
}

fn mostrar(titulo: &str, mensagens: &[&str]) -> io::Result<()> {
    let ouvinte = TcpListener::bind("127.0.0.1:0")?;
    let mut cliente = TcpStream::connect(ouvinte.local_addr()?)?;
    let (mut servidor, _) = ouvinte.accept()?;
    escrever_linha(format_args!("{titulo}\n  enviei {mensagens:?}"))?;
    // Uma só escrita: é o que o sistema faz quando as escritas vêm depressa.
    cliente.write_all(mensagens.concat().as_bytes())?;
    drop(cliente);
    loop {
        match ler(&mut servidor) {
            Ok(Some(lida)) => escrever_linha(format_args!("  li     {lida:?}"))?,
            Ok(None) => return Ok(()),
            Err(_) => escrever_linha("  li     um pedaço que não é UTF-8")?,
        };
    }
}
