//! O que o capítulo mostra é o que os programas imprimem.
//!
//! Para gravar de novo: `ATUALIZAR_SAIDAS=1 cargo test -p grpc --test programas saidas::`.

use std::path::Path;

use apoio::saida::conferir;
use apoio::teste::Programa;

const SERVIDOR: &str = env!("CARGO_BIN_EXE_deposito-servidor");
const CLIENTE: &str = env!("CARGO_BIN_EXE_deposito-cliente");

#[track_caller]
fn mostra(nome: &str, sessao: &str) {
    let pasta = Path::new(env!("CARGO_MANIFEST_DIR")).join("saidas");
    conferir(&pasta.join(nome), sessao);
}

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
    let fim = Programa::iniciar(env!("CARGO_BIN_EXE_mensagem-no-fio"), &[]);
    let sessao = comando("mensagem-no-fio", &[]) + &fim.esperar_fim().saida;
    mostra("mensagem-no-fio.txt", &sessao);
}

#[test]
fn as_quatro_falhas() {
    let fim = Programa::iniciar(env!("CARGO_BIN_EXE_quatro-falhas"), &[]);
    let sessao = comando("quatro-falhas", &[]) + &fim.esperar_fim().saida;
    mostra("quatro-falhas.txt", &sessao);
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
    mostra("quatro-chamadas.txt", &sessao.texto);
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
    mostra("intencao.txt", &sessao.texto);
}

#[test]
fn os_codigos() {
    let mut sessao = Sessao::nova(&["--demora", "5s"]);
    let gravar = ["--chamada", "obter", "--chave", "nada", "--prazo", "300ms"];
    sessao.chamar(&gravar);
    sessao.chamar(&["--chamada", "obter", "--chave", ""]);
    mostra("codigos.txt", &sessao.texto);
}
