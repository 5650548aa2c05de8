//! As linhas do arquivo da história: `CRC JSON\n`, e o que fazer das que não são.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use serde::Serialize;

/// `CRC "nome"\n`: 8 algarismos, um espaço, 16 algarismos entre aspas.
const TAMANHO_DO_NOME: usize = 28;

/// Nenhuma fala chega perto; sem teto, um arquivo sem fim de linha encheria a memória.
const MAIOR_LINHA: u64 = 64 * 1024;

/// Por que as linhas não se leem.
pub(crate) enum ErroDeLinha {
    Leitura(io::Error),
    /// A linha deste número.
    Estragada(usize),
}

pub(crate) fn em_linha(valor: &impl Serialize) -> String {
    let json = serde_json::to_string(valor).expect("são só textos e números");
    format!("{} {json}\n", crc(&json))
}

fn crc(json: &str) -> String {
    format!("{:08x}", crc32fast::hash(json.as_bytes()))
}

/// O que se leu de um arquivo.
pub(crate) struct Lidas {
    pub(crate) linhas: Vec<String>,
    /// Quantos bytes elas ocupam.
    pub(crate) tamanho: u64,
    /// Se só falta o fim de linha à última.
    pub(crate) sem_fim: bool,
}

/// As linhas boas.
pub(crate) fn ler(arquivo: &mut File) -> Result<Lidas, ErroDeLinha> {
    let (mut linhas, mut tamanho, mut crua) = (Vec::new(), 0, Vec::new());
    let mut leitor = BufReader::new(arquivo);
    loop {
        crua.clear();
        let lidos = leitor
            .by_ref()
            .take(MAIOR_LINHA)
            .read_until(b'\n', &mut crua);
        let lidos = lidos.map_err(ErroDeLinha::Leitura)?;
        let estragada = || ErroDeLinha::Estragada(linhas.len() + 1);
        // Sem o fim de linha: a escrita foi interrompida, ou não há mais nada.
        let Some(corpo) = crua.strip_suffix(b"\n") else {
            // O CRC confere: está inteira, e pode ter sido confirmada.
            let inteira = conferir(&crua).map(str::to_owned);
            if let Some(json) = inteira {
                linhas.push(json);
                let (tamanho, sem_fim) = (tamanho + lidos as u64, true);
                return Ok(Lidas {
                    linhas,
                    tamanho,
                    sem_fim,
                });
            }
            let nunca_foi = linhas.is_empty() && !nome_cortado(&crua);
            if nunca_foi || !cortada(&crua) {
                return Err(estragada());
            }
            return Ok(Lidas {
                linhas,
                tamanho,
                sem_fim: false,
            });
        };
        let json = conferir(corpo).ok_or_else(estragada)?;
        linhas.push(json.to_owned());
        tamanho += lidos as u64;
    }
}

/// Se pode ser a linha do nome, cortada: hexadecimais, um espaço e aspas. Um
/// arquivo que nunca foi história não se apaga por engano de quem digita.
fn nome_cortado(bytes: &[u8]) -> bool {
    let cabe = |b: &u8| b.is_ascii_hexdigit() || matches!(b, b' ' | b'"');
    bytes.len() < TAMANHO_DO_NOME && bytes.iter().all(cabe)
}

/// Se a queda pode ter deixado este resto. Uma linha inteira com outro byte no
/// lugar do fim de linha, não: essa foi confirmada, e estragou-se depois.
fn cortada(resto: &[u8]) -> bool {
    let corpo = resto.split_last().map_or(resto, |(_, corpo)| corpo);
    (resto.len() as u64) < MAIOR_LINHA && conferir(corpo).is_none()
}

fn conferir(corpo: &[u8]) -> Option<&str> {
    let (lido, json) = std::str::from_utf8(corpo).ok()?.split_once(' ')?;
    // O texto, e não o número: `A` e `a` valem o mesmo, e um deles é um estrago.
    (lido == crc(json)).then_some(json)
}
