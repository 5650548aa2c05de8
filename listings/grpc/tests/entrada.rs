//! O que se digita, bom e ruim: cada erro em português, e nada feito pela metade
//! sem se dizer.

mod comum;

use comum::NoAr;
use comum::programas::{CLIENTE, falha, no_ar, rodar};
use grpc::contrato::pedido_vigiar::Acao;
use grpc::contrato::{PedidoAcompanhar, PedidoVigiar};
use tonic::Code;

#[test]
fn numero_que_nao_e_numero_se_diz_em_portugues() {
    let gravar = ["--chamada", "gravar", "--chave", "a", "--valor"];
    for ruim in ["um", "9223372036854775808", ""] {
        falha(
            CLIENTE,
            &[&gravar[..], &[ruim]].concat(),
            2,
            "não é um inteiro",
        );
    }
    let desde = ["--chamada", "acompanhar", "--desde", "-1"];
    falha(CLIENTE, &desde, 2, "não é um inteiro");
}

#[test]
fn o_que_nao_e_endereco_nao_se_tenta() {
    for ruim in [
        "",
        "a",
        "a/b:1",
        "eu@127.0.0.1:1",
        "127.0.0.1:65536",
        "a:1,",
        "a b:1",
    ] {
        let obter = ["--chamada", "obter", "--chave", "a", "--endereco", ruim];
        falha(CLIENTE, &obter, 1, "não é um endereço");
    }
}

#[test]
fn maquina_que_nao_existe_se_diz_em_portugues() {
    let obter = ["--chamada", "obter", "--chave", "a", "--prazo", "5s"];
    let longe = ["--endereco", "nao.existe.invalid:1"];
    let fim = rodar(CLIENTE, &[&obter[..], &longe].concat());
    assert_eq!(fim.status.code(), Some(1));
    assert!(!fim.erro.contains("dns"), "{}", fim.erro);
}

/// `printf` porque o que se manda não é texto.
#[cfg(unix)]
#[test]
fn entrada_que_nao_e_texto_nem_cabe_numa_linha_para_a_importacao() {
    let (_servidor, endereco) = no_ar(&[]);
    for (entrada, trecho) in [
        (
            r"printf 'a=1\n\377=2\n'",
            "erro: a entrada não é texto UTF-8\n",
        ),
        (
            "head -c 200000 /dev/zero",
            "erro: uma linha da entrada passa de 64 KiB\n",
        ),
    ] {
        for chamada in ["importar", "vigiar"] {
            let cliente = format!("{CLIENTE} --chamada {chamada} --endereco {endereco}");
            let fim = rodar("sh", &["-c", &format!("{entrada} | {cliente}")]);
            assert_eq!(fim.status.code(), Some(1), "{chamada}");
            assert_eq!(fim.erro, trecho, "{chamada}");
        }
    }
    let cliente = format!("{CLIENTE} --chamada importar --endereco {endereco} < /");
    let fim = rodar("sh", &["-c", &cliente]);
    assert_eq!(fim.erro, "erro: não consegui ler a entrada: é uma pasta\n");
}

#[cfg(target_os = "linux")]
#[test]
fn saida_cheia_e_um_erro_em_toda_chamada() {
    let (_servidor, endereco) = no_ar(&[]);
    for chamada in ["gravar", "acompanhar", "somar"] {
        let comando = format!(
            "{CLIENTE} --chamada {chamada} --chave a --endereco {endereco} > /dev/full"
        );
        let fim = rodar("sh", &["-c", &comando]);
        assert_eq!(fim.status.code(), Some(1), "{chamada}");
        assert!(fim.erro.contains("o disco está cheio"), "{}", fim.erro);
    }
}

#[tokio::test]
async fn prefixo_maior_que_qualquer_chave_e_recusado() {
    let servidor = NoAr::novo().await;
    let cliente = servidor.cliente();
    let gigante = "x".repeat(257);
    let acompanhar = PedidoAcompanhar {
        prefixo: gigante.clone(),
        seguir: true,
        ..PedidoAcompanhar::default()
    };
    let mut erros = vec![cliente.acompanhar(acompanhar).await.err()];
    for acao in [Acao::Vigiar(gigante.clone()), Acao::Esquecer(gigante)] {
        let pedido = PedidoVigiar { acao: Some(acao) };
        let fluxo = cliente.vigiar(tokio_stream::iter([pedido])).await;
        erros.push(fluxo.expect("aceito").proximo().await.err());
    }
    for erro in erros {
        let erro = erro.expect("recusado");
        assert_eq!(erro.code(), Code::InvalidArgument, "{erro}");
        assert!(erro.message().contains("passa de 256 bytes"), "{erro}");
    }
}

#[tokio::test]
async fn vigiar_prefixos_demais_e_recusado() {
    let servidor = NoAr::novo().await;
    let pedidos = (0..65).map(|n| PedidoVigiar {
        acao: Some(Acao::Vigiar(format!("{n}/"))),
    });
    let fluxo = servidor.cliente().vigiar(tokio_stream::iter(pedidos)).await;
    let mut fluxo = fluxo.expect("aceito");
    for _ in 0..64 {
        fluxo.proximo().await.expect("sem erro").expect("há mais");
    }
    let erro = fluxo.proximo().await.expect_err("são 65");
    assert_eq!(erro.code(), Code::InvalidArgument, "{erro}");
}
