//! O que um evento precisa para caber no fim de um rastro.

use crate::evento::{Acao, Evento, Incoerente, Mensagem};
use crate::registro::{Destino, Rastro, Viagem};

/// Confere o evento contra os anteriores e o põe no fim.
pub fn acrescentar(rastro: &mut Rastro, evento: Evento) -> Result<(), Incoerente> {
    let quem = evento.processo;
    rastro.conferir_processo(quem)?;
    rastro.conferir_queda(&evento)?;
    let agora = rastro.eventos.len();
    match &evento.acao {
        Acao::Local { .. } | Acao::Prazo { .. } => {}
        Acao::Queda => rastro.caidos[quem] = true,
        Acao::Volta => rastro.caidos[quem] = false,
        Acao::Envio { para, .. } => {
            rastro.conferir_processo(*para)?;
            rastro.por_em_viagem(agora, agora);
        }
        Acao::Recepcao { mensagem } => {
            rastro.conferir_entrega(*mensagem, quem)?;
            rastro.mensagens[mensagem.0].destino = Destino::Recebida;
        }
        Acao::Perda { mensagem } => {
            rastro.conferir_entrega(*mensagem, quem)?;
            rastro.mensagens[mensagem.0].destino = Destino::Perdida;
        }
        Acao::Duplicacao { mensagem } => {
            rastro.conferir_entrega(*mensagem, quem)?;
            rastro.por_em_viagem(rastro.mensagens[mensagem.0].envio, agora);
        }
    }
    rastro.eventos.push(evento);
    Ok(())
}

impl Rastro {
    fn por_em_viagem(&mut self, envio: usize, origem: usize) {
        self.mensagens.push(Viagem {
            envio,
            origem,
            destino: Destino::EmViagem,
        });
    }

    fn conferir_processo(&self, processo: usize) -> Result<(), Incoerente> {
        let quantos = self.processos.len();
        if processo < quantos {
            return Ok(());
        }
        Err(Incoerente::SemProcesso(processo, quantos))
    }

    /// Quem caiu só pode voltar; o que a rede faz não depende dele.
    fn conferir_queda(&self, evento: &Evento) -> Result<(), Incoerente> {
        let quem = evento.processo;
        match (&evento.acao, self.caidos[quem]) {
            (Acao::Volta, false) => Err(Incoerente::NaoCaido(quem)),
            (Acao::Volta, true) => Ok(()),
            (acao, true) if !acao.e_da_rede() => Err(Incoerente::Caido(quem)),
            _ => Ok(()),
        }
    }

    fn conferir_entrega(
        &self,
        mensagem: Mensagem,
        processo: usize,
    ) -> Result<(), Incoerente> {
        let (_, para, _) = self.mensagem(mensagem)?;
        if para != processo {
            return Err(Incoerente::OutroDestino(mensagem.0, para, processo));
        }
        match self.mensagens[mensagem.0].destino {
            Destino::EmViagem => Ok(()),
            Destino::Perdida => Err(Incoerente::JaPerdida(mensagem.0)),
            Destino::Recebida => Err(Incoerente::JaRecebida(mensagem.0)),
        }
    }
}
