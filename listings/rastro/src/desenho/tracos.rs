//! As peças do diagrama: textos, caixas e marcas.

use super::medidas::{LARGURA, largura};

/// Para a direita soma; para a esquerda, diminui.
pub fn lado(direita: bool) -> i32 {
    if direita { 1 } else { -1 }
}

/// Um texto ao lado do ponto, com um contorno da cor do fundo, para que se leia
/// por cima de uma linha; se não cabe, recua até caber.
pub fn texto(
    x: i32,
    y: i32,
    folga: i32,
    direita: bool,
    dito: &str,
    extra: &str,
) -> String {
    let ocupa = largura(dito);
    let (x, ancora) = match direita {
        true => ((x + folga).min(LARGURA - 2 - ocupa).max(2), "start"),
        false => ((x - folga).max(2 + ocupa).min(LARGURA - 2), "end"),
    };
    format!(
        "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{ancora}\" paint-order=\"stroke\" \
         stroke=\"var(--fundo)\" stroke-width=\"4\"{extra}>{}</text>",
        escapar(dito)
    )
}

/// Uma caixa centrada na linha do processo, sem sair do desenho.
pub fn caixa(x: i32, y: i32, dito: &str, cor: &str) -> String {
    let ocupa = largura(dito) + 16;
    let metade = ocupa / 2;
    let meio = x
        .max(metade + 2)
        .min((LARGURA - metade - 2).max(metade + 2));
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{ocupa}\" height=\"28\" rx=\"5\" \
         fill=\"var(--fig-{cor})\" stroke=\"var(--fig-{cor}-traco)\"/>\
         <text x=\"{meio}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
        meio - metade,
        y - 14,
        y + 5,
        escapar(dito)
    )
}

/// A marca da perda e da queda.
pub fn xis(x: i32, y: i32) -> String {
    format!(
        "<path d=\"M{} {}l14 14m0 -14l-14 14\" fill=\"none\" stroke=\"var(--erro)\" stroke-width=\"3\"/>",
        x - 7,
        y - 7
    )
}

pub fn escapar(texto: &str) -> String {
    texto
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
