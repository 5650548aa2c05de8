//! O que um evento precisa para caber no fim de um rastro.

use crate::registro::{Acao, Destino, Evento, Incoerente, Mensagem, Rastro};

/// Confere o evento contra os anteriores e o põe no fim.
pub fn acrescentar(rastro: &mut Rastro, evento: Evento) -> Result<(), Incoerente> {
    rastro.conferir_processo(evento.processo)?;
    match &evento.acao {
        Acao::Local { .. } => {}
        Acao::Envio { para, .. } => {
            rastro.conferir_processo(*para)?;
            rastro
                .mensagens
                .push((rastro.eventos.len(), Destino::EmViagem));
        }
        Acao::Recepcao { mensagem } => {
            let destino = rastro.conferir_entrega(*mensagem, evento.processo)?;
            rastro.mensagens[mensagem.0].1 = match destino {
                Destino::Perdida => return Err(Incoerente::JaPerdida(mensagem.0)),
                // Recebida de novo: a rede duplicou.
                Destino::EmViagem | Destino::Recebida => Destino::Recebida,
            };
        }
        Acao::Perda { mensagem } => {
            let destino = rastro.conferir_entrega(*mensagem, evento.processo)?;
            rastro.mensagens[mensagem.0].1 = match destino {
                Destino::EmViagem => Destino::Perdida,
                Destino::Perdida => return Err(Incoerente::JaPerdida(mensagem.0)),
                Destino::Recebida => return Err(Incoerente::JaRecebida(mensagem.0)),
            };
        }
    }
    rastro.eventos.push(evento);
    Ok(())
}

impl Rastro {
    fn conferir_processo(&self, processo: usize) -> Result<(), Incoerente> {
        let quantos = self.processos.len();
        if processo < quantos {
            return Ok(());
        }
        Err(Incoerente::SemProcesso(processo, quantos))
    }

    fn conferir_entrega(
        &self,
        mensagem: Mensagem,
        processo: usize,
    ) -> Result<Destino, Incoerente> {
        let (_, para, _) = self.mensagem(mensagem)?;
        if para != processo {
            return Err(Incoerente::OutroDestino(mensagem.0, para, processo));
        }
        Ok(self.mensagens[mensagem.0].1)
    }
}
