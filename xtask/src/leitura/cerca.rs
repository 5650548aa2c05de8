//! A primeira linha de um bloco de código: linguagem e atributos `nome="valor"`.

use crate::problema::{Recusa, recusa};

/// Linguagens que um bloco pode ter; qualquer outra é erro de digitação.
pub const LINGUAGENS: [&str; 13] = [
    "rust", "console", "mermaid", "text", "toml", "json", "bash", "html", "css", "js",
    "proto", "rede", "rastro",
];

/// Atributos que um bloco pode ter.
pub const ATRIBUTOS: [&str; 6] = ["legenda", "rode", "alt", "varia", "roda", "falha"];

/// A cerca de um bloco, já conferida.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cerca {
    pub linguagem: String,
    atributos: Vec<(String, String)>,
}

impl Cerca {
    /// Lê o texto que segue os três acentos graves.
    /// Erros: linguagem ausente ou desconhecida, atributo desconhecido, repetido, vazio ou sem
    /// aspas.
    pub fn analisar(info: &str) -> Result<Self, Recusa> {
        let info = info.trim();
        let fim = info.find(|c: char| !c.is_ascii_alphanumeric());
        let (linguagem, resto) = info.split_at(fim.unwrap_or(info.len()));
        if !LINGUAGENS.contains(&linguagem) {
            return Err((
                format!("bloco de código com linguagem desconhecida: “{linguagem}”"),
                format!("use uma destas: {}", LINGUAGENS.join(", ")),
            ));
        }
        Ok(Self {
            linguagem: linguagem.to_owned(),
            atributos: ler_atributos(resto)?,
        })
    }

    /// O valor de um atributo, se a cerca o tem.
    pub fn atributo(&self, nome: &str) -> Option<&str> {
        let achado = self.atributos.iter().find(|(n, _)| n == nome);
        achado.map(|(_, valor)| valor.as_str())
    }

    /// O valor de um atributo sem o qual o bloco não se mostra.
    pub fn obrigatorio(&self, nome: &str) -> Result<&str, Recusa> {
        self.atributo(nome).ok_or_else(|| {
            let motivo = format!("falta o atributo “{nome}” no bloco {}", self.linguagem);
            recusa(motivo, format!("escreva {nome}=\"…\" depois da linguagem"))
        })
    }

    /// Erros: o bloco console diz que falha um comando que `texto`, o corpo dele, não tem.
    pub fn conferir_falhas(&self, texto: &str) -> Result<(), Recusa> {
        let comandos = texto.lines().filter(|l| l.starts_with("$ ")).count();
        let falhas = self.atributo("falha").unwrap_or_default().split(',');
        let mut falhas = falhas.filter_map(|n| n.parse::<usize>().ok());
        match falhas.find(|n| *n > comandos) {
            None => Ok(()),
            Some(n) => Err(recusa(
                format!("o bloco diz que o comando {n} falha, e não o tem"),
                "conte os comandos do bloco a partir de 1: são as linhas que começam por $",
            )),
        }
    }
}

fn ler_atributos(mut resto: &str) -> Result<Vec<(String, String)>, Recusa> {
    let mut lidos: Vec<(String, String)> = Vec::new();
    while !resto.is_empty() {
        let Some(separado) = resto.strip_prefix(' ').map(str::trim_start) else {
            return Err(desconhecido(resto.trim_start_matches(',')));
        };
        let partes = separado.split_once("=\"");
        let (nome, depois) = partes.ok_or_else(|| desconhecido(separado))?;
        let (valor, depois) = depois.split_once('"').ok_or_else(|| {
            let motivo = format!("o atributo “{nome}” não fecha as aspas");
            recusa(motivo, format!("escreva {nome}=\"…\""))
        })?;
        if !ATRIBUTOS.contains(&nome) {
            return Err(desconhecido(nome));
        }
        if lidos.iter().any(|(n, _)| n == nome) {
            let motivo = format!("o atributo “{nome}” aparece duas vezes");
            return Err(recusa(motivo, "deixe um só"));
        }
        if valor.trim().is_empty() {
            let motivo = format!("o atributo “{nome}” está vazio");
            return Err(recusa(motivo, format!("escreva o texto: {nome}=\"…\"")));
        }
        if !excecao_certa(nome, valor) {
            let motivo = format!("o atributo “{nome}” não pode ser “{valor}”");
            return Err(recusa(motivo, EXCECOES));
        }
        lidos.push((nome.to_owned(), valor.to_owned()));
        resto = depois;
    }
    Ok(lidos)
}

const EXCECOES: &str = "escreva varia=\"numeros: MOTIVO\" ou \"saida: MOTIVO\", \
                        roda=\"nao: MOTIVO\" ou \"semanal: MOTIVO\", falha=\"1,3\"";

/// O que a cerca diz ao teste `consoles`, de `listings/trechos`, tem uma forma só, e um motivo.
fn excecao_certa(nome: &str, valor: &str) -> bool {
    let modos = match nome {
        "varia" => ["numeros", "saida"],
        "roda" => ["nao", "semanal"],
        "falha" => return valor.split(',').all(|n| n.parse().is_ok_and(|n: u8| n > 0)),
        _ => return true,
    };
    let (modo, motivo) = valor.split_once(':').unwrap_or_default();
    modos.contains(&modo) && !motivo.trim().is_empty()
}

fn desconhecido(atributo: &str) -> Recusa {
    let aceitos = ATRIBUTOS.join(", ");
    recusa(
        format!("atributo de bloco desconhecido: “{atributo}”"),
        format!(
            "um bloco aceita {aceitos}, na forma nome=\"valor\"; não há bloco de Rust sem teste"
        ),
    )
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn atributos_com_espacos_e_virgulas_sao_lidos_inteiros() {
        let cerca =
            Cerca::analisar(r#"rust legenda="Quadro: tamanho, carga" rode="cargo test""#)
                .expect("a cerca é válida");
        assert_eq!(cerca.atributo("legenda"), Some("Quadro: tamanho, carga"));
        assert_eq!(cerca.atributo("rode"), Some("cargo test"));
    }

    #[test]
    fn aspas_abertas_atributo_vazio_e_repetido_sao_recusados() {
        for (info, trecho) in [
            ("rust legenda=\"x", "não fecha"),
            ("rust legenda=\"\"", "vazio"),
            ("rust legenda=\"a\" legenda=\"b\"", "duas vezes"),
            ("console roda=\"nunca: é longo\"", "não pode ser"),
            ("console roda=\"nao: \"", "não pode ser"),
            ("console varia=\"numeros\"", "não pode ser"),
            ("console falha=\"1,x\"", "não pode ser"),
        ] {
            let (motivo, _) = Cerca::analisar(info).expect_err(info);
            assert!(motivo.contains(trecho), "{info}: {motivo}");
        }
    }
}
