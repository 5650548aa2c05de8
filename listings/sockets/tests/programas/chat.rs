//! O bate-papo, pelo programa, nos dois modos: quem entra, quem fala, quem sai.

use std::thread;

use crate::comum::Cliente;
use crate::modos::{chat, nos_dois_modos};

nos_dois_modos! {
    quem_entra_e_quem_sai_e_anunciado,
    todos_ouvem_tudo_na_mesma_ordem,
    o_fim_da_fala_ainda_entrega_o_que_falta,
    nome_em_uso_ou_invalido_e_recusado_com_motivo,
    nome_fica_livre_quando_o_dono_sai,
    sala_lotada_recusa_com_motivo_e_reabre,
    quebra_de_linha_nao_forja_um_aviso,
    quem_despeja_um_arquivo_nao_derruba_quem_le,
}

fn quem_entra_e_quem_sai_e_anunciado(modo: &str) {
    let (_servidor, endereco) = chat(modo, &[]);
    let mut ana = Cliente::entrar(endereco, "ana");
    let bia = Cliente::entrar(endereco, "bia");

    assert_eq!(ana.receber().as_deref(), Some("* bia entrou (2 na sala)"));
    drop(bia);
    assert_eq!(
        ana.receber().as_deref(),
        Some("* bia saiu: fechou a conexão (1 na sala)")
    );
}

fn todos_ouvem_tudo_na_mesma_ordem(modo: &str) {
    let (_servidor, endereco) = chat(modo, &[]);
    let mut c0 = Cliente::entrar(endereco, "c0");
    let mut c1 = Cliente::entrar_com(endereco, "c1", &mut [&mut c0]);
    let c2 = Cliente::entrar_com(endereco, "c2", &mut [&mut c0, &mut c1]);
    let mut sala = [c0, c1, c2];

    let mut ouvidos = thread::scope(|escopo| {
        let conversas: Vec<_> = sala
            .iter_mut()
            .map(|cliente| {
                escopo.spawn(move || {
                    for n in 0..10 {
                        cliente.enviar(&n.to_string());
                    }
                    (0..30)
                        .map(|_| cliente.receber().unwrap())
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        conversas
            .into_iter()
            .map(|c| c.join().unwrap())
            .collect::<Vec<_>>()
    });

    let de_c2 = ouvidos.pop().unwrap();
    assert_eq!(
        ouvidos,
        [de_c2.clone(), de_c2.clone()],
        "a ordem devia ser uma só"
    );
    let minhas: Vec<_> = de_c2
        .iter()
        .filter_map(|l| l.strip_prefix("c2: "))
        .collect();
    let em_ordem: Vec<_> = (0..10).map(|n| n.to_string()).collect();
    assert_eq!(minhas, em_ordem, "e a de cada um, a que ele falou");
}

fn o_fim_da_fala_ainda_entrega_o_que_falta(modo: &str) {
    let (_servidor, endereco) = chat(modo, &[]);
    let mut ana = Cliente::entrar(endereco, "ana");

    ana.enviar("primeira");
    ana.enviar("última");
    ana.calar();

    assert_eq!(ana.resto(), ["ana: primeira", "ana: última"]);
}

fn nome_em_uso_ou_invalido_e_recusado_com_motivo(modo: &str) {
    let (_servidor, endereco) = chat(modo, &[]);
    let mut ana = Cliente::entrar(endereco, "ana");
    let casos = [
        ("ana", "! o nome ana já está em uso"),
        ("", "! o nome tem de 1 a 20 letras, dígitos, - ou _"),
        // Uma letra que se desenha em branco: pareceria a ana.
        (
            "ana\u{3164}",
            "! o nome tem de 1 a 20 letras, dígitos, - ou _",
        ),
        (
            "ana: oi\n* bia",
            "! o nome tem de 1 a 20 letras, dígitos, - ou _",
        ),
    ];

    for (nome, motivo) in casos {
        let mut outra = Cliente::conectar(endereco);
        outra.enviar(nome);
        assert_eq!(outra.resto(), [motivo], "nome pedido: {nome:?}");
    }
    assert_eq!(
        ana.pedir("sigo aqui"),
        "ana: sigo aqui",
        "a sala não devia perceber"
    );
}

fn nome_fica_livre_quando_o_dono_sai(modo: &str) {
    let (_servidor, endereco) = chat(modo, &[]);
    let mut bia = Cliente::entrar(endereco, "bia");
    drop(Cliente::entrar_com(endereco, "ana", &mut [&mut bia]));
    bia.ate("* ana saiu");

    let mut ana = Cliente::entrar(endereco, "ana");

    assert_eq!(ana.pedir("voltei"), "ana: voltei");
}

fn sala_lotada_recusa_com_motivo_e_reabre(modo: &str) {
    let (_servidor, endereco) = chat(modo, &["--limite", "2"]);
    let mut ana = Cliente::entrar(endereco, "ana");
    let mut bia = Cliente::entrar_com(endereco, "bia", &mut [&mut ana]);

    let mut lia = Cliente::conectar(endereco);
    assert_eq!(lia.resto(), ["! a sala está lotada (limite: 2)"]);
    drop(lia);

    drop(ana);
    bia.ate("* ana saiu");
    // A vaga volta um instante depois do aviso, quando a conexão fecha de todo.
    let entrou = (0..1000).any(|_| {
        let mut lia = Cliente::conectar(endereco);
        let pediu = std::io::Write::write_all(&mut lia.fluxo(), b"\0\0\0\x03lia").is_ok();
        pediu
            && lia
                .receber()
                .is_some_and(|linha| linha.starts_with("* lia entrou"))
    });
    assert!(entrou, "com a saída de ana, devia haver lugar para lia");
}

fn quebra_de_linha_nao_forja_um_aviso(modo: &str) {
    let (_servidor, endereco) = chat(modo, &[]);
    let mut ana = Cliente::entrar(endereco, "ana");

    assert_eq!(
        ana.pedir("oi\n* bia saiu\u{1b}[2J"),
        "ana: oi * bia saiu [2J"
    );
}

fn quem_despeja_um_arquivo_nao_derruba_quem_le(modo: &str) {
    const FALAS: usize = 2000;
    let (_servidor, endereco) = chat(modo, &[]);
    let mut bia = Cliente::entrar(endereco, "bia");
    let mut ana = Cliente::entrar_com(endereco, "ana", &mut [&mut bia]);

    let despejo = ana.outra_ponta();
    let esperadas: Vec<_> = (0..FALAS).map(|i| format!("ana: linha {i}")).collect();
    thread::scope(|escopo| {
        escopo.spawn(move || {
            (0..FALAS).for_each(|i| despejo.enviar(&format!("linha {i}")))
        });
        for cliente in [&mut ana, &mut bia] {
            let esperadas = &esperadas;
            escopo.spawn(move || {
                let ouvidas: Vec<_> =
                    (0..FALAS).map_while(|_| cliente.receber()).collect();
                assert!(
                    ouvidas == *esperadas,
                    "ouviu só {} de {FALAS} falas",
                    ouvidas.len()
                );
            });
        }
    });
}
