//! O que o capítulo mostra é o que os programas imprimem.
//!
//! Para gravar de novo: `ATUALIZAR_SAIDAS=1 cargo test -p grpc --test programas saidas::`.

use apoio::saida::{conferir_sessao, mostrar};
use apoio::teste::Programa;

use crate::comum::{CLIENTE, Pasta, SERVIDOR, no_ar};

fn comando(programa: &str, argumentos: &[&str]) -> String {
    let linha = format!("$ cargo run -q -p grpc --bin {programa}");
    if argumentos.is_empty() {
        return linha + "\n";
    }
    // O que o leitor precisa pôr entre aspas para o shell não estragar.
    let citar = |a: &&str| match *a {
        "" => "''".to_owned(),
        a => a.to_owned(),
    };
    let argumentos: Vec<_> = argumentos.iter().map(citar).collect();
    format!("{linha} -- {}\n", argumentos.join(" "))
}

struct Sessao {
    endereco: String,
    _servidor: Programa,
    texto: String,
}

impl Sessao {
    fn nova(mais: &[&str]) -> Self {
        let argumentos = [&["--endereco", "127.0.0.1:0"], mais].concat();
        let servidor = Programa::iniciar(SERVIDOR, &argumentos);
        Self {
            endereco: servidor.esperar_pronto().to_string(),
            _servidor: servidor,
            texto: String::new(),
        }
    }

    fn chamar(&mut self, argumentos: &[&str]) {
        let todos = [argumentos, &["--endereco", &self.endereco]].concat();
        let fim = Programa::iniciar(CLIENTE, &todos).esperar_fim();
        let dito = fim.saida + &fim.erro;
        self.texto += &(comando("deposito-cliente", argumentos) + &dito);
    }

    /// Uma chamada que lê a entrada: `printf LINHAS | cliente …`.
    fn alimentar(&mut self, linhas: &[&str], argumentos: &[&str]) {
        let todos = [argumentos, &["--endereco", &self.endereco]].concat();
        let mut cliente = Programa::iniciar(CLIENTE, &todos);
        for linha in linhas {
            cliente.digitar(linha);
        }
        let fim = cliente.esperar_fim();
        let comando = comando("deposito-cliente", argumentos);
        let antes = format!("$ printf '{}\\n' | ", linhas.join("\\n"));
        self.texto += &(comando.replacen("$ ", &antes, 1) + &fim.saida + &fim.erro);
    }
}

#[test]
fn a_mensagem_no_fio() {
    mostrar(
        "mensagem-no-fio.txt",
        env!("CARGO_BIN_EXE_mensagem-no-fio"),
        &[&[]],
    );
}

#[test]
fn as_quatro_falhas() {
    mostrar(
        "quatro-falhas.txt",
        env!("CARGO_BIN_EXE_quatro-falhas"),
        &[&[]],
    );
}

#[test]
fn as_quatro_chamadas() {
    let mut sessao = Sessao::nova(&[]);
    sessao.chamar(&[
        "--chamada",
        "gravar",
        "--chave",
        "casa/luz",
        "--valor",
        "40",
    ]);
    let lote = ["casa/luz=38", "rua/poste=12", "casa/gas=7"];
    sessao.alimentar(&lote, &["--chamada", "importar"]);
    sessao.chamar(&["--chamada", "acompanhar", "--chave", "casa/"]);
    sessao.alimentar(&["casa/", "rua/", "-casa/"], &["--chamada", "vigiar"]);
    conferir_sessao("quatro-chamadas.txt", &sessao.texto);
}

#[test]
fn a_repeticao_com_a_mesma_intencao() {
    let mut sessao = Sessao::nova(&[]);
    let somar = ["--chamada", "somar", "--chave", "saldo", "--valor", "-30"];
    let com = |intencao| [&somar[..], &["--intencao", intencao]].concat();
    sessao.chamar(&com("pedido-7"));
    sessao.chamar(&com("pedido-7"));
    sessao.chamar(&com("pedido-8"));
    let outro = ["--chamada", "somar", "--chave", "saldo", "--valor", "-99"];
    sessao.chamar(&[&outro[..], &["--intencao", "pedido-7"]].concat());
    conferir_sessao("intencao.txt", &sessao.texto);
}

#[test]
fn os_codigos() {
    let mut sessao = Sessao::nova(&["--demora", "5s"]);
    let gravar = ["--chamada", "obter", "--chave", "nada", "--prazo", "300ms"];
    sessao.chamar(&gravar);
    sessao.chamar(&["--chamada", "obter", "--chave", ""]);
    conferir_sessao("codigos.txt", &sessao.texto);
}

#[test]
fn o_prazo_mais_curto() {
    let (_atras, endereco) = no_ar(&["--demora", "5s"]);
    let gravar = ["--chamada", "gravar", "--chave", "a", "--prazo", "1s"];
    let na_pagina = [&["--endereco", "127.0.0.1:25018"][..], &gravar].concat();
    for paciencia in ["30s", "300ms"] {
        let (_fachada, frente) = no_ar(&["--atras", &endereco, "--limite", paciencia]);
        let argumentos = [&["--endereco", &frente][..], &gravar].concat();
        let fim = Programa::iniciar(CLIENTE, &argumentos).esperar_fim();
        let sessao = comando("deposito-cliente", &na_pagina) + &fim.erro;
        conferir_sessao("prazo-mais-curto.txt", &sessao);
    }
}

#[test]
fn com_cifra() {
    let pasta = Pasta::nova();
    let (certificado, chave) = pasta.com_certificado("certificado");
    let tls = ["--certificado", &certificado, "--chave-privada", &chave];
    let (_servidor, endereco) = no_ar(&tls);
    let porta = endereco.rsplit_once(':').expect("tem porta").1;
    let mut sessao = String::new();
    for argumentos in [
        "--endereco localhost:25017 --autoridade certificado.pem --chamada gravar --chave a",
        "--endereco 127.0.0.1:25017 --autoridade certificado.pem --chamada obter --chave a",
    ] {
        sessao +=
            &format!("$ cargo run -q -p grpc --bin deposito-cliente -- {argumentos}\n");
        let aqui = argumentos.replace("25017", porta);
        let aqui = aqui.split(' ').map(|a| match a {
            "certificado.pem" => certificado.as_str(),
            a => a,
        });
        let fim = Programa::iniciar(CLIENTE, &aqui.collect::<Vec<_>>()).esperar_fim();
        sessao += &(fim.saida + &fim.erro);
    }
    conferir_sessao("com-cifra.txt", &sessao);
}
