//! Erros claros, sinais e códigos de saída.

use crate::comum::{CLIENTE, SERVIDOR, falha, no_ar, rodar};
use apoio::teste::Programa;
#[cfg(unix)]
use apoio::teste::no_shell;

#[test]
fn argumentos_errados_saem_com_2_e_dizem_qual() {
    falha(SERVIDOR, &["--drenagem", "5"], 2, "300ms ou 5s");
    falha(SERVIDOR, &["--maior", "0"], 2, "maior que zero");
    let demais = u64::MAX.to_string();
    falha(SERVIDOR, &["--conexoes", &demais], 2, "--conexoes");
    falha(SERVIDOR, &["--maior", &demais], 2, "--maior");
    falha(
        SERVIDOR,
        &["--limite", &format!("{demais}s")],
        2,
        "--limite",
    );
    falha(SERVIDOR, &["--certificado", "c.pem"], 2, "--chave-privada");
    falha(CLIENTE, &[], 2, "falta --chamada");
    falha(CLIENTE, &["--chamada", "apagar"], 2, "os valores são");
    let texto = ["--chamada", "gravar", "--chave", "a", "--valor", "um"];
    falha(CLIENTE, &texto, 2, "--valor");
}

#[test]
fn o_que_falha_ao_rodar_sai_com_1_e_diz_por_que() {
    let sem_maquina = ["--endereco", "nao.existe.invalid:0"];
    falha(SERVIDOR, &sem_maquina, 1, "não achei a máquina");
    let ninguem = ["--chamada", "obter", "--chave", "a", "--prazo", "1s"];
    let ninguem = [&ninguem[..], &["--endereco", "127.0.0.1:1"]].concat();
    falha(CLIENTE, &ninguem, 1, "ninguém escuta");
}

#[test]
fn endereco_malformado_sai_com_2() {
    falha(SERVIDOR, &["--endereco", "banana"], 2, "não é um endereço");
    let sem_porta = ["--chamada", "obter", "--endereco", "127.0.0.1"];
    falha(CLIENTE, &sem_porta, 2, "escreva HOST:PORTA");
}

#[test]
fn porta_em_uso_diz_o_que_fazer() {
    let (_servidor, endereco) = no_ar(&[]);
    falha(SERVIDOR, &["--endereco", &endereco], 1, "já está em uso");
}

#[test]
fn linha_ruim_na_entrada_nao_vira_uma_importacao_menor() {
    let (_servidor, endereco) = no_ar(&[]);
    let argumentos = ["--chamada", "importar", "--endereco", &endereco];
    let mut cliente = Programa::iniciar(CLIENTE, &argumentos);
    cliente.digitar("a=1");
    cliente.digitar("b=dois");
    let fim = cliente.esperar_fim();
    assert_eq!(fim.status.code(), Some(1));
    assert_eq!(fim.saida, "", "não se confirma o que não se fez");
    assert!(
        fim.erro.contains("\"b=dois\": escreva chave=valor"),
        "{}",
        fim.erro
    );
}

#[test]
fn a_fachada_repassa_a_chamada_e_o_erro() {
    let (_atras, endereco) = no_ar(&[]);
    let (_fachada, frente) = no_ar(&["--atras", &endereco]);
    let gravar = ["--chamada", "gravar", "--chave", "a", "--valor", "7"];
    let fim = rodar(CLIENTE, &[&gravar[..], &["--endereco", &frente]].concat());
    assert_eq!(fim.saida, "a = 7 (revisão 1)\n", "{}", fim.erro);
    let obter = ["--chamada", "obter", "--chave", "b", "--endereco", &frente];
    falha(
        CLIENTE,
        &obter,
        1,
        "NOT_FOUND (SEM_CHAVE): não há a chave \"b\"",
    );
}

#[cfg(unix)]
#[test]
fn sigterm_despede_quem_segue_e_sai_com_0() {
    let (servidor, endereco) = no_ar(&[]);
    let seguir = [
        "--chamada",
        "acompanhar",
        "--seguir",
        "--endereco",
        &endereco,
    ];
    let cliente = Programa::iniciar(CLIENTE, &seguir);
    let gravar = [
        "--chamada",
        "gravar",
        "--chave",
        "a",
        "--endereco",
        &endereco,
    ];
    assert_eq!(rodar(CLIENTE, &gravar).status.code(), Some(0));
    assert_eq!(cliente.linha(), "1: a = 1", "o fluxo está aberto");
    servidor.pedir_fim();
    let fim = servidor.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    assert!(fim.erro.contains("nada ficou pela metade"), "{}", fim.erro);
    let fim = cliente.esperar_fim();
    assert_eq!(fim.status.code(), Some(1));
    assert!(fim.erro.contains("UNAVAILABLE"), "{}", fim.erro);
}

