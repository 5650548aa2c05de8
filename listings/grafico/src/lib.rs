//! Um gráfico de curvas em SVG, com as cores do tema do livro.
//!
//! Cada programa que desenha um gráfico de um capítulo monta um [`Grafico`]; um
//! teste da sua listagem compara o resultado com a figura publicada.
//!
//! Por que não uma biblioteca: as que existem (a mais usada é a `plotters`)
//! gravam cada cor como um número, e as deste livro são variáveis do tema, que
//! mudam do claro para o escuro. Trocar números por variáveis no texto gerado
//! seria mais frágil do que escrever estas linhas.
//!
//! Em ordem de leitura: [`escala`] (de valores a posições), [`serie`] (curva e
//! pontos), `grafico` (o que se desenha) e `svg` (o texto).

pub mod escala;
mod grafico;
pub mod serie;
mod svg;

pub use grafico::Grafico;

impl Grafico {
    /// O arquivo SVG inteiro. As mesmas contas dão sempre os mesmos bytes.
    ///
    /// # Panics
    /// Se um valor não couber no seu eixo: o gráfico esconderia o que mostra.
    pub fn em_svg(&self) -> String {
        svg::desenhar(self)
    }
}
