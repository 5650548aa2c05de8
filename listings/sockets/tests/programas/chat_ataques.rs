//! Clientes malcriados, contra o programa, nos dois modos. Em todos os casos há
//! uma testemunha na sala, que não pode perceber nada além da saída do outro.

use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::time::Duration;

use crate::comum::Cliente;
use crate::modos::{chat, nos_dois_modos, pico_de_enderecos};
use apoio::teste::PRAZO;
use sockets::ataque::Ataque;
use sockets::quadro::codificar;

nos_dois_modos! {
    meio_quadro_parado_e_cortado_e_o_calado_nao,
    um_byte_por_vez_nao_renova_o_prazo,
    quem_nao_diz_o_nome_e_desligado,
    quadro_de_4_gib_e_recusado_sem_alocar,
    bytes_que_nao_sao_utf8_sao_recusados,
    leitor_lento_nao_para_os_outros,
    quem_fala_sem_ler_e_desligado,
    quem_fala_sem_ler_deixa_de_ser_lido,
}

/// Entra à vista da testemunha, envenena e devolve o que o servidor disse antes
/// de fechar.
fn atacar(endereco: SocketAddr, testemunha: &mut Cliente, ataque: Ataque) -> Vec<String> {
    let mut mau = Cliente::entrar_com(endereco, "mau", &mut [testemunha]);
    mau.enviar_bytes(ataque.veneno());
    mau.resto()
}

fn meio_quadro_parado_e_cortado_e_o_calado_nao(modo: &str) {
    let (_servidor, endereco) = chat(modo, &["--prazo", "200ms"]);
    let mut calada = Cliente::entrar(endereco, "calada");

    let motivo = atacar(endereco, &mut calada, Ataque::MeioQuadro);

    assert_eq!(
        motivo,
        ["! o quadro começou e não terminou dentro do prazo"]
    );
    calada.ate("* mau saiu: o quadro começou e não terminou dentro do prazo");
    // Calada por mais de um prazo, mas entre quadros: silêncio não é ataque.
    assert_eq!(calada.pedir("estava pensando"), "calada: estava pensando");
}

fn um_byte_por_vez_nao_renova_o_prazo(modo: &str) {
    let (_servidor, endereco) = chat(modo, &["--prazo", "300ms"]);
    let mut mau = Cliente::entrar(endereco, "mau");
    let quadro = codificar(&"x".repeat(60_000)).unwrap();
    // O ritmo do ataque: um byte, e 20 ms à espera de que o servidor reclame.
    mau.fluxo()
        .set_read_timeout(Some(Duration::from_millis(20)))
        .unwrap();

    // Quinhentos bytes são dez segundos: mais de trinta prazos.
    let cortado = quadro.chunks(1).take(500).any(|byte| {
        let _ = mau.fluxo().write_all(byte);
        mau.fluxo().peek(&mut [0; 1]).is_ok()
    });

    assert!(
        cortado,
        "o prazo conta do primeiro byte: um a cada 20 ms não devia renová-lo"
    );
    mau.fluxo().set_read_timeout(Some(PRAZO)).unwrap();
    let motivo = "! o quadro começou e não terminou dentro do prazo";
    assert_eq!(mau.receber().as_deref(), Some(motivo));
}

fn quem_nao_diz_o_nome_e_desligado(modo: &str) {
    let (_servidor, endereco) = chat(modo, &["--prazo", "200ms"]);

    let mut mudo = Cliente::conectar(endereco);

    assert_eq!(mudo.resto(), ["! o nome não chegou dentro do prazo"]);
}

fn quadro_de_4_gib_e_recusado_sem_alocar(modo: &str) {
    let (servidor, endereco) = chat(modo, &[]);
    let mut testemunha = Cliente::entrar(endereco, "testemunha");

    let motivo = atacar(endereco, &mut testemunha, Ataque::Gigante);

    assert_eq!(
        motivo,
        ["! o quadro anuncia 4294967295 bytes e o limite é 65408"]
    );
    testemunha.ate("* mau saiu");
    assert_eq!(testemunha.pedir("oi"), "testemunha: oi");
    let pico = pico_de_enderecos(servidor.pid());
    assert!(
        pico.is_none_or(|kib| kib < 2 << 20),
        "o servidor chegou a {pico:?} KiB"
    );
}

