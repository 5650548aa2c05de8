//! O consumidor com depósito: o que se repete, e o depósito que não serve.

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
