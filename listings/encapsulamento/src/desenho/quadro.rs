//! O quadro do capítulo, byte a byte, com cada camada numa caixa da anterior.

use super::folha::{Apoio, Folha, LARGURA};
use crate::ethernet::Forma;
use crate::recusa::Recusa;
use crate::relato::{Parte, repartir};

const COLUNA: f64 = 38.0;
const LINHA: f64 = 26.0;
const POR_LINHA: usize = 8;

/// O que a figura diz de cada camada, na ordem em que aparecem.
const NOTAS: [(&str, &str, char); 4] = [
    ("Ethernet", "de que placa a que placa", 'a'),
    ("IPv4", "de que máquina a que máquina", 'b'),
    ("UDP", "de que programa a que programa", 'c'),
    ("carga", "o que a aplicação quis dizer", 'a'),
];

/// Desenha um quadro como anda no fio.
///
/// # Errors
/// A recusa de quem não conseguiu abri-lo.
pub fn quadro(bytes: &[u8]) -> Result<String, Recusa> {
    let partes = repartir(bytes, Forma::NoFio)?;
    let mut folha = Folha::default();
    let mut desenho = Desenho {
        folha: &mut folha,
        bytes,
        posicao: 0,
        y: 8.0,
    };
    for (nivel, parte) in partes.iter().take(NOTAS.len()).enumerate() {
        desenho.camada(nivel, parte);
    }
    let fundo = desenho.y + 6.0;
    let mut abaixo = fundo + 6.0 * (NOTAS.len() - 2) as f64;
    desenho.y = abaixo + 10.0;
    if let Some(fim) = partes.get(NOTAS.len()) {
        desenho.fim(fim);
        abaixo = desenho.y;
    }
    let topos = topos(&partes);
    for (nivel, topo) in topos.iter().enumerate() {
        let margem = 4.0 + 10.0 * nivel as f64;
        let base = match nivel {
            0 => abaixo + 4.0,
            _ => fundo + 6.0 * (2.0 - nivel as f64),
        };
        let area = [margem, *topo, LARGURA - 2.0 * margem, base - topo];
        folha.caixa(area, None);
    }
    Ok(folha.fechar(abaixo + 10.0, TITULO, &descricao(bytes, &partes)))
}

const TITULO: &str = "Um quadro Ethernet com um datagrama dentro";

fn descricao(bytes: &[u8], partes: &[Parte]) -> String {
    let tamanho = |p: &Parte| p.campos.iter().map(|c| c.bytes).sum::<usize>();
    let lista: Vec<_> = partes
        .iter()
        .map(|p| format!("{}, {} bytes", p.titulo, tamanho(p)))
        .collect();
    format!(
        "Os {} bytes do quadro, em ordem, com uma caixa dentro da outra: {}.",
        bytes.len(),
        lista.join("; ")
    )
}

/// Onde começa a caixa de cada uma das três camadas com cabeçalho.
fn topos(partes: &[Parte]) -> [f64; 3] {
    let mut y = 4.0;
    let mut topos = [0.0; 3];
    for (topo, parte) in topos.iter_mut().zip(partes) {
        *topo = y;
        y += altura(parte);
    }
    topos
}

fn altura(parte: &Parte) -> f64 {
    let bytes: usize = parte.campos.iter().map(|c| c.bytes).sum();
    26.0 + LINHA * bytes.div_ceil(POR_LINHA) as f64 + 12.0
}

struct Desenho<'a> {
    folha: &'a mut Folha,
    bytes: &'a [u8],
    posicao: usize,
    y: f64,
}

impl Desenho<'_> {
    fn camada(&mut self, nivel: usize, parte: &Parte) {
        let (nome, nota, cor) = NOTAS[nivel];
        let x = 12.0 + 10.0 * nivel.min(3) as f64;
        self.folha.texto_com(
            x,
            self.y + 16.0,
            Apoio::Comeco,
            nome,
            r#"font-weight="600""#,
        );
        let direita = LARGURA - x;
        self.folha.texto_com(
            direita,
            self.y + 16.0,
            Apoio::Fim,
            nota,
            r#"fill="var(--suave)""#,
        );
        self.y += 24.0;
        self.fileiras(parte, Some(cor), 42.0);
        self.y += 14.0;
    }

    fn fim(&mut self, parte: &Parte) {
        self.folha.texto_com(
            12.0,
            self.y + 14.0,
            Apoio::Comeco,
            "fim do Ethernet",
            r#"font-weight="600""#,
        );
        let nota = "enchimento e CRC";
        self.folha.texto_com(
            LARGURA - 12.0,
            self.y + 14.0,
            Apoio::Fim,
            nota,
            r#"fill="var(--suave)""#,
        );
        self.y += 22.0;
        self.fileiras(parte, Some('a'), 42.0);
        self.y += 4.0;
    }

    /// Os bytes, em fileiras; um traço separa um campo do seguinte.
    fn fileiras(&mut self, parte: &Parte, cor: Option<char>, x: f64) {
        let inicio = self.posicao;
        for campo in &parte.campos {
            for ordem in 0..campo.bytes {
                let lugar = self.posicao - inicio;
                let coluna = x + COLUNA * (lugar % POR_LINHA) as f64;
                let fileira = self.y + LINHA * (lugar / POR_LINHA) as f64;
                self.folha.caixa([coluna, fileira, COLUNA, LINHA], cor);
                let byte = format!("{:02x}", self.bytes[self.posicao]);
                let mono = r#"font-family="ui-monospace, monospace""#;
                self.folha.texto_com(
                    coluna + COLUNA / 2.0,
                    fileira + 18.5,
                    Apoio::Meio,
                    &byte,
                    mono,
                );
                if ordem == 0 {
                    let barra = format!("M{:.1} {fileira:.1}v{LINHA}", coluna);
                    self.folha
                        .traco(&barra, r#"stroke="currentColor" stroke-width="3""#);
                }
                self.posicao += 1;
            }
        }
        let total = self.posicao - inicio;
        self.y += LINHA * total.div_ceil(POR_LINHA) as f64;
    }
}
