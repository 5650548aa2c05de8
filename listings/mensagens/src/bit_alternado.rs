//! Quantos bits precisa ter o número? Um basta se o canal não embaralha
//! (Bartlett, Scantlebury e Wilkinson, 1969); se embaralha, não.
//!
//! Cada execução usa o tempo virtual: a mesma semente dá sempre o mesmo.

use std::time::Duration;

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

use crate::adversario::transito::Estrago;
use crate::adversario::{Adversario, Maldade};
use crate::canal::Canal;
use crate::canal::simulado::{Enlace, Simulado};
use crate::pare_e_espere::numero::Largura;
use crate::pare_e_espere::prazo::Limites;
use crate::pare_e_espere::receptor::{Chegada, Receptor};
use crate::pare_e_espere::remetente::{Erro, Remetente};

/// Tempo bastante para que nada mais esteja a caminho.
const SOBRA: Duration = Duration::from_secs(60);

/// O que o remetente deu por entregue, o que chegou e o que o canal fez.
#[derive(Debug)]
pub struct Execucao {
    pub confirmadas: Vec<u32>,
    pub entregues: Vec<u32>,
    /// O remetente desistiu: os dois lados já não esperam o mesmo número.
    pub travou: bool,
    pub estrago: Estrago,
}

impl Execucao {
    /// Cada mensagem uma vez, e em ordem.
    pub fn certa(&self) -> bool {
        !self.travou && self.confirmadas == self.entregues
    }

    /// Quantas chegaram mais de uma vez.
    pub fn repetidas(&self) -> usize {
        self.contar(|vezes| vezes > 1)
    }

    /// Quantas o remetente deu por entregues e não chegaram.
    pub fn perdidas(&self) -> usize {
        self.contar(|vezes| vezes == 0)
    }

    fn contar(&self, caso: impl Fn(usize) -> bool) -> usize {
        let vezes = |m: &u32| self.entregues.iter().filter(|e| *e == m).count();
        self.confirmadas.iter().filter(|m| caso(vezes(m))).count()
    }
}

/// Envia as mensagens 0, 1, 2… por um canal simulado e diz o que chegou.
///
/// # Errors
/// Se nem a abertura for respondida; veja [`Erro`].
pub fn executar(
    largura: Largura,
    mensagens: u32,
    maldade: Maldade,
    semente: u64,
) -> Result<Execucao, Erro> {
    let mut entregues = Vec::new();
    let sorte = ChaCha8Rng::seed_from_u64(semente);
    let receptor = Receptor::novo(largura, sorte, |chegada| {
        if let Chegada::Mensagem { carga, .. } = chegada {
            let carga = carga.try_into().expect("só há mensagens de quatro bytes");
            entregues.push(u32::from_be_bytes(carga));
        }
        true
    });
    let enlace = Enlace {
        latencia: Duration::from_millis(5),
        vazao: None,
    };
    let canal = Simulado::novo(receptor, enlace, Adversario::novo(maldade, semente));
    // Com 30% de perda em cada sentido, 60 tentativas só falham juntas uma vez
    // em 10¹⁷: as execuções deste módulo não desistem.
    let limites = Limites {
        tentativas: 60,
        ..Limites::default()
    };
    let mut remetente = Remetente::abrir(canal, semente, largura, limites)?;
    let mut confirmadas = Vec::new();
    for mensagem in 0..mensagens {
        match remetente.enviar(&mensagem.to_be_bytes()) {
            Ok(()) => confirmadas.push(mensagem),
            Err(Erro::SemConfirmacao { .. }) => break,
            Err(outro) => return Err(outro),
        }
    }
    let (_, mut canal) = remetente.encerrar()?;
    let inicio = canal.agora();
    // As cópias atrasadas também têm direito a fazer mal.
    while canal.agora() < inicio + SOBRA {
        canal.receber(SOBRA)?;
    }
    let estrago = canal.estrago();
    drop(canal);
    Ok(Execucao {
        travou: confirmadas.len() < mensagens as usize,
        confirmadas,
        entregues,
        estrago,
    })
}