#[cfg(unix)]
#[test]
fn quem_fecha_a_saida_do_cliente_cancela_o_fluxo_sem_erro() {
    let (_servidor, endereco) = no_ar(&[]);
    let importar = ["--chamada", "importar", "--endereco", &endereco];
    let mut cliente = Programa::iniciar(CLIENTE, &importar);
    // 200 KB: mais do que cabe no cano, e a escrita que falha tem de acontecer.
    let chave = "k".repeat(200);
    for n in 0..1000 {
        cliente.digitar(&format!("{chave}={n}"));
    }
    assert_eq!(cliente.esperar_fim().status.code(), Some(0));
    // `seguir` nunca acaba sozinho: só acaba porque `head` fechou o cano.
    let roteiro = r#""$1" --chamada acompanhar --seguir --endereco "$2" | head -1"#;
    let fim = no_shell(roteiro, &[CLIENTE, &endereco]).esperar_fim();
    let primeira = format!("1: {chave} = 0\n");
    assert_eq!((fim.saida, fim.erro.as_str()), (primeira, ""));
}

/// Com um fluxo de cada tipo aberto e sem fim à vista: a importação e a vigia têm a
/// entrada aberta, e quem segue espera pelo futuro.
#[cfg(unix)]
#[test]
fn sigint_e_sigterm_drenam_e_saem_com_0_com_fluxos_abertos() {
    for sinal in ["-INT", "-TERM"] {
        let (servidor, endereco) = no_ar(&["--drenagem", "300ms"]);
        let abrir = |chamada: &[&str]| {
            let onde = ["--endereco", &endereco, "--chamada"];
            Programa::iniciar(CLIENTE, &[&onde, chamada].concat())
        };
        let mut importa = abrir(&["importar"]);
        importa.digitar("casa/luz=1");
        let segue = abrir(&["acompanhar", "--seguir"]);
        assert_eq!(
            segue.linha(),
            "1: casa/luz = 1",
            "a importação está em curso"
        );
        let mut vigia = abrir(&["vigiar"]);
        vigia.digitar("casa/");
        assert_eq!(vigia.linha(), "vigiando \"casa/\"");
        rodar("kill", &[sinal, &servidor.pid().to_string()]);
        let fim = servidor.esperar_fim();
        assert_eq!(fim.status.code(), Some(0), "{sinal}: {}", fim.erro);
        assert!(fim.erro.contains("chamadas cortadas: 1"), "{}", fim.erro);
        for (cliente, qual) in [(importa, "importa"), (segue, "segue"), (vigia, "vigia")]
        {
            let fim = cliente.esperar_fim();
            assert_eq!(fim.status.code(), Some(1), "{qual}");
            assert!(fim.erro.contains("UNAVAILABLE"), "{qual}: {}", fim.erro);
        }
    }
}

/// Sem pausa, o laço de aceitar tomaria um núcleo e o diário não diria por quê.
#[cfg(unix)]
#[test]
fn sem_descritores_o_servidor_espera_e_volta() {
    let roteiro = r#"ulimit -n 24; exec "$1" --endereco 127.0.0.1:0"#;
    let servidor = no_shell(roteiro, &[SERVIDOR]);
    let endereco = servidor.esperar_pronto();
    let abrir = |_| std::net::TcpStream::connect(endereco).expect("o kernel aceita");
    let muitas: Vec<_> = (0..40).map(abrir).collect();
    servidor.esperar_no_diario("acabaram os descritores");
    drop(muitas);
    let endereco = endereco.to_string();
    let gravar = [
        "--chamada",
        "gravar",
        "--chave",
        "a",
        "--endereco",
        &endereco,
    ];
    let fim = rodar(CLIENTE, &gravar);
    assert_eq!(fim.saida, "a = 1 (revisão 1)\n", "{}", fim.erro);
}
