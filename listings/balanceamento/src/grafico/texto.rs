//! O que todo SVG daqui tem em comum: a moldura, o escape e os números.

/// A moldura: título e descrição para quem não vê, e a letra de tudo.
pub fn moldura(
    largura: f64,
    altura: f64,
    titulo: &str,
    descricao: &str,
    corpo: &str,
) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {largura} {altura}">
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

/// Um texto em (x, y), com a âncora `start`, `middle` ou `end`.
pub fn texto(x: f64, y: f64, ancora: &str, conteudo: &str) -> String {
    format!(
        "    <text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{ancora}\">{}</text>\n",
        escapar(conteudo)
    )
}

/// Um número como se escreve em português: 1.000 e 0,25.
pub fn numero(valor: f64) -> String {
    if valor >= 1000.0 {
        return format!("{}.{:03}", valor as u64 / 1000, valor as u64 % 1000);
    }
    format!("{valor}").replace('.', ",")
}

fn escapar(texto: &str) -> String {
    texto
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
