//! Os blocos `rede` e `rastro`: uma execução que se joga, ou que se percorre.
//!
//! Os dois incluem o que um teste da listagem grava: `listings/X/rede/NOME.json`, que tem ao lado
//! o desenho de mesmo nome, ou `listings/X/rastros/NOME.svg`.

use super::inclusao::{Pedido, normalizar};
use std::path::Path;

/// O que o bloco põe na página.
pub struct Execucao {
    /// O diagrama, que está lá também sem JavaScript.
    pub svg: String,
    /// O exercício, como o site o chama; nenhum, quando só se percorre.
    pub dados: Option<String>,
}

/// Onde ficam, no site, os roteiros e os exercícios.
pub const PASTA: &str = "rastro";
/// De onde vêm os roteiros.
pub const ROTEIROS: &str = "listings/rastro/pagina";

impl Execucao {
    pub fn e(linguagem: &str) -> bool {
        matches!(linguagem, "rede" | "rastro")
    }

    /// Lê o que o bloco inclui, para um capítulo que está em `pasta` (relativa a `raiz`).
    ///
    /// # Erros
    /// Motivo e remédio: sem inclusão, de outra pasta, que falta ou que não é o que devia.
    pub fn ler(
        linguagem: &str,
        corpo: &str,
        raiz: &Path,
        pasta: &Path,
    ) -> Result<Self, (String, String)> {
        let (dentro, extensao) = match linguagem {
            "rede" => ("rede", "json"),
            _ => ("rastros", "svg"),
        };
        let remedio = || {
            format!(
                "inclua listings/<tema>/{dentro}/<nome>.{extensao}, que um teste da listagem grava"
            )
        };
        let pedido = Pedido::analisar(corpo).filter(|p| p.ancora.is_none());
        let pedido = pedido.ok_or_else(|| {
            (
                format!("o bloco {linguagem} não inclui um arquivo"),
                remedio(),
            )
        })?;
        let texto = pedido.ler(raiz, pasta)?.texto;
        let arquivo = normalizar(&pasta.join(&pedido.caminho)).unwrap_or_default();
        let nome = arquivo.to_string_lossy().replace('\\', "/");
        let partes: Vec<&str> = nome.split('/').collect();
        let ["listings", listagem, da_pasta, folha] = partes[..] else {
            return Err((format!("{nome} não é de uma listagem"), remedio()));
        };
        if da_pasta != dentro || !folha.ends_with(&format!(".{extensao}")) {
            return Err((
                format!("{nome} não serve a um bloco {linguagem}"),
                remedio(),
            ));
        }
        if linguagem == "rastro" {
            let (svg, dados) = (texto, None);
            return Ok(Self { svg, dados });
        }
        if serde_json::from_str::<serde_json::Value>(&texto).is_err() {
            return Err((format!("{nome} não é JSON"), remedio()));
        }
        let desenho = arquivo.with_extension("svg");
        let svg = std::fs::read_to_string(raiz.join(&desenho)).map_err(|_| {
            (
                format!("falta o desenho do exercício, {}", desenho.display()),
                "grave-o com conferir_exercicio, no teste da listagem".to_owned(),
            )
        })?;
        let dados = Some(format!("{PASTA}/{listagem}/{folha}"));
        Ok(Self { svg, dados })
    }
}
