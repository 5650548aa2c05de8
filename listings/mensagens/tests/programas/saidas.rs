//! O que o capítulo mostra é o que os programas imprimem.
//!
//! Para gravar de novo: `ATUALIZAR_SAIDAS=1 cargo test -p mensagens --test programas saidas`.

use apoio::saida::mostrar;
#[cfg(unix)]
use apoio::saida::{conferir_sessao, desta_crate};
#[cfg(unix)]
use apoio::teste::Programa;

#[cfg(target_os = "linux")] // só aqui há broadcast em loopback
#[test]
fn os_quatro_destinos() {
    mostrar("destinos.txt", env!("CARGO_BIN_EXE_destinos"), &[&[]]);
}

#[test]
fn as_tres_serializacoes() {
    mostrar(
        "serializacao.txt",
        env!("CARGO_BIN_EXE_serializacao"),
        &[&[]],
    );
}

#[test]
fn as_tres_semanticas() {
    mostrar("semanticas.txt", env!("CARGO_BIN_EXE_semanticas"), &[&[]]);
}

#[test]
fn os_bits_do_numero() {
    mostrar(
        "bit-alternado.txt",
        env!("CARGO_BIN_EXE_bit-alternado"),
        &[&[]],
    );
}

#[test]
fn a_utilizacao() {
    mostrar("utilizacao.txt", env!("CARGO_BIN_EXE_utilizacao"), &[&[]]);
}

/// Sobre UDP o relógio é de verdade: a cada vez, as contagens são outras. Só a
/// forma do que se imprime é conferida.
#[cfg(unix)]
#[track_caller]
fn mostra_sem_os_numeros(nome: &str, sessao: &str) {
    let sem_numeros = |texto: &str| texto.replace(|c: char| c.is_ascii_digit(), "");
    let arquivo = desta_crate("saidas").join(nome);
    let mostrada = std::fs::read_to_string(arquivo).unwrap_or_default();
    if std::env::var_os("ATUALIZAR_SAIDAS").is_some()
        || sem_numeros(&mostrada).trim_end() != sem_numeros(sessao).trim_end()
    {
        conferir_sessao(nome, sessao);
    }
}

#[cfg(unix)]
#[test]
fn a_conversa_pelo_adversario() {
    let receptor = Programa::iniciar(
        env!("CARGO_BIN_EXE_receptor"),
        &["--endereco", "127.0.0.1:0"],
    );
    let onde = receptor.esperar_pronto().to_string();
    let argumentos = ["--endereco", "127.0.0.1:0", "--destino", &onde];
    let adversario = Programa::iniciar(env!("CARGO_BIN_EXE_adversario"), &argumentos);
    let frente = adversario.esperar_pronto().to_string();
    let argumentos = ["--endereco", &frente, "--tentativas", "40"];
    let mut remetente = Programa::iniciar(env!("CARGO_BIN_EXE_remetente"), &argumentos);
    let linhas: Vec<_> = (1..=30).map(|n| n.to_string()).collect();
    for linha in &linhas {
        remetente.digitar(linha);
    }
    let enviado = remetente.esperar_fim();
    assert_eq!(enviado.status.code(), Some(0), "{}", enviado.erro);
    let recebidas: Vec<_> = (0..30).map(|_| receptor.linha()).collect();
    assert_eq!(recebidas, linhas, "uma vez e em ordem");
    receptor.esperar_no_diario("fim da conexão: 30 mensagens");
    adversario.pedir_fim();
    receptor.pedir_fim();
    assert_eq!(receptor.esperar_fim().saida, "", "nada além das trinta");
    let maltratado = adversario.esperar_fim();
    assert_eq!(maltratado.status.code(), Some(0));
    let envio = "$ seq 1 30 | cargo run -q -p mensagens --bin remetente -- \
                 --endereco 127.0.0.1:25015 --tentativas 40\n";
    mostra_sem_os_numeros("remetente.txt", &(envio.to_owned() + &enviado.erro));
    mostra_sem_os_numeros("adversario.txt", &("^C".to_owned() + &maltratado.erro));
}
