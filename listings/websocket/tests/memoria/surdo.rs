//! O cliente que não lê: não atrasa os outros, e não toma a memória do servidor.

use std::process;
use std::sync::PoisonError;
use std::time::Duration;

use crate::BALANCA;
use crate::comum::bytes::fala;
use crate::comum::memoria::residente;
use crate::comum::{Cru, Servidor};
use websocket::limites::Limites;

/// O que a fila e os buffers de um cliente podem tomar, e o resto da sala, em KiB.
const FOLGA: u64 = 8 * 1024;

#[test]
fn quem_nao_le_e_desligado_com_motivo_sem_atrasar_os_outros_nem_tomar_memoria() {
    let _so_eu = BALANCA.lock().unwrap_or_else(PoisonError::into_inner);
    let limites = Limites {
        rajada: 100_000,
        historia: 16, // a história também é memória: que não se confunda com a fila
        escrita: Duration::from_secs(60), // o corte tem de vir da fila, não do prazo
        ..Limites::default()
    };
    let servidor = Servidor::salas(limites);
    let surdo = Cru::na_sala(servidor.endereco, "geral", "surdo");
    let mut bia = Cru::na_sala(servidor.endereco, "geral", "bia");
    let longa = "a".repeat(4000);
    let mut antes = 0;
    // Bia fala e ouve o próprio eco: se o surdo atrasasse a sala, ela pararia aqui.
    for numero in 1.. {
        bia.dizer(&fala(numero, &longa));
        let lido = bia.ate(|t| t.contains("saiu") || t.contains("aceita"));
        if lido.contains("saiu") {
            break;
        }
        if numero == 50 {
            antes = residente(process::id()); // já com a casa aquecida
        }
        // Os buffers do sistema engolem alguns megabytes; a fila, 64 mensagens.
        assert!(numero < 5000, "o surdo devia ter sido desligado");
    }
    let cresceu = residente(process::id()).saturating_sub(antes);
    assert!(cresceu < FOLGA, "a memória cresceu {cresceu} KiB");
    let (codigo, frase) = surdo.fecho();
    assert_eq!(codigo, 1013);
    assert!(frase.contains("a sua fila encheu"), "{frase}");
}
