//! Barras deitadas em SVG, com a faixa do que variou e as cores do tema.

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
        corpo += &texto(INICIO, y + 24.0, &painel.titulo);
        y += 36.0;
        for (i, barra) in painel.barras.iter().enumerate() {
            corpo += &desenhar_barra(barra, maior, y, i);
            y += 54.0;
        }
        y += 14.0;
    }
    moldura(y - 6.0, titulo, descricao, &corpo)
}

fn desenhar_barra(barra: &Barra, maior: f64, y: f64, i: usize) -> String {
    let cor = ["fig-a", "fig-b", "fig-c"][i % 3];
    let em_x = |valor: f64| INICIO + (FIM - INICIO) * valor / maior;
    let (de, meio, ate) = (em_x(barra.de), em_x(barra.mediana), em_x(barra.ate));
    let numero = format!("{:.0}", barra.mediana);
    texto(INICIO, y + 16.0, &barra.nome)
        + &format!(
            "    <path d=\"M{INICIO} {:.1}H{meio:.1}v18H{INICIO}z\" fill=\"var(--{cor})\" \
             stroke=\"var(--{cor}-traco)\" stroke-width=\"1.5\"/>\n    \
             <path d=\"M{de:.1} {:.1}H{ate:.1}m0 -5v10M{de:.1} {:.1}v10\" fill=\"none\" \
             stroke=\"currentColor\" stroke-width=\"1.5\"/>\n",
            y + 22.0,
            y + 31.0,
            y + 26.0,
        )
        + &texto(FIM + 10.0, y + 36.5, &numero)
}

/// A moldura: título e descrição para quem não vê, e a letra de tudo.
fn moldura(altura: f64, titulo: &str, descricao: &str, corpo: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LARGURA} {altura}">
  <title>{}</title>
  <desc>{}</desc>
  <g font-size="16" font-family="system-ui, sans-serif" fill="currentColor">
{corpo}  </g>
</svg>
"#,
        escapar(titulo),
        escapar(descricao)
    )
}

/// Um texto que começa em (x, y).
fn texto(x: f64, y: f64, conteudo: &str) -> String {
    format!(
        "    <text x=\"{x:.1}\" y=\"{y:.1}\">{}</text>\n",
        escapar(conteudo)
    )
}

fn escapar(texto: &str) -> String {
    texto
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
