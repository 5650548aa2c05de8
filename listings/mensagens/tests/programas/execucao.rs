//! Os programas pela porta da frente: o que recusam, como falham, como terminam.

use std::net::UdpSocket;

#[cfg(unix)]
use apoio::teste::Programa;
use apoio::teste::rodar;

const RECEPTOR: &str = env!("CARGO_BIN_EXE_receptor");
const REMETENTE: &str = env!("CARGO_BIN_EXE_remetente");
const ADVERSARIO: &str = env!("CARGO_BIN_EXE_adversario");
const SERIALIZACAO: &str = env!("CARGO_BIN_EXE_serializacao");
const SEMANTICAS: &str = env!("CARGO_BIN_EXE_semanticas");
const DESTINOS: &str = env!("CARGO_BIN_EXE_destinos");
const BIT: &str = env!("CARGO_BIN_EXE_bit-alternado");
const UTILIZACAO: &str = env!("CARGO_BIN_EXE_utilizacao");
const TODOS: [&str; 8] = [
    RECEPTOR,
    REMETENTE,
    ADVERSARIO,
    SERIALIZACAO,
    SEMANTICAS,
    DESTINOS,
    BIT,
    UTILIZACAO,
];

const FRACAO: &str = "escreva um número de 0 a 1";
const GRUPO: &str = "de 239.0.0.0 a 239.255.255.255";

#[test]
fn argumento_errado_sai_com_2_e_diz_qual() {
    let casos: [(&str, &[&str], &str); 16] = [
        (RECEPTOR, &["--bits", "0"], "escreva um inteiro de 1 a 32"),
        (RECEPTOR, &["--bits", "33"], "escreva um inteiro de 1 a 32"),
        (REMETENTE, &["--tentativas", "0"], "maior que zero"),
        (ADVERSARIO, &["--semente", "x"], "escreva um número inteiro"),
        (
            REMETENTE,
            &["--porta", "1"],
            "não conheço o argumento --porta",
        ),
        (ADVERSARIO, &["--perda", "1,5"], FRACAO),
        (ADVERSARIO, &["--duplicacao", "2"], FRACAO),
        (ADVERSARIO, &["--atraso", "50"], "como 300ms ou 5s"),
        (SERIALIZACAO, &["--ler", "xml"], "os valores são: json"),
        (SEMANTICAS, &["--pedidos", "0"], "maior que zero"),
        (SEMANTICAS, &["--perda", "nan"], FRACAO),
        (DESTINOS, &["--grupo", "192.0.2.1"], GRUPO),
        (DESTINOS, &["--grupo", "grupo"], GRUPO),
        (DESTINOS, &["--grupo", "239.20.14.255"], "escolha outro"),
        (BIT, &["--sementes", "muitas"], "maior que zero"),
        (
            UTILIZACAO,
            &["--rapido"],
            "não conheço o argumento --rapido",
        ),
    ];
    for (programa, argumentos, esperado) in casos {
        let (status, saida, erro) = rodar(programa, argumentos);
        assert_eq!(status, Some(2), "{argumentos:?}: {erro}");
        assert!(
            erro.contains(esperado),
            "{argumentos:?} devia dizer {esperado:?}: {erro}"
        );
        assert_eq!(saida, "", "{argumentos:?} não devia escrever nada");
    }
}

#[test]
fn endereco_impossivel_sai_com_2_e_mostra_o_formato() {
    for programa in [RECEPTOR, REMETENTE, ADVERSARIO] {
        let (status, _, erro) = rodar(programa, &["--endereco", "nenhum lugar"]);
        assert_eq!(status, Some(2), "{erro}");
        assert!(erro.contains("escreva HOST:PORTA"), "{erro}");
    }
}

#[test]
fn porta_ocupada_sai_com_1_e_diz_o_que_fazer() {
    let ocupada = UdpSocket::bind("127.0.0.1:0").unwrap();
    let endereco = ocupada.local_addr().unwrap().to_string();
    for programa in [RECEPTOR, ADVERSARIO] {
        let (status, _, erro) = rodar(programa, &["--endereco", &endereco]);
        assert_eq!(status, Some(1), "{erro}");
        assert!(
            erro.contains("já está em uso em 127.0.0.1. Encerre"),
            "{erro}"
        );
    }
}

#[test]
fn o_remetente_sem_receptor_desiste_com_erro_claro() {
    // Um socket que recebe e nunca responde.
    let mudo = UdpSocket::bind("127.0.0.1:0").unwrap();
    let endereco = mudo.local_addr().unwrap().to_string();
    let argumentos = ["--endereco", &endereco, "--tentativas", "2"];
    let (status, _, erro) = rodar(REMETENTE, &argumentos);
    assert_eq!(status, Some(1));
    assert!(
        erro.contains("não respondeu à abertura em 2 tentativas (0,"),
        "{erro}"
    );
}

#[cfg(unix)]
#[test]
fn o_remetente_interrompido_termina_a_mensagem_avisa_o_fim_e_sai_com_0() {
    let receptor = Programa::iniciar(RECEPTOR, &["--endereco", "127.0.0.1:0"]);
    let endereco = receptor.esperar_pronto().to_string();
    let mut remetente = Programa::iniciar(REMETENTE, &["--endereco", &endereco]);
    for linha in ["um", "dois"] {
        remetente.digitar(linha);
        assert_eq!(receptor.linha(), linha);
    }
    remetente.pedir_fim();
    remetente.esperar_no_diario("2 mensagens entregues em");
    receptor.esperar_no_diario("fim da conexão: 2 mensagens");
    assert_eq!(remetente.esperar_fim().status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn o_receptor_interrompido_sai_com_0_e_diz_quem_ficou_pela_metade() {
    let receptor = Programa::iniciar(RECEPTOR, &["--endereco", "127.0.0.1:0"]);
    let endereco = receptor.esperar_pronto().to_string();
    let argumentos = ["--endereco", &endereco, "--tentativas", "2"];
    let mut remetente = Programa::iniciar(REMETENTE, &argumentos);
    remetente.digitar("um");
    receptor.linha();
    receptor.pedir_fim();
    let fim = receptor.esperar_fim();
    assert_eq!(fim.status.code(), Some(0));
    assert_eq!(fim.erro, "conexões sem fim: 1\n");
    remetente.digitar("dois");
    let fim = remetente.esperar_fim();
    assert_eq!(fim.status.code(), Some(1));
    assert!(
        fim.erro.contains("a 1 anterior foi entregue"),
        "{}",
        fim.erro
    );
}

#[test]
fn a_ajuda_de_todos_e_em_portugues() {
    for programa in TODOS {
        let (status, saida, _) = rodar(programa, &["--help"]);
        assert_eq!(status, Some(0));
        assert!(
            saida.contains("Uso: ") && saida.contains("Mostra esta ajuda"),
            "{saida}"
        );
        for ingles in ["Usage", "Options", "default", "Print help"] {
            assert!(!saida.contains(ingles), "{ingles:?} na ajuda:\n{saida}");
        }
    }
}
