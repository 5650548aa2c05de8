//! O depósito não lembra nem guarda sem limite.

use grpc::contrato::pedido_vigiar::Acao;
use grpc::contrato::{PedidoAcompanhar, PedidoSomar, PedidoVigiar};
use grpc::deposito::{Deposito, Limites, Recusa};
use tonic::Code;

use crate::comum::NoAr;

fn soma(intencao: &str) -> PedidoSomar {
    PedidoSomar {
        chave: "contador".into(),
        parcela: 1,
        intencao: intencao.into(),
    }
}

#[test]
fn a_tabela_de_intencoes_tem_limite_e_o_esquecido_repete_o_efeito() {
    let deposito = Deposito::novo(Limites {
        intencoes: 2,
        ..Limites::default()
    });
    for intencao in ["a", "b", "c"] {
        deposito.somar(&soma(intencao)).expect("somou");
    }
    assert_eq!(deposito.somar(&soma("c")).expect("lembra").valor, 3);
    assert_eq!(deposito.somar(&soma("a")).expect("esqueceu").valor, 4);
}

#[test]
fn deposito_cheio_recusa_chave_nova_e_aceita_as_que_tem() {
    let deposito = Deposito::novo(Limites {
        chaves: 1,
        ..Limites::default()
    });
    deposito.gravar("a", 1).expect("cabe");
    assert_eq!(deposito.gravar("b", 1), Err(Recusa::Cheio(1)));
    assert!(deposito.gravar("a", 2).is_ok());
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
