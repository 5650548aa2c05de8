//! O que o capítulo mostra é o que os programas imprimem: uma sessão inteira,
//! do processo único à queda, à pausa e à volta.
//!
//! Para gravar de novo: `ATUALIZAR_SAIDAS=1 cargo test -p primeiro-sistema --test programas saidas`.
//! Portas e números de processo aparecem no arquivo com um valor de costume.

#![cfg(unix)] // o texto de uma recusa muda no Windows, e SIGSTOP não existe lá

use std::fs::OpenOptions;
use std::io::Write;

use apoio::saida::conferir_sessao;
use apoio::teste::{Fim, Programa};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::comum::{CLIENTE, Sistema, UM_PROCESSO, ate_que, digitar, servidor};

fn comando(nome: &str) -> String {
    format!("cargo run -q -p primeiro-sistema --bin {nome}\n")
}

/// O que o leitor vê ao iniciar o armazenamento, com o que varia trocado.
fn inicio_do_armazenamento(sistema: &Sistema) -> String {
    let programa = sistema.armazenamento.as_ref().unwrap();
    let diario = programa.esperar_no_diario("recados em");
    let diario = diario
        .replace(&programa.pid().to_string(), "4242")
        .replace(sistema.arquivo().to_str().unwrap(), "recados.txt");
    format!(
        "$ {}{diario}\nescutando em 127.0.0.1:25011\n",
        comando("recados-armazenamento")
    )
}

/// O que o leitor vê ao fazer um pedido pelo cliente.
fn pedido(sistema: &Sistema, texto: &str, fim: &Fim) -> String {
    let resposta = format!("{}{}", fim.saida, fim.erro);
    let resposta = resposta.replace(&sistema.onde_armazena, "127.0.0.1:25011");
    format!("$ echo {texto} | {}{resposta}", comando("recados-cliente"))
}

fn pedir(sistema: &Sistema, texto: &str) -> String {
    pedido(sistema, texto, &sistema.cliente(&[texto]))
}

#[test]
fn a_sessao_do_capitulo() {
    let mut sistema = Sistema::novo();
    sistema.matar_armazenamento();

    let arquivo = sistema.arquivo();
    let opcoes = ["--arquivo", arquivo.to_str().unwrap()];
    let pedidos = ["guardar comprar pão", "guardar ligar para Bia", "listar"];
    let fim = digitar(Programa::iniciar(UM_PROCESSO, &opcoes), &pedidos);
    let entrada = pedidos.join("\\n");
    let linha = format!(
        "$ printf '{entrada}\\n' | {}",
        comando("recados-um-processo")
    );
    conferir_sessao("um-processo.txt", &(linha + &fim.saida));

    sistema.religar_armazenamento();
    conferir_sessao("armazenamento.txt", &inicio_do_armazenamento(&sistema));
    let terminal =
        pedir(&sistema, "guardar devolver o livro") + &pedir(&sistema, "listar");
    conferir_sessao("cliente.txt", &terminal);

    sistema.matar_armazenamento();
    conferir_sessao("queda.txt", &pedir(&sistema, "guardar pagar a luz"));

    sistema.religar_armazenamento();
    conferir_sessao("volta.txt", &pedir(&sistema, "listar"));

    sistema.matar_armazenamento();
    let mut diario = OpenOptions::new().append(true).open(&arquivo).unwrap();
    diario.write_all("regar as pl".as_bytes()).unwrap();
    sistema.religar_armazenamento();
    let inicio = inicio_do_armazenamento(&sistema);
    let programa = sistema.armazenamento.as_ref().unwrap();
    let (antes, depois) = inicio.split_once("escutando").unwrap();
    let descarte = programa.esperar_no_diario("pela metade");
    let corte = format!(
        "$ printf 'regar as pl' >> recados.txt\n{antes}{descarte}\nescutando{depois}"
    );
    conferir_sessao("corte.txt", &corte);

    conferir_sessao("pausa.txt", &pausa(&sistema));
}

/// Para o armazenamento, pede, continua o armazenamento e olha o que houve.
fn pausa(sistema: &Sistema) -> String {
    let vitima = sistema.armazenamento.as_ref().unwrap().pid().cast_signed();
    // O prazo de costume do programa; o do resto da sessão é longo, para que
    // um disco lento não mude o que o capítulo mostra.
    let impaciente = servidor(&sistema.onde_armazena, "1s");
    let onde = impaciente.esperar_pronto().to_string();

    kill(Pid::from_raw(vitima), Signal::SIGSTOP).unwrap();
    let texto = "guardar regar as plantas";
    let opcoes = ["--endereco", &onde, "--prazo", "20s"];
    let fim = digitar(Programa::iniciar(CLIENTE, &opcoes), &[texto]);
    kill(Pid::from_raw(vitima), Signal::SIGCONT).unwrap();
    ate_que(
        || sistema.cliente(&["listar"]).saida.contains("regar"),
        "o pedido dado por perdido",
    );

    let antes = pedido(sistema, texto, &fim);
    format!(
        "$ kill -STOP 4242\n{antes}$ kill -CONT 4242\n{}",
        pedir(sistema, "listar")
    )
}
