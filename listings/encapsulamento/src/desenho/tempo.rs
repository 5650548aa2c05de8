//! O tempo de entrega conforme o tamanho, em escalas logarítmicas.

use super::folha::{Apoio, Folha};
use crate::entrega::Caminho;
use crate::entrega::tabela::{bytes, segundos};

const ESQUERDA: f64 = 68.0;
const DIREITA: f64 = 388.0;
const TOPO: f64 = 40.0;
const BASE: f64 = 330.0;
/// De 100 B a 1 GB.
const X: (f64, f64) = (2.0, 9.0);
/// De 10 ms a 1000 s.
const Y: (f64, f64) = (-2.0, 3.0);

/// As três curvas: mesma latência, vazões diferentes.
const CURVAS: [(&str, f64, &str, char); 3] = [
    ("10 Mbit/s", 1e7, "", 'a'),
    ("100 Mbit/s", 1e8, "9 5", 'b'),
    ("1 Gbit/s", 1e9, "2 4", 'c'),
];
const LATENCIA: f64 = 0.05;

/// Desenha T em função de n, com latência de 50 ms.
pub fn tempo() -> String {
    let mut folha = Folha::default();
    eixos(&mut folha);
    for (_, vazao, tracejado, cor) in CURVAS {
        curva(&mut folha, caminho(vazao), &traco(tracejado, cor));
    }
    for (_, vazao, ..) in CURVAS {
        joelho(&mut folha, caminho(vazao));
    }
    let altura = legenda(&mut folha);
    folha.fechar(
        altura,
        "O tempo de entrega conforme o tamanho",
        &descricao(),
    )
}

fn caminho(vazao: f64) -> Caminho {
    Caminho {
        latencia: LATENCIA,
        vazao,
    }
}

fn eixos(folha: &mut Folha) {
    folha.texto(
        4.0,
        22.0,
        Apoio::Comeco,
        "tempo até o último bit (latência de 50 ms)",
    );
    for decada in Y.0 as i32..=Y.1 as i32 {
        let y = em_y(10_f64.powi(decada));
        folha.traco(
            &format!("M{ESQUERDA} {y:.1}H{DIREITA}"),
            r#"stroke="var(--linha)" stroke-width="1""#,
        );
        let nome = match decada {
            3 => "1000 s".to_owned(),
            2 => "100 s".to_owned(),
            _ => segundos(10_f64.powi(decada)),
        };
        folha.texto(ESQUERDA - 6.0, y + 5.5, Apoio::Fim, &nome);
    }
    for decada in [2, 4, 6, 8] {
        let x = em_x(10_f64.powi(decada));
        folha.traco(
            &format!("M{x:.1} {BASE}v6"),
            r#"stroke="currentColor" stroke-width="1.5""#,
        );
        folha.texto(x, BASE + 24.0, Apoio::Meio, &bytes(10_f64.powi(decada)));
    }
    let eixo = format!("M{ESQUERDA} {TOPO}V{BASE}H{DIREITA}");
    folha.traco(&eixo, r#"stroke="currentColor" stroke-width="1.5""#);
    let meio = f64::midpoint(ESQUERDA, DIREITA);
    folha.texto(meio, BASE + 46.0, Apoio::Meio, "tamanho da carga, n");
}

fn curva(folha: &mut Folha, caminho: Caminho, traco: &str) {
    let mut desenho = String::new();
    for i in 0..=100 {
        let n = 10_f64.powf(X.0 + (X.1 - X.0) * f64::from(i) / 100.0);
        let letra = if i == 0 { 'M' } else { 'L' };
        let (x, y) = (em_x(n), em_y(caminho.tempo(n)));
        desenho += &format!("{letra}{x:.1} {y:.1}");
    }
    folha.traco(&desenho, traco);
}

/// O ponto em que as duas parcelas empatam: n = L · B.
fn joelho(folha: &mut Folha, caminho: Caminho) {
    let n = caminho.produto();
    let (x, y) = (em_x(n), em_y(caminho.tempo(n)));
    folha.linha(format_args!(
        r#"<circle cx="{x:.1}" cy="{y:.1}" r="5" fill="var(--fundo)" stroke="currentColor" stroke-width="2"/>"#
    ));
}

fn legenda(folha: &mut Folha) -> f64 {
    let mut y = BASE + 52.0;
    for (nome, vazao, tracejado, cor) in CURVAS {
        y += 26.0;
        folha.traco(&format!("M10 {}H62", y - 5.0), &traco(tracejado, cor));
        let empate = bytes(caminho(vazao).produto());
        folha.texto(
            72.0,
            y,
            Apoio::Comeco,
            &format!("{nome}: empate em {empate}"),
        );
    }
    y + 14.0
}

fn traco(tracejado: &str, cor: char) -> String {
    format!(
        r#"stroke="var(--fig-{cor}-traco)" stroke-width="2.5" stroke-dasharray="{tracejado}""#
    )
}

fn em_x(n: f64) -> f64 {
    ESQUERDA + (n.log10() - X.0) / (X.1 - X.0) * (DIREITA - ESQUERDA)
}

fn em_y(segundos: f64) -> f64 {
    BASE - (segundos.log10() - Y.0) / (Y.1 - Y.0) * (BASE - TOPO)
}

fn descricao() -> String {
    "No eixo x, a carga, de 100 bytes a 1 gigabyte; no y, o tempo, de 10 ms a 1000 s; os dois em \
     escala logarítmica. As três curvas partem juntas de 50 ms, deitadas. A de 10 megabits por \
     segundo começa a subir primeiro, perto de 62,5 kB; a de 100, perto de 625 kB; a de 1 \
     gigabit, perto de 6,25 MB. Depois sobem paralelas, dez vezes uma da outra."
        .to_owned()
}
