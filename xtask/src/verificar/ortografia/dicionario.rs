//! O dicionário do Hunspell com a lista do curso: conhece ou não uma palavra.

use super::{super::ambiente::Ambiente, lista::Lista, texto::partes};
use spellbook::Dictionary;
use std::collections::HashMap;
use std::path::Path;
use strsim::levenshtein;

/// Depois destas, procurar sugestões custaria mais do que ajuda: há um engano maior.
const SUGESTOES: usize = 20;

pub struct Dicionario {
    hunspell: Dictionary,
    lista: Lista,
    /// Cada palavra é procurada uma vez, ainda que o livro a use mil.
    vistas: HashMap<String, bool>,
    sugestoes_restantes: usize,
}

impl Dicionario {
    /// Abre o primeiro dicionário que existir.
    pub fn carregar(ambiente: &Ambiente, lista: Lista) -> Result<Option<Self>, String> {
        let achado = ambiente.dicionarios.iter().find(|dic| dic.is_file());
        let Some(dic) = achado else {
            return Ok(None);
        };
        let aff = ler(&dic.with_extension("aff"))?;
        let hunspell = Dictionary::new(&aff, &ler(dic)?).map_err(|erro| {
            format!("o dicionário {} está estragado: {erro}", dic.display())
        })?;
        Ok(Some(Self {
            hunspell,
            lista,
            vistas: HashMap::new(),
            sugestoes_restantes: SUGESTOES,
        }))
    }

    pub fn conhece(&mut self, palavra: &str) -> bool {
        let vista = self.vistas.get(palavra).copied();
        let conhecida =
            vista.unwrap_or_else(|| self.simples(palavra) || self.composta(palavra));
        self.vistas.insert(palavra.to_owned(), conhecida);
        conhecida
    }

    fn simples(&self, palavra: &str) -> bool {
        palavra.chars().nth(1).is_none()
            // Um número romano.
            || palavra.chars().all(|c| "IVXLCDM".contains(c))
            || self.lista.contem(palavra)
            || self.hunspell.check(palavra)
    }

    /// Hífen, apóstrofo e pronome: cada parte conhecida basta.
    fn composta(&self, palavra: &str) -> bool {
        let partes: Vec<&str> = partes(palavra).collect();
        let conhecida = |(i, parte): (usize, &&str)| {
            let seguinte = partes.get(i + 1);
            self.simples(parte)
                || (i > 0 && e_pronome_ou_desinencia(parte))
                || seguinte.is_some_and(|p| self.verbo_sem_fim(parte, p))
        };
        partes.len() > 1 && partes.iter().enumerate().all(conhecida)
    }

    /// `torná-lo`, `fazê-los`, `enviamo-nos`: o verbo perde a última letra antes do pronome.
    fn verbo_sem_fim(&self, verbo: &str, pronome: &str) -> bool {
        // Cada fim, antes do pronome e sem ele.
        let fins = match pronome.to_lowercase().as_str() {
            "lo" | "la" | "los" | "las" => "á-ar ê-er ô-or ô-ôr i-ir í-ir -z -s",
            "nos" => "mo-mos",
            _ => return false,
        };
        let mut fins = fins.split(' ').filter_map(|fim| fim.split_once('-'));
        fins.any(|(curto, longo)| {
            let raiz = verbo.strip_suffix(curto);
            raiz.is_some_and(|raiz| self.hunspell.check(&format!("{raiz}{longo}")))
        })
    }

    /// O que fazer com uma palavra desconhecida.
    pub fn remedio(&mut self, palavra: &str) -> String {
        let mut parecidas = self.parecidas(palavra);
        parecidas.truncate(3);
        let acrescente = "acrescente-a a palavras.txt";
        if parecidas.is_empty() {
            return format!("corrija-a, ou {acrescente}");
        }
        format!("corrija-a ({}?), ou {acrescente}", parecidas.join(", "))
    }

    fn parecidas(&mut self, palavra: &str) -> Vec<String> {
        let perto = |candidata: &&str| levenshtein(palavra, candidata) == 1;
        let da_lista = self.lista.palavras().filter(perto);
        let mut da_lista: Vec<String> = da_lista.map(str::to_owned).collect();
        da_lista.sort();
        if self.sugestoes_restantes == 0 {
            return da_lista;
        }
        self.sugestoes_restantes -= 1;
        let mut sugestoes = Vec::new();
        let quem_sugere = self.hunspell.suggester().with_ngram_suggestions(false);
        quem_sugere.suggest(palavra, &mut sugestoes);
        // Partir a palavra em duas raramente é o que se quis escrever.
        sugestoes.retain(|s| !s.contains(char::is_whitespace));
        da_lista.extend(sugestoes);
        da_lista
    }
}

/// Lê o arquivo, que em dicionários antigos ainda é Latin-1, e tira a marca de ordem de bytes.
fn ler(caminho: &Path) -> Result<String, String> {
    let bytes = std::fs::read(caminho).map_err(|erro| {
        format!("não consigo ler o dicionário {}: {erro}", caminho.display())
    })?;
    let texto = String::from_utf8(bytes)
        .unwrap_or_else(|erro| erro.as_bytes().iter().map(|&b| char::from(b)).collect());
    Ok(texto.trim_start_matches('\u{feff}').to_owned())
}

/// O que só aparece depois de um hífen: pronomes e, na mesóclise, o fim do verbo.
fn e_pronome_ou_desinencia(parte: &str) -> bool {
    const FORMAS: [&str; 24] = [
        "me", "te", "se", "lhe", "lhes", "nos", "vos", "lo", "la", "los", "las", "no",
        "na", "nas", "ei", "ás", "á", "emos", "eis", "ão", "ia", "ias", "íamos", "iam",
    ];
    FORMAS.contains(&parte.to_lowercase().as_str())
}
