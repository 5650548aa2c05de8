//! A execução contada em frases.

use crate::evento::{Acao, Evento};
use crate::registro::Rastro;

/// Uma frase por evento, na ordem do rastro.
pub fn contar(rastro: &Rastro) -> Vec<String> {
    rastro
        .eventos
        .iter()
        .map(|evento| match &evento.relogio {
            Some(relogio) => format!("{} [{relogio}]", frase(rastro, evento)),
            None => frase(rastro, evento),
        })
        .collect()
}

fn frase(rastro: &Rastro, evento: &Evento) -> String {
    let nome = |p: usize| rastro.processos[p].as_str();
    let eu = nome(evento.processo);
    let (mensagem, feito) = match &evento.acao {
        Acao::Local { texto } => return format!("{eu}: {texto}"),
        Acao::Prazo { texto } if texto.is_empty() => {
            return format!("{eu}: vence o prazo");
        }
        Acao::Prazo { texto } => return format!("{eu}: vence o prazo ({texto})"),
        Acao::Queda => return format!("{eu} cai"),
        Acao::Volta => return format!("{eu} volta"),
        Acao::Envio { para, texto } => {
            return format!("{eu} envia a {}: {texto}", nome(*para));
        }
        Acao::Recepcao { mensagem } => (mensagem, None),
        Acao::Perda { mensagem } => (mensagem, Some("perde-se")),
        Acao::Duplicacao { mensagem } => (mensagem, Some("duplica-se")),
    };
    let (de, _, texto) = rastro.mensagem(*mensagem).expect("conferida");
    match feito {
        None => format!("{eu} recebe de {}: {texto}", nome(de)),
        Some(feito) => {
            format!("{feito} a caminho de {eu}, vinda de {}: {texto}", nome(de))
        }
    }
}