fn bytes_que_nao_sao_utf8_sao_recusados(modo: &str) {
    let (_servidor, endereco) = chat(modo, &[]);
    let mut testemunha = Cliente::entrar(endereco, "testemunha");

    let motivo = atacar(endereco, &mut testemunha, Ataque::Bytes);

    assert_eq!(motivo, ["! a carga do quadro não é texto UTF-8"]);
    testemunha.ate("* mau saiu: a carga do quadro não é texto UTF-8");
    assert_eq!(testemunha.pedir("oi"), "testemunha: oi");
}

fn leitor_lento_nao_para_os_outros(modo: &str) {
    // Prazo enorme: só a fila cheia pode cortar o lento neste teste.
    let (servidor, endereco) = chat(modo, &["--prazo", "600s"]);
    let mut ana = Cliente::entrar(endereco, "ana");
    let mut bia = Cliente::entrar_com(endereco, "bia", &mut [&mut ana]);
    let _lento = Cliente::entrar_sem_ler(endereco, "lento");
    bia.ate("(3 na sala)");
    ana.ate("(3 na sala)");

    // 64 lugares de 60 KB, e o que couber no kernel: cem falas passam de 64.
    let fala = "x".repeat(60_000);
    let mut saiu = 0;
    for _ in 0..100 {
        ana.enviar(&fala);
        for cliente in [&mut ana, &mut bia] {
            let linha = cliente.ate(": ");
            if linha == "* lento saiu: não lê o que recebe (2 na sala)" {
                saiu += 1;
                assert!(cliente.ate("ana: ").ends_with(&fala));
            } else {
                assert!(linha.ends_with(&fala), "veio outra coisa: {}", &linha[..40]);
            }
        }
    }

    assert_eq!(
        saiu, 2,
        "ana e bia deviam saber que o lento foi desligado, e por quê"
    );
    servidor.esperar_no_diario("não lê o que recebe");
}

fn quem_fala_sem_ler_e_desligado(modo: &str) {
    let (_servidor, endereco) = chat(modo, &["--prazo", "300ms"]);
    let mut testemunha = Cliente::entrar(endereco, "testemunha");
    let tagarela = Cliente::entrar_sem_ler(endereco, "tagarela");
    testemunha.ate("(2 na sala)");

    let quadro = codificar(&"x".repeat(60_000)).unwrap();
    let despejo = std::thread::spawn(move || {
        // Fala até o servidor o cortar: sua própria fila o faz parar.
        while tagarela.fluxo().write_all(&quadro).is_ok() {}
    });

    testemunha.ate("* tagarela saiu: não lê o que recebe");
    assert_eq!(testemunha.pedir("enfim"), "testemunha: enfim");
    despejo.join().unwrap();
}

fn quem_fala_sem_ler_deixa_de_ser_lido(modo: &str) {
    // Sem prazo à vista: o que o detém é a própria fila, não um corte.
    let (_servidor, endereco) = chat(modo, &["--prazo", "600s"]);
    let mut testemunha = Cliente::entrar(endereco, "testemunha");
    let tagarela = Cliente::entrar_sem_ler(endereco, "tagarela");
    testemunha.ate("(2 na sala)");
    let aviso = testemunha.outra_ponta();
    let ouvinte = std::thread::spawn(move || {
        let ouvidas = std::iter::from_fn(|| testemunha.receber());
        ouvidas
            .take_while(|linha| linha != "testemunha: acabou")
            .any(|l| l.contains(" saiu"))
    });

    let quadro = codificar(&"x".repeat(60_000)).unwrap();
    tagarela
        .fluxo()
        .set_write_timeout(Some(Duration::from_secs(1)))
        .unwrap();
    let parou = loop {
        if let Err(erro) = tagarela.fluxo().write_all(&quadro) {
            break erro.kind();
        }
    };
    aviso.enviar("acabou");

    let cortado = ouvinte.join().unwrap();
    assert!(
        !cortado,
        "a fila do tagarela encheu: o servidor devia ter parado de ler dele"
    );
    assert!(
        matches!(parou, ErrorKind::WouldBlock | ErrorKind::TimedOut),
        "o tagarela devia esperar para escrever, e não levar {parou:?}"
    );
}
