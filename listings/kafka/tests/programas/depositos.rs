//! O consumidor com depósito: o que se repete, e o depósito que não serve.

use std::fs;

use apoio::teste::rodar;

use crate::comum::{broker, escrever_na, ligar, numeros};
use crate::{CONSUMIDOR, endereco};

#[test]
fn a_queda_antes_de_confirmar_repete_na_tela_mas_nao_no_deposito() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let deposito = pasta.path().join("efeitos").display().to_string();
    let broker = broker("t", 1);
    escrever_na(&ligar(&broker), "t", 0, &numeros(0..5));
    let alvo = [
        "--endereco",
        &endereco(&broker),
        "--topico",
        "t",
        "--sessao",
        "3s",
    ];
    let como = ["--deposito", &deposito, "--cair-depois", "3"];
    let (status, saida, erro) = rodar(CONSUMIDOR, &[&alvo[..], &como].concat());
    assert_eq!((status, saida.lines().count()), (Some(1), 3), "{erro}");

    // Outro grupo, que nada confirmou: do embutido, quem cai sem se despedir não
    // é dado por morto direito. No mesmo grupo, só no Kafka (real_grupo).
    let como = ["--deposito", &deposito, "--ate", "5", "--grupo", "outro"];
    let (status, saida, erro) = rodar(CONSUMIDOR, &[&alvo[..], &como].concat());
    assert_eq!(status, Some(0), "{erro}");
    assert_eq!(saida.lines().count(), 2, "só os dois que faltavam: {saida}");
    assert!(erro.contains("5 lidos, 3 já feitos antes"), "{erro}");
}

#[test]
fn deposito_adiante_do_topico_e_recusado() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let arquivo = pasta.path().join("efeitos");
    let mut deposito = kafka::deposito::Deposito::abrir(&arquivo, "t").expect("é novo");
    let onde = kafka::registro::Posicao {
        particao: 0,
        offset: 41,
    };
    deposito.aplicar(onde, "x").expect("escreve");
    drop(deposito);
    let broker = broker("t", 1);
    let alvo = ["--endereco", &endereco(&broker), "--topico", "t"];
    let arquivo = arquivo.display().to_string();
    let como = ["--deposito", &arquivo];
    let (status, _, erro) = rodar(CONSUMIDOR, &[&alvo[..], &como].concat());
    assert_eq!(status, Some(1));
    assert!(erro.contains("o tópico foi recriado"), "{erro}");
}

#[test]
fn o_arquivo_de_outro_programa_nao_vira_deposito_e_fica_como_estava() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let broker = broker("t", 1);
    escrever_na(&ligar(&broker), "t", 0, &numeros(0..3));
    let alvo = ["--endereco", &endereco(&broker), "--topico", "t"];
    for notas in ["{\"ana\": 7}", "{\"ana\": 7}\n"] {
        let arquivo = pasta.path().join("notas.json");
        fs::write(&arquivo, notas).expect("grava");
        let arquivo = arquivo.display().to_string();
        let como = ["--sessao", "1500ms", "--ate-o-fim", "--deposito", &arquivo];
        let (status, saida, erro) = rodar(CONSUMIDOR, &[&alvo[..], &como].concat());
        assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
        assert!(erro.contains("não é um depósito; não mexi nele"), "{erro}");
        assert_eq!(fs::read_to_string(&arquivo).expect("existe"), notas);
    }
}

#[test]
fn deposito_sem_o_que_o_grupo_confirmou_e_recusado_e_outro_grupo_o_refaz() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let arquivo = pasta.path().join("efeitos");
    let broker = broker("t", 1);
    escrever_na(&ligar(&broker), "t", 0, &numeros(0..5));
    let (endereco, deposito) = (endereco(&broker), arquivo.display().to_string());
    let ler = |grupo: &str| {
        let alvo = ["--endereco", &endereco, "--topico", "t", "--grupo", grupo];
        let como = ["--sessao", "1500ms", "--ate-o-fim", "--deposito", &deposito];
        rodar(CONSUMIDOR, &[&alvo[..], &como].concat())
    };
    let (status, _, erro) = ler("g");
    assert_eq!(status, Some(0), "{erro}");
    let inteiro = fs::read(&arquivo).expect("tem cinco efeitos");

    let mut virado = inteiro.clone();
    virado[inteiro.len() - 2] ^= 1;
    for faltoso in [&virado[..], &inteiro[..inteiro.len() - 1], &inteiro[..0]] {
        fs::write(&arquivo, faltoso).expect("grava");
        let (status, saida, erro) = ler("g");
        assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
        assert!(erro.contains("até o offset 5"), "{erro}");
        assert!(erro.contains("ou nunca esteve nele"), "{erro}");
        assert!(erro.contains("com outro --grupo"), "{erro}");
        assert_eq!(fs::read(&arquivo).expect("existe"), faltoso);
    }
    // O conselho do erro, seguido: o que faltava se refaz, e só o que faltava.
    fs::write(&arquivo, &virado).expect("grava");
    let (status, saida, erro) = ler("outro");
    assert_eq!((status, saida.lines().count()), (Some(0), 1), "{erro}");
    assert!(erro.contains("foi cortada"), "{erro}");
    assert!(erro.contains("5 lidos, 4 já feitos antes"), "{erro}");
    assert_eq!(fs::read(&arquivo).expect("existe"), inteiro);
    assert_eq!(ler("g").0, Some(0), "e o primeiro grupo volta a servir");
}
