//! O diagrama espaço-tempo: um processo por coluna, o tempo para baixo.
//!
//! Cada evento ocupa uma linha, na ordem do rastro; por isso uma seta desce
//! sempre. O que uma perda ou uma queda têm de diferente não é a cor: o traço é
//! interrompido, há um × e a palavra. Cada evento fica num grupo com o seu
//! número e a sua frase, para que a página possa percorrê-los.
//!
//! As contas são só com inteiros: o desenho é o mesmo, byte a byte, em qualquer
//! máquina, e também no JavaScript de `pagina/desenho.js`, que um teste compara.

mod medidas;
mod setas;
mod tracos;

use crate::evento::{Acao, Evento};
use crate::registro::{Destino, Rastro};
use medidas::{Medidas, PASSO, y};
use tracos::{caixa, escapar, texto, xis};

/// O SVG da execução, nas cores do tema; o `<desc>` a conta em frases.
pub fn desenhar(rastro: &Rastro, titulo: &str) -> String {
    let desenho = Desenho {
        rastro,
        medidas: Medidas::de(rastro),
    };
    desenho.escrever(titulo)
}

struct Desenho<'a> {
    rastro: &'a Rastro,
    medidas: Medidas,
}

impl Desenho<'_> {
    fn escrever(&self, titulo: &str) -> String {
        let eventos = self.rastro.eventos();
        let frases = self.rastro.linhas();
        let altura = self.fim() + 8;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 {altura}\">\n  \
             <title>{}</title>\n  <desc>O tempo corre para baixo: {}.</desc>\n  \
             <defs><marker id=\"seta\" viewBox=\"0 0 10 10\" refX=\"14\" refY=\"5\" \
             markerWidth=\"12\" markerHeight=\"12\" markerUnits=\"userSpaceOnUse\" \
             orient=\"auto\"><path d=\"M0 0L10 5L0 10Z\" fill=\"currentColor\"/></marker></defs>\n  \
             <g font-size=\"16\" font-family=\"system-ui, sans-serif\" fill=\"currentColor\" stroke-width=\"1.5\">\n",
            escapar(titulo),
            escapar(&frases.join("; ")),
        );
        for (processo, nome) in self.rastro.processos().iter().enumerate() {
            let x = self.medidas.x(processo);
            svg += &format!(
                "<path d=\"M{x} 32V{altura}\" stroke=\"var(--linha-forte)\" stroke-width=\"2\"/>\
                 <text x=\"{x}\" y=\"20\" text-anchor=\"middle\" font-weight=\"600\">{}</text>\n",
                escapar(nome)
            );
        }
        for (i, evento) in eventos.iter().enumerate() {
            if evento.acao == Acao::Queda {
                svg += &self.ausencia(i, evento.processo, altura);
            }
        }
        for (i, evento) in eventos.iter().enumerate() {
            svg += &format!(
                "<g data-evento=\"{i}\" data-frase=\"{}\">{}</g>\n",
                escapar(&frases[i]),
                self.evento(i, evento)
            );
        }
        svg += &self.em_viagem();
        svg + "  </g>\n</svg>\n"
    }

    /// Até onde vai o desenho: uma linha a mais se há o que ainda viaja.
    fn fim(&self) -> i32 {
        let viaja = |v: &crate::registro::Viagem| v.destino == Destino::EmViagem;
        let sobra = i32::from(self.rastro.mensagens.iter().any(viaja));
        y(self.rastro.eventos().len()) + sobra * PASSO - PASSO / 2
    }

    /// Apaga a linha de quem caiu, até que volte.
    fn ausencia(&self, i: usize, processo: usize, altura: i32) -> String {
        let x = self.medidas.x(processo);
        let volta = self
            .rastro
            .eventos()
            .iter()
            .enumerate()
            .skip(i)
            .find(|(_, e)| e.processo == processo && e.acao == Acao::Volta);
        let ate = volta.map_or(altura, |(j, _)| y(j));
        let d = format!("M{x} {}V{ate}", y(i));
        format!(
            "<g data-evento=\"{i}\"><path d=\"{d}\" stroke=\"var(--fundo)\" stroke-width=\"4\"/>\
             <path d=\"{d}\" stroke=\"var(--linha-forte)\" stroke-width=\"2\" stroke-dasharray=\"2 6\"/></g>\n"
        )
    }

    fn evento(&self, i: usize, evento: &Evento) -> String {
        let (x, y) = (self.medidas.x(evento.processo), y(i));
        let relogio = evento.relogio.as_deref();
        match &evento.acao {
            Acao::Envio { para, texto: dito } => {
                let direita = self.vai_a_direita(evento.processo, *para);
                let dito = texto(x, y - 7, 10, direita, dito, "");
                dito + &ponto(x, y) + &self.relogio(x, y, !direita, relogio)
            }
            Acao::Recepcao { mensagem } => {
                let (de, ..) = self.rastro.mensagem(*mensagem).expect("conferida");
                let direita = !self.vai_a_direita(evento.processo, de);
                self.seta(*mensagem, x, y, "marker-end=\"url(#seta)\"")
                    + &ponto(x, y)
                    + &self.relogio(x, y, direita, relogio)
            }
            Acao::Perda { mensagem } => {
                let (de, ..) = self.rastro.mensagem(*mensagem).expect("conferida");
                let direita = self.vai_a_direita(de, evento.processo);
                let x = self.a_caminho(*mensagem, 6);
                self.seta(*mensagem, x, y, "stroke-dasharray=\"6 5\"")
                    + &xis(x, y)
                    + &texto(x, y + 5, 13, direita, "perdida", "")
            }
            Acao::Duplicacao { mensagem } => {
                let (de, _, dito) = self.rastro.mensagem(*mensagem).expect("conferida");
                let direita = self.vai_a_direita(de, evento.processo);
                let x = self.a_caminho(*mensagem, 5);
                self.seta(*mensagem, x, y, "stroke-dasharray=\"1 4\"")
                    + &format!(
                        "<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"var(--fundo)\" stroke=\"currentColor\"/>"
                    )
                    + &texto(x, y - 7, 10, direita, &format!("cópia: {dito}"), "")
            }
            Acao::Local { texto } => caixa(x, y, &com_relogio(texto, relogio), "a"),
            Acao::Prazo { texto } => {
                caixa(x, y, &com_relogio(&nome_do_prazo(texto), relogio), "b")
            }
            Acao::Queda => xis(x, y) + &self.relogio(x, y, true, Some("cai")),
            Acao::Volta => {
                let volta = com_relogio("volta", relogio);
                format!(
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"6\" fill=\"var(--fundo)\" stroke=\"currentColor\" stroke-width=\"2\"/>"
                ) + &self.relogio(x, y, true, Some(&volta))
            }
        }
    }

    fn relogio(&self, x: i32, y: i32, direita: bool, marca: Option<&str>) -> String {
        marca.map_or_else(String::new, |marca| {
            texto(x, y + 5, 11, direita, marca, " fill=\"var(--suave)\"")
        })
    }
}

fn ponto(x: i32, y: i32) -> String {
    format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"5\"/>")
}

fn com_relogio(texto: &str, relogio: Option<&str>) -> String {
    relogio.map_or_else(|| texto.to_owned(), |marca| format!("{texto} · {marca}"))
}

fn nome_do_prazo(texto: &str) -> String {
    match texto {
        "" => "prazo".to_owned(),
        texto => format!("prazo: {texto}"),
    }
}
