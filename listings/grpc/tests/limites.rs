//! O depósito não lembra nem guarda sem limite.

use grpc::contrato::PedidoSomar;
use grpc::deposito::{Deposito, Limites, Recusa};

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
