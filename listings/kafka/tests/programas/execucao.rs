//! O produtor, o consumidor e o contador, com o broker embutido.

use apoio::teste::{Programa, rodar};
use kafka::registro::MAIOR_VALOR;

use crate::comum::{broker, escrever, escrever_na, ligar};
use crate::{CONSUMIDOR, CONTADOR, PRODUTOR, endereco};

#[test]
fn o_produtor_confirma_cada_linha_e_o_consumidor_a_mostra_com_chave_e_cabecalho() {
    let broker = broker("t", 1);
    let alvo = ["--endereco", &endereco(&broker), "--topico", "t"];
    let como = ["--separador", ":", "--cabecalho", "origem=teste"];
    let mut produtor = Programa::iniciar(PRODUTOR, &[&alvo[..], &como].concat());
    produtor.digitar("ana:café");
    let recibo = produtor.linha();
    assert_eq!(
        recibo, "#1 confirmado: partição 0, offset 0",
        "já ao digitar"
    );
    produtor.digitar("sem chave");
    let fim = produtor.esperar_fim();
    assert!(fim.status.success(), "{}", fim.erro);
    assert_eq!(fim.saida, "#2 confirmado: partição 0, offset 1\n");
    assert!(
        fim.erro.contains("2 entregues, 0 com falha"),
        "{}",
        fim.erro
    );

    let como = ["--sessao", "1500ms", "--ate-o-fim"];
    let (status, saida, erro) = rodar(CONSUMIDOR, &[&alvo[..], &como].concat());
    assert_eq!(status, Some(0), "{erro}");
    assert_eq!(
        saida,
        "partição 0, offset 0, chave ana, origem=teste: café\n\
         partição 0, offset 1, origem=teste: sem chave\n"
    );
}

#[test]
fn o_que_nao_se_entrega_reprova_o_produtor_e_e_contado() {
    let broker = broker("t", 1);
    let alvo = ["--endereco", &endereco(&broker), "--topico", "t"];
    let como = ["--desistir-em", "4"];
    let mut produtor = Programa::iniciar(PRODUTOR, &[&alvo[..], &como].concat());
    produtor.digitar("um");
    assert_eq!(produtor.linha(), "#1 confirmado: partição 0, offset 0");
    broker.derrubar().expect("cai");
    produtor.digitar("dois");
    produtor.digitar("três");
    let fim = produtor.esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.erro);
    assert!(fim.erro.contains("1 entregue, 2 com falha"), "{}", fim.erro);
    assert!(fim.erro.contains("erro: 2 de 3 registros"), "{}", fim.erro);
    assert!(!fim.erro.contains("Local:"), "o inglês vazou: {}", fim.erro);
}

#[test]
fn o_maior_valor_que_o_produtor_aceita_o_broker_tambem_aceita() {
    let broker = broker("t", 1);
    let alvo = ["--endereco", &endereco(&broker), "--topico", "t"];
    let maior = MAIOR_VALOR.to_string();
    let como = ["--numerados", "1", "--bytes", &maior];
    let (status, _, erro) = rodar(PRODUTOR, &[&alvo[..], &como].concat());
    assert_eq!(status, Some(0), "{erro}");
    let mut produtor = Programa::iniciar(PRODUTOR, &alvo);
    produtor.digitar(&"a".repeat(MAIOR_VALOR));
    let fim = produtor.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    assert_eq!(fim.saida, "#1 confirmado: partição 0, offset 1\n");
}

#[test]
fn o_contador_conta_o_que_a_sequencia_conta() {
    let broker = broker("frases", 2);
    broker.criar_topico("contagens", 2).expect("é novo");
    let frases = ["a rede cai", "a Rede volta", "cai, e volta"].map(str::to_owned);
    escrever_na(&ligar(&broker), "frases", 0, &frases[..2]);
    escrever_na(&ligar(&broker), "frases", 1, &frases[2..]);
    let alvo = ["--endereco", &endereco(&broker)];
    let (status, _, erro) = rodar(CONTADOR, &[&alvo[..], &["--ate-o-fim"]].concat());
    assert_eq!(status, Some(0), "{erro}");
    let (status, saida, erro) = rodar(CONTADOR, &[&alvo[..], &["--totais"]].concat());
    assert_eq!(status, Some(0), "{erro}");
    let linhas: Vec<_> = saida.lines().map(str::trim_start).collect();
    assert_eq!(linhas, ["2 a", "2 cai", "2 rede", "2 volta", "1 e"]);
}

#[test]
fn ordem_ao_terminal_num_registro_aparece_escapada_e_nao_forja_outro() {
    let broker = broker("t", 1);
    broker.criar_topico("contagens", 1).expect("é novo");
    let pares = [(
        "\u{1b}[2Jana",
        "a\u{9b}31m\npartição 0, offset 9: b\u{202e}",
    )];
    escrever(&ligar(&broker), "t", &pares);
    let alvo = ["--endereco", &endereco(&broker)];
    let como = ["--topico", "t", "--sessao", "1500ms", "--ate-o-fim"];
    let (status, saida, erro) = rodar(CONSUMIDOR, &[&alvo[..], &como].concat());
    assert_eq!(status, Some(0), "{erro}");
    let chave = r"\u{1b}[2Jana";
    let valor = r"a\u{9b}31m\npartição 0, offset 9: b\u{202e}";
    assert_eq!(
        saida,
        format!("partição 0, offset 0, chave {chave}: {valor}\n")
    );

    escrever(&ligar(&broker), "contagens", &[("\u{1b}[2J", "3")]);
    let (status, saida, erro) = rodar(CONTADOR, &[&alvo[..], &["--totais"]].concat());
    assert_eq!(
        (status, saida.as_str()),
        (Some(0), "       3 \\u{1b}[2J\n"),
        "{erro}"
    );
}
