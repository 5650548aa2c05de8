//! A execução contada em frases.

use crate::registro::{Acao, Evento, Rastro};

impl Rastro {
    /// A execução em frases, uma por evento.
    pub fn linhas(&self) -> Vec<String> {
        let frase = |evento: &Evento| {
            let nome = |p: usize| self.processos[p].as_str();
            let eu = nome(evento.processo);
            match &evento.acao {
                Acao::Local { texto } => format!("{eu}: {texto}"),
                Acao::Envio { para, texto } => {
                    format!("{eu} envia a {}: {texto}", nome(*para))
                }
                Acao::Recepcao { mensagem } => {
                    let (de, _, texto) = self.mensagem(*mensagem).expect("conferida");
                    format!("{eu} recebe de {}: {texto}", nome(de))
                }
                Acao::Perda { mensagem } => {
                    let (de, _, texto) = self.mensagem(*mensagem).expect("conferida");
                    format!("perde-se a caminho de {eu}, vinda de {}: {texto}", nome(de))
                }
            }
        };
        self.eventos.iter().map(frase).collect()
    }
}
