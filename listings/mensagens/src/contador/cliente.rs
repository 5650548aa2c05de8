//! Quem pede. Insistir ou não é o que separa as semânticas deste lado.

use std::io;
use std::time::Duration;

use super::Semantica;
use crate::canal::Canal;
use crate::formato::Formato;
use crate::mensagem::{Id, Mensagem, No, Tipo};

/// Espera de cada tentativa: duas vezes a ida e volta que o canal pode levar.
const PRAZO: Duration = Duration::from_millis(100);

/// Com 30% de perda em cada sentido, 30 tentativas falham juntas duas vezes em
/// um bilhão.
const TENTATIVAS: u32 = 30;

pub struct Cliente<C> {
    pub canal: C,
    nome: No,
    semantica: Semantica,
    proximo: Id,
    pub transmissoes: u64,
}

impl<C: Canal> Cliente<C> {
    pub fn novo(canal: C, nome: &str, semantica: Semantica) -> Self {
        Self {
            canal,
            nome: No(nome.to_owned()),
            semantica,
            proximo: Id(0),
            transmissoes: 0,
        }
    }

    // ANCHOR: somar
    /// Pede uma soma. `None` é “não sei”: o pedido pode ter sido executado.
    ///
    /// # Errors
    /// Se a rede falhar.
    pub fn somar(&mut self) -> io::Result<Option<u64>> {
        let pedido = self.pedido();
        let tentativas = if self.semantica.repete() {
            TENTATIVAS
        } else {
            1
        };
        for _ in 0..tentativas {
            // O mesmo id em todas: é um pedido só, por mais que se repita.
            self.canal.enviar(&pedido)?;
            self.transmissoes += 1;
            if let Some(valor) = self.esperar()? {
                self.proximo.0 += 1;
                return Ok(Some(valor));
            }
        }
        self.proximo.0 += 1;
        Ok(None)
    }
    // ANCHOR_END: somar

    fn pedido(&self) -> Vec<u8> {
        let pedido = Mensagem {
            id: self.proximo,
            origem: self.nome.clone(),
            destino: No("contador".to_owned()),
            tipo: Tipo::Pedido,
            carga: Vec::new(),
        };
        Formato::MessagePack
            .codificar(&pedido)
            .expect("um pedido sem carga cabe no limite")
    }

    /// A resposta ao pedido atual; as dos anteriores já não interessam.
    fn esperar(&mut self) -> io::Result<Option<u64>> {
        let vence = self.canal.agora() + PRAZO;
        while let Some(bytes) = self
            .canal
            .receber(vence.saturating_sub(self.canal.agora()))?
        {
            let Ok(resposta) = Formato::MessagePack.decodificar(&bytes) else {
                continue;
            };
            if (resposta.tipo, resposta.id) == (Tipo::Resposta, self.proximo)
                && let Ok(valor) = resposta.carga.try_into()
            {
                return Ok(Some(u64::from_be_bytes(valor)));
            }
        }
        Ok(None)
    }
}
