//! O anel com dois processos: o produtor pode morrer, e outro continua.

use std::fs::File;
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, io, thread};

use shared_child::SharedChild;

use crate::anel::{self, Consumidor, Item, Produtor, exemplo};
use crate::fim::Fim;
use crate::memoria;
use crate::sabotagem::Contagem;

#[derive(Debug, thiserror::Error)]
pub enum Erro {
    #[error("não consegui dividir a memória")]
    Memoria(#[source] io::Error),
    #[error("não consegui criar o produtor")]
    Produtor(#[source] io::Error),
    #[error("a saída padrão não é a memória de um anel")]
    NaoEAnel,
    #[error("o item {0} chegou pela metade")]
    Rasgado(u64),
    #[error("dois produtores seguidos morreram; o último {0}")]
    Repetido(Fim),
}

/// O que se viu.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Visto {
    pub itens: u64,
    /// Para cada produtor morto: como, e quantos itens inteiros havia dele.
    pub mortes: Vec<(Fim, u64)>,
}

/// O lado que cria a memória e consome. O primeiro produtor morre antes da escrita
/// de número `morre`. `comecou` recebe o
/// número do processo de cada produtor.
///
/// # Errors
/// Sem memória ou processos, ou se um item chegar pela metade.
pub fn consumir(
    itens: u64,
    lugares: usize,
    mut morre: Option<u64>,
    comecou: impl Fn(u32),
) -> Result<Visto, Erro> {
    let arquivo =
        memoria::arquivo_sem_nome(anel::tamanho(lugares)).map_err(Erro::Memoria)?;
    let mapa = memoria::mapear(&arquivo).map_err(Erro::Memoria)?;
    let mut consumidor = Consumidor::novo(mapa.palavras());
    let mut visto = Visto::default();
    loop {
        let produtor = produtor(&arquivo, itens, morre.take()).map_err(Erro::Produtor)?;
        comecou(produtor.id());
        let antes = visto.itens;
        let fim = ate_o_fim(&produtor, &mut consumidor, &mut visto)?;
        if visto.itens == itens && fim.foi_bem() {
            return Ok(visto);
        }
        if !visto.mortes.is_empty() {
            return Err(Erro::Repetido(fim));
        }
        visto.mortes.push((fim, visto.itens - antes));
    }
}

/// A memória vai como saída padrão do filho: sem nome, e sem número a combinar. A
/// entrada é um pipe, por onde não passa nada: o fim dele diz que morremos.
fn produtor(arquivo: &File, itens: u64, morre: Option<u64>) -> io::Result<SharedChild> {
    let mut comando = Command::new(env::current_exe()?);
    comando.args(["--produtor", "--itens", &itens.to_string()]);
    if let Some(passo) = morre {
        comando.args(["--morre", &passo.to_string()]);
    }
    comando.stdin(Stdio::piped());
    comando.stdout(Stdio::from(arquivo.try_clone()?));
    SharedChild::spawn(&mut comando)
}

/// Tira itens até o produtor terminar, e depois os que ele deixou.
fn ate_o_fim(
    produtor: &SharedChild,
    consumidor: &mut Consumidor<'_>,
    visto: &mut Visto,
) -> Result<Fim, Erro> {
    loop {
        // Perguntar antes de tirar: o que ele pôs antes de morrer ainda se vê.
        let terminou = produtor.try_wait().map_err(Erro::Produtor)?;
        while let Some(item) = consumidor.tirar() {
            conferir(&item, visto.itens).inspect_err(|_| {
                let _ = produtor.kill();
                let _ = produtor.wait();
            })?;
            visto.itens += 1;
        }
        match terminou {
            Some(status) => return Ok(status.into()),
            None => respirar(),
        }
    }
}

fn conferir(item: &Item, numero: u64) -> Result<(), Erro> {
    match *item == exemplo(numero) {
        true => Ok(()),
        false => Err(Erro::Rasgado(numero)),
    }
}

/// O outro lado: põe os itens que faltam na memória recebida pela saída padrão.
///
/// # Errors
/// Se a saída padrão não for a memória de um anel.
pub fn produzir(itens: u64, morre: Option<u64>) -> Result<(), Erro> {
    let contagem = Contagem::nova(morre);
    let mapa = memoria::mapear_saida().map_err(|_| Erro::NaoEAnel)?;
    if mapa.palavras().len() < anel::tamanho(1) {
        return Err(Erro::NaoEAnel);
    }
    sair_quando_a_entrada_acabar();
    let mut produtor = Produtor::novo(mapa.palavras());
    while produtor.proximo() < itens {
        let item = exemplo(produtor.proximo());
        if !produtor.por(&item, || contagem.passo()) {
            respirar();
        }
    }
    Ok(())
}

/// O anel cheio não diz se o consumidor é lento ou se morreu; o pipe diz.
fn sair_quando_a_entrada_acabar() {
    thread::spawn(|| {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        std::process::exit(1);
    });
}

/// A memória não avisa ninguém: quem espera por ela tem de olhar de novo.
fn respirar() {
    thread::sleep(Duration::from_micros(50));
}
