//! O caminho das mensagens: de onde saíram até onde chegaram.

use super::Desenho;
use super::medidas::y;
use super::tracos::lado;
use crate::evento::Mensagem;
use crate::registro::Destino;

impl Desenho<'_> {
    /// O lado para o qual sai uma mensagem; a si mesmo, o que tem mais lugar.
    pub(super) fn vai_a_direita(&self, de: usize, para: usize) -> bool {
        de < para || de == para && de + 1 < self.rastro.processos().len().max(2)
    }

    /// Onde a mensagem está quando andou tantos décimos do caminho.
    pub(super) fn a_caminho(&self, mensagem: Mensagem, decimos: i32) -> i32 {
        let (de, para, _) = self.rastro.mensagem(mensagem).expect("conferida");
        let (x1, x2) = (self.medidas.x(de), self.medidas.x(para));
        if de == para {
            return x1 + 30 * lado(self.vai_a_direita(de, para));
        }
        x1 + (x2 - x1) * decimos / 10
    }

    /// O traço de onde a mensagem saiu (o envio, ou a cópia) até um ponto.
    pub(super) fn seta(
        &self,
        mensagem: Mensagem,
        x2: i32,
        y2: i32,
        jeito: &str,
    ) -> String {
        let (de, para, _) = self.rastro.mensagem(mensagem).expect("conferida");
        let viagem = self.rastro.mensagens[mensagem.numero()];
        let y1 = y(viagem.origem);
        let x1 = match viagem.origem == viagem.envio {
            true => self.medidas.x(de),
            false => self.a_caminho(mensagem, 5),
        };
        let curva = match de == para {
            true => {
                let x = x1.max(x2) + 40 * lado(self.vai_a_direita(de, para));
                format!("C{x} {y1} {x} {y2} {x2} {y2}")
            }
            false => format!("L{x2} {y2}"),
        };
        format!(
            "<path d=\"M{x1} {y1}{curva}\" fill=\"none\" stroke=\"currentColor\" {jeito}/>"
        )
    }

    /// O que ainda não chegou nem se perdeu: pontilhado, a caminho.
    pub(super) fn em_viagem(&self) -> String {
        let ultimo = self.rastro.eventos().len().saturating_sub(1);
        let mut svg = String::new();
        for (i, viagem) in self.rastro.mensagens.iter().enumerate() {
            if viagem.destino == Destino::EmViagem {
                let mensagem = Mensagem(i);
                let x = self.a_caminho(mensagem, 7);
                let traco =
                    self.seta(mensagem, x, self.fim(), "stroke-dasharray=\"2 5\"");
                svg += &format!("<g data-evento=\"{ultimo}\">{traco}</g>\n");
            }
        }
        svg
    }
}
