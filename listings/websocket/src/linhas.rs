//! As linhas do arquivo da história: `CRC JSON\n`, e o que fazer das que não são.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::historia::{ErroDeHistoria, Registro};

/// `CRC "nome"\n`: 8 algarismos, um espaço, 16 algarismos entre aspas.
const TAMANHO_DO_NOME: usize = 28;

pub(crate) fn linha(registro: &Registro) -> String {
    com_crc(&serde_json::to_string(registro).expect("são só textos e números"))
}

pub(crate) fn com_crc(json: &str) -> String {
    format!("{:08x} {json}\n", crc32fast::hash(json.as_bytes()))
}

/// As linhas boas, e quantos bytes elas ocupam.
pub(crate) fn ler(
    arquivo: &mut File,
    caminho: &Path,
) -> Result<(Vec<String>, u64), ErroDeHistoria> {
    let (mut linhas, mut bons, mut crua) = (Vec::new(), 0, Vec::new());
    let mut leitor = BufReader::new(arquivo);
    loop {
        crua.clear();
        let lidos = leitor.read_until(b'\n', &mut crua);
        let lidos = lidos.map_err(|e| ErroDeHistoria::Arquivo(caminho.to_owned(), e))?;
        // Sem o fim de linha: a escrita foi interrompida, ou não há mais nada.
        let Some(corpo) = crua.strip_suffix(b"\n") else {
            // Um arquivo que nunca foi história não se apaga por engano de quem digita.
            if linhas.is_empty() && !nome_cortado(&crua) {
                return Err(ErroDeHistoria::Estragada(caminho.to_owned(), 1));
            }
            return Ok((linhas, bons));
        };
        let json = conferir(corpo).ok_or_else(|| {
            ErroDeHistoria::Estragada(caminho.to_owned(), linhas.len() + 1)
        })?;
        linhas.push(json.to_owned());
        bons += lidos as u64;
    }
}

/// Se pode ser a linha do nome, cortada: hexadecimais, um espaço e aspas.
fn nome_cortado(bytes: &[u8]) -> bool {
    let cabe = |b: &u8| b.is_ascii_hexdigit() || matches!(b, b' ' | b'"');
    bytes.len() < TAMANHO_DO_NOME && bytes.iter().all(cabe)
}

fn conferir(corpo: &[u8]) -> Option<&str> {
    let (crc, json) = std::str::from_utf8(corpo).ok()?.split_once(' ')?;
    // O texto, e não o número: `A` e `a` valem o mesmo, e um deles é um estrago.
    (crc == format!("{:08x}", crc32fast::hash(json.as_bytes()))).then_some(json)
}
