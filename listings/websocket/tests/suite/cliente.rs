//! O cliente das salas diante de um servidor que não sabe contar.

use websocket::memoria::Memoria;
use websocket::protocolo::{DoServidor, Evento};

fn historia(primeiro: u64) -> DoServidor {
    DoServidor::Historia {
        historia: "h".to_owned(),
        primeiro,
        proximo: primeiro,
    }
}

fn evento(n: u64) -> DoServidor {
    DoServidor::Evento(Evento {
        n,
        autor: "ana".to_owned(),
        texto: "oi".to_owned(),
    })
}

#[test]
fn numero_impossivel_do_servidor_e_um_erro_e_nao_um_panico() {
    for n in [0, (1 << 53) + 1, u64::MAX] {
        for dita in [historia(n), evento(n)] {
            let mut memoria = Memoria::nova("geral", "ana");
            let erro = memoria.ouvir(dita).expect_err("não existe");
            assert_eq!(erro, format!("o servidor diz que há um evento {n}"));
        }
    }
}

#[test]
fn o_maior_numero_possivel_ainda_se_mostra() {
    let mut memoria = Memoria::nova("geral", "ana");
    memoria.ouvir(historia(1 << 53)).expect("existe");
    let (aviso, _) = memoria.ouvir(evento(1 << 53)).expect("é o seguinte");
    assert!(aviso.is_some());
}
