//! Barras deitadas, com a faixa do que variou.

use super::texto::{moldura, texto};

const LARGURA: f64 = 400.0;
/// Onde a maior barra termina; sobra lugar para o número.
const FIM: f64 = 330.0;
const INICIO: f64 = 10.0;

/// Uma barra: a mediana, e do menor ao maior valor medido.
#[derive(Debug, Clone)]
pub struct Barra {
    pub nome: String,
    pub mediana: f64,
    pub de: f64,
    pub ate: f64,
}

/// Barras que se comparam entre si, na mesma unidade.
#[derive(Debug, Clone)]
pub struct Painel {
    pub titulo: String,
    pub barras: Vec<Barra>,
}

/// O arquivo SVG inteiro, um painel embaixo do outro.
pub fn desenhar(titulo: &str, descricao: &str, paineis: &[Painel]) -> String {
    let (mut corpo, mut y) = (String::new(), 0.0);
    for painel in paineis {
        let maior = painel.barras.iter().map(|b| b.ate).fold(0.0, f64::max);
        corpo += &texto(INICIO, y + 24.0, "start", &painel.titulo);
        y += 36.0;
        for (i, barra) in painel.barras.iter().enumerate() {
            corpo += &desenhar_barra(barra, maior, y, i);
            y += 54.0;
        }
        y += 14.0;
    }
    moldura(LARGURA, y - 6.0, titulo, descricao, &corpo)
}

fn desenhar_barra(barra: &Barra, maior: f64, y: f64, i: usize) -> String {
    let cor = ["fig-a", "fig-b", "fig-c"][i % 3];
    let em_x = |valor: f64| INICIO + (FIM - INICIO) * valor / maior;
    let (de, meio, ate) = (em_x(barra.de), em_x(barra.mediana), em_x(barra.ate));
    let numero = format!("{:.0}", barra.mediana);
    texto(INICIO, y + 16.0, "start", &barra.nome)
        + &format!(
            "    <path d=\"M{INICIO} {:.1}H{meio:.1}v18H{INICIO}z\" fill=\"var(--{cor})\" \
             stroke=\"var(--{cor}-traco)\" stroke-width=\"1.5\"/>\n    \
             <path d=\"M{de:.1} {:.1}H{ate:.1}m0 -5v10M{de:.1} {:.1}v10\" fill=\"none\" \
             stroke=\"currentColor\" stroke-width=\"1.5\"/>\n",
            y + 22.0,
            y + 31.0,
            y + 26.0,
        )
        + &texto(FIM + 10.0, y + 36.5, "start", &numero)
}
