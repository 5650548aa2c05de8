//! A execução contada em frases.

use crate::registro::{Acao, Evento, Rastro};

/// Uma frase por evento, na ordem do rastro.
pub fn contar(rastro: &Rastro) -> Vec<String> {
    let frase = |evento: &Evento| {
        let nome = |p: usize| rastro.processos[p].as_str();
        let eu = nome(evento.processo);
        match &evento.acao {
            Acao::Local { texto } => format!("{eu}: {texto}"),
            Acao::Envio { para, texto } => {
                format!("{eu} envia a {}: {texto}", nome(*para))
            }
            Acao::Recepcao { mensagem } => {
                let (de, _, texto) = rastro.mensagem(*mensagem).expect("conferida");
                format!("{eu} recebe de {}: {texto}", nome(de))
            }
            Acao::Perda { mensagem } => {
                let (de, _, texto) = rastro.mensagem(*mensagem).expect("conferida");
                format!("perde-se a caminho de {eu}, vinda de {}: {texto}", nome(de))
            }
        }
    };
    rastro.eventos.iter().map(frase).collect()
}
