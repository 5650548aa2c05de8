//! A tabela do tempo de entrega, e números que cabem nela.

use super::{Caminho, Manda};

const CABECALHO: &str =
    "     carga          L        n/B  T = L+n/B  enviando  quem manda";

/// O cabeçalho e uma linha para cada tamanho.
pub fn linhas(caminho: Caminho, tamanhos: &[f64]) -> Vec<String> {
    let mut linhas = vec![
        format!("cabem em viagem {}", bytes(caminho.produto())),
        CABECALHO.to_owned(),
    ];
    linhas.extend(tamanhos.iter().map(|&n| linha(caminho, n)));
    linhas
}

fn linha(caminho: Caminho, n: f64) -> String {
    let manda = match caminho.manda(n) {
        Manda::Latencia => "a latência",
        Manda::AsDuas => "as duas",
        Manda::Vazao => "a vazão",
    };
    format!(
        "{:>10} {:>10} {:>10} {:>10} {:>9}  {manda}",
        bytes(n),
        segundos(caminho.latencia),
        segundos(caminho.envio(n)),
        segundos(caminho.tempo(n)),
        porcento(caminho.aproveita(n)),
    )
}

/// Segundos, na unidade que deixa de um a três algarismos antes da vírgula.
pub fn segundos(s: f64) -> String {
    match s {
        s if s >= 3600.0 => format!("{} h", tres(s / 3600.0)),
        s if s >= 60.0 => format!("{} min", tres(s / 60.0)),
        s if s >= 1.0 => format!("{} s", tres(s)),
        s if s >= 1e-3 => format!("{} ms", tres(s * 1e3)),
        s => format!("{} µs", tres(s * 1e6)),
    }
}

/// Bytes, na unidade que deixa de um a três algarismos antes da vírgula.
pub fn bytes(n: f64) -> String {
    match n {
        n if n >= 1e12 => format!("{} TB", tres(n / 1e12)),
        n if n >= 1e9 => format!("{} GB", tres(n / 1e9)),
        n if n >= 1e6 => format!("{} MB", tres(n / 1e6)),
        n if n >= 1e4 => format!("{} kB", tres(n / 1e3)),
        n => format!("{} B", tres(n)),
    }
}

fn porcento(parte: f64) -> String {
    match 100.0 * parte {
        p if p < 0.001 => "< 0,001%".to_owned(),
        p => format!("{}%", tres(p)),
    }
}

/// Três algarismos significativos e vírgula decimal; sem zeros à toa.
fn tres(valor: f64) -> String {
    let casas = match valor {
        v if v >= 100.0 => 0,
        v if v >= 10.0 => 1,
        v if v >= 1.0 => 2,
        _ => 3,
    };
    let texto = format!("{valor:.casas$}");
    let texto = match texto.contains('.') {
        true => texto.trim_end_matches('0').trim_end_matches('.'),
        false => &texto,
    };
    texto.replace('.', ",")
}
