//! O que um nó grava de cada passo, e o que vai em cada pacote.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Um datagrama: quem envia, o número que deu à mensagem, e ela.
#[derive(Serialize, Deserialize)]
pub struct Pacote<M> {
    pub de: usize,
    pub numero: u64,
    pub msg: M,
}

/// O que deu início a um passo.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inicio<M, T> {
    /// O processo começou, ou recomeçou.
    Iniciou,
    Recebeu {
        de: usize,
        numero: u64,
        msg: M,
    },
    Venceu {
        prazo: T,
    },
}

/// Um passo: o que o provocou, quando, e que mensagens saíram dele.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Passo<M, T> {
    /// Microssegundos desde 1970, pelo relógio da máquina: só desempata.
    pub quando: u64,
    pub inicio: Inicio<M, T>,
    pub envia: Vec<(usize, u64, M)>,
}

/// O relógio da máquina.
pub fn agora() -> u64 {
    let desde = SystemTime::now().duration_since(UNIX_EPOCH);
    desde.map_or(0, |d| u64::try_from(d.as_micros()).unwrap_or(u64::MAX))
}

pub fn arquivo_de(pasta: &Path, no: usize) -> PathBuf {
    pasta.join(format!("no-{no}.jsonl"))
}

pub fn guardado_de(pasta: &Path, no: usize) -> PathBuf {
    pasta.join(format!("no-{no}.guardado.json"))
}

/// Onde um nó grava os seus passos, um por linha.
pub struct Diario(File);

impl Diario {
    /// Abre o diário do nó, no fim do que já tem.
    ///
    /// # Errors
    /// O que o sistema disser.
    pub fn abrir(pasta: &Path, no: usize) -> io::Result<Self> {
        let arquivo = arquivo_de(pasta, no);
        let aberto = OpenOptions::new().create(true).append(true).open(arquivo);
        aberto.map(Self)
    }

    /// Grava o passo. Numa escrita só: quem for morto no meio deixa a linha
    /// inteira ou nenhuma.
    ///
    /// # Errors
    /// O que o sistema disser.
    pub fn gravar<M: Serialize, T: Serialize>(
        &mut self,
        passo: &Passo<M, T>,
    ) -> io::Result<()> {
        let linha = serde_json::to_string(passo)? + "\n";
        self.0.write_all(linha.as_bytes())
    }
}

/// Os passos que um nó gravou; nenhum, se não chegou a gravar.
///
/// # Errors
/// Se o arquivo não se lê, ou se uma linha que não a última está estragada.
pub fn ler<M: DeserializeOwned, T: DeserializeOwned>(
    pasta: &Path,
    no: usize,
) -> anyhow::Result<Vec<Passo<M, T>>> {
    let arquivo = arquivo_de(pasta, no);
    let nome = arquivo.display();
    let texto = match std::fs::read_to_string(&arquivo) {
        Ok(texto) => texto,
        Err(erro) if erro.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(erro) => return Err(erro).context(format!("não consigo ler {nome}")),
    };
    let mut passos = Vec::new();
    for (i, linha) in texto.split_inclusive('\n').enumerate() {
        match serde_json::from_str(linha) {
            Ok(passo) => passos.push(passo),
            // O processo foi morto no meio da última.
            Err(_) if !linha.ends_with('\n') => break,
            Err(_) => {
                anyhow::bail!("{nome}, linha {}: não é um passo deste modelo", i + 1)
            }
        }
    }
    Ok(passos)
}
