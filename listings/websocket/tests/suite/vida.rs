//! Quem vive, quem morreu e quem vai parar.

use std::io::{ErrorKind, Write};
use std::time::Duration;

use crate::comum::{Cru, Quadro, Servidor, quadro};
use websocket::limites::Limites;
use websocket::ola::Modo;

const IMPACIENTE: Duration = Duration::from_millis(40);

fn impaciente() -> Limites {
    Limites {
        silencio: IMPACIENTE,
        ..Limites::default()
    }
}

fn pong(carga: &[u8]) -> Vec<u8> {
    quadro(0x8a, carga)
}

#[test]
fn o_ping_do_cliente_recebe_pong_com_a_mesma_carga() {
    let servidor = Servidor::salas(Limites::default());
    let mut ana = Cru::na_sala(servidor.endereco, "geral", "ana");
    ana.mandar(&quadro(0x89, b"12345"));
    let carga = b"12345".to_vec();
    assert_eq!(ana.ler(), Some(Quadro { codigo: 10, carga }));
}

#[test]
fn o_ping_antes_de_entrar_recebe_pong_e_nao_impede_a_entrada() {
    let servidor = Servidor::salas(Limites::default());
    let mut ana = Cru::abrir(servidor.endereco);
    ana.mandar(&quadro(0x89, b"oi"));
    let carga = b"oi".to_vec();
    assert_eq!(ana.ler(), Some(Quadro { codigo: 10, carga }));
    ana.entrar("geral", "ana", "cliente-de-teste-ana", 0);
    ana.ate(|texto| texto.contains(r#""tipo":"entrou""#));
}

#[test]
fn ocioso_que_responde_ao_ping_continua() {
    for servidor in [
        Servidor::salas(impaciente()),
        Servidor::ola(Modo::Saudacao, impaciente()),
    ] {
        let mut ana = Cru::abrir(servidor.endereco);
        ana.entrar("geral", "ana", "cliente-de-teste-ana", 0);
        // Dez perguntas são mais que o dobro do silêncio que desligaria.
        let mut perguntas = 0;
        while perguntas < 10 {
            let lido = ana.ler().expect("quem responde não é desligado");
            if lido.codigo == 9 {
                perguntas += 1;
                ana.mandar(&pong(&lido.carga));
            }
        }
    }
}

#[test]
fn quem_nao_responde_ao_ping_e_desligado_com_1011() {
    for servidor in [
        Servidor::salas(impaciente()),
        Servidor::ola(Modo::Saudacao, impaciente()),
    ] {
        let mut mudo = Cru::abrir(servidor.endereco);
        mudo.entrar("geral", "ana", "cliente-de-teste-ana", 0);
        let (codigo, frase) = mudo.fecho();
        assert_eq!((codigo, frase.as_str()), (1011, "sem sinal de vida"));
    }
}

#[test]
fn quem_manda_sem_ler_as_respostas_perde_a_conexao_e_nao_a_memoria_do_servidor() {
    let limites = Limites {
        escrita: Duration::from_millis(100),
        ..Limites::default()
    };
    let servidor = Servidor::ola(Modo::Eco, limites);
    let mut surdo = Cru::abrir(servidor.endereco);
    let pedido = quadro(0x82, &[0; 4000]);
    let mut mandados = 0;
    // Cheios os buffers dos dois lados, o servidor para de ler, e corta.
    let erro = loop {
        if let Err(erro) = surdo.0.write_all(&pedido) {
            break erro;
        }
        mandados += pedido.len();
        assert!(mandados < 256 << 20, "o servidor guarda o que não lhe leem");
    };
    // WouldBlock é o prazo do teste: o servidor teria só parado.
    assert_ne!(
        erro.kind(),
        ErrorKind::WouldBlock,
        "o servidor devia cortar"
    );
}

#[test]
fn quem_abre_e_nao_entra_e_desligado_com_1008() {
    let limites = Limites {
        entrada: IMPACIENTE,
        ..Limites::default()
    };
    let servidor = Servidor::salas(limites);
    let (codigo, frase) = Cru::abrir(servidor.endereco).fecho();
    assert_eq!(
        (codigo, frase.as_str()),
        (1008, "a entrada não chegou no prazo")
    );
}

#[test]
fn quem_nao_le_a_despedida_nao_segura_o_encerramento() {
    let servidor = Servidor::salas(Limites {
        escrita: Duration::from_millis(100),
        ..Limites::default()
    });
    let _surdo = Cru::na_sala(servidor.endereco, "geral", "surdo");
    servidor.pedir_fim();
    drop(servidor); // espera o servidor terminar; se não terminasse, o teste pararia aqui
}
