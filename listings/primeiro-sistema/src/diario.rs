//! Os recados no disco: um arquivo de texto a que só se acrescenta.
//!
//! Cada recado é uma linha. A quebra de linha é o último byte a ser escrito:
//! um fim de arquivo sem ela é um recado que uma queda cortou, e que ninguém
//! confirmou. O cabeçalho existe para que um arquivo alheio, dado por engano,
//! seja recusado em vez de “consertado”.

pub mod arquivo;

use std::fs::File;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

use apoio::erro::em_portugues;

use crate::falha::Falha;
use crate::recados::Armazem;

/// A primeira linha do arquivo.
pub const CABECALHO: &str = "recados, versão 1\n";
/// O maior recado, em bytes: cinquenta deles cabem numa mensagem de 64 KiB.
pub const MAIOR_RECADO: usize = 1000;
/// Quantos recados cabem: o diário fica na memória, e 100 MB, no pior caso,
/// ainda cabem em qualquer máquina.
pub const LUGARES: usize = 100_000;
/// Quantos recados `ultimos` mostra.
const MOSTRADOS: usize = 50;

/// Onde o diário escreve: um arquivo ou, nos testes, um disco que falha.
pub trait Disco: Write + Send {
    /// Volta só quando tudo o que foi escrito sobreviveria a uma queda.
    ///
    /// # Errors
    /// Se o sistema não pôde garantir isso.
    fn sincronizar(&mut self) -> io::Result<()>;
}

impl Disco for File {
    fn sincronizar(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// Os recados na memória e o disco em que eles sobrevivem.
pub struct Diario<D> {
    disco: D,
    recados: Vec<String>,
    quebrado: bool,
}

impl<D: Disco> Diario<D> {
    /// Um diário que já tem `recados` e acrescenta os próximos a `disco`.
    pub fn novo(disco: D, recados: Vec<String>) -> Self {
        Self {
            disco,
            recados,
            quebrado: false,
        }
    }

    /// Os recados, do mais antigo ao mais novo.
    pub fn recados(&self) -> &[String] {
        &self.recados
    }

    // ANCHOR: gravar
    /// Grava um recado e devolve o número dele.
    ///
    /// # Errors
    /// Se o recado não é aceito, ou se o disco falhou.
    pub fn gravar(&mut self, recado: &str) -> Result<usize, Falha> {
        self.conferir(recado)?;
        let linha = format!("{recado}\n");
        let escrita = self.disco.write_all(linha.as_bytes());
        // A promessa está nesta linha: primeiro o disco, só depois o `Ok`.
        if let Err(erro) = escrita.and_then(|()| self.disco.sincronizar()) {
            // Não se sabe o que ficou no disco. Melhor parar de prometer.
            self.quebrado = true;
            let motivo = format!("o disco falhou: {}", em_portugues(erro.kind()));
            return Err(Falha::Incerta(motivo));
        }
        self.recados.push(recado.to_owned());
        Ok(self.recados.len())
    }
    // ANCHOR_END: gravar

    fn conferir(&self, recado: &str) -> Result<(), Falha> {
        let motivo = if self.quebrado {
            Some("o disco falhou antes; religue o armazenamento".to_owned())
        } else if self.recados.len() >= LUGARES {
            Some(format!("o mural está cheio: cabem {LUGARES} recados"))
        } else {
            defeito(recado)
        };
        motivo.map_or(Ok(()), |motivo| Err(Falha::Recusa(motivo)))
    }

    fn ultimos(&self) -> String {
        let pulados = self.recados.len().saturating_sub(MOSTRADOS);
        let linhas = self.recados.iter().enumerate().skip(pulados);
        let linhas: Vec<_> = linhas.map(|(i, r)| format!("{}. {r}", i + 1)).collect();
        linhas.join("\n")
    }
}

/// Por que um texto não pode ser um recado; `None` se pode.
fn defeito(recado: &str) -> Option<String> {
    if recado.is_empty() {
        Some("o recado está vazio".to_owned())
    } else if recado.len() > MAIOR_RECADO {
        Some(format!("o recado passa de {MAIOR_RECADO} bytes"))
    } else if recado.chars().any(char::is_control) {
        Some("o recado tem um caractere de controle".to_owned())
    } else {
        None
    }
}

/// `Mutex`: uma thread por vez mexe no diário; as outras esperam.
impl<D: Disco> Armazem for Mutex<Diario<D>> {
    fn gravar(&self, recado: &str) -> Result<usize, Falha> {
        // O diário é coerente em cada linha: um pânico alheio não o estraga.
        let mut diario = self.lock().unwrap_or_else(PoisonError::into_inner);
        diario.gravar(recado)
    }

    fn ultimos(&self) -> Result<String, Falha> {
        let diario = self.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(diario.ultimos())
    }
}

// ANCHOR: recuperar
/// Lê o que uma queda deixou: os recados inteiros e quantos bytes eles ocupam.
/// O que vem depois da última quebra de linha nunca foi confirmado.
///
/// `None` se o conteúdo não é de um diário.
pub fn recuperar(conteudo: &[u8]) -> Option<(Vec<String>, usize)> {
    if CABECALHO.as_bytes().starts_with(conteudo) && conteudo.len() < CABECALHO.len() {
        return Some((Vec::new(), 0)); // caiu antes de acabar o cabeçalho
    }
    let inteiro = conteudo.iter().rposition(|byte| *byte == b'\n')? + 1;
    let texto = std::str::from_utf8(&conteudo[..inteiro]).ok()?;
    let recados: Vec<_> = texto.strip_prefix(CABECALHO)?.lines().collect();
    // O que `gravar` não escreveria não é nosso: melhor não mexer.
    let alheio = recados.iter().any(|recado| defeito(recado).is_some());
    if alheio || conteudo.len() - inteiro > MAIOR_RECADO {
        return None;
    }
    Some((recados.into_iter().map(str::to_owned).collect(), inteiro))
}
// ANCHOR_END: recuperar
