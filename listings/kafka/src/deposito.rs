//! O depósito: um arquivo em que o efeito e a memória de o ter feito são a mesma
//! escrita.
//!
//! ```text
//! deposito 1 pedidos                      qual tópico
//! 8c1f02ab 0 41 ana=café                  soma, partição, offset, efeito
//! ```
//!
//! Se fossem duas escritas, uma queda entre elas deixaria o efeito sem memória
//! (e ele se repetiria) ou a memória sem efeito (e ele se perderia). Uma linha
//! vale se terminou e se a soma confere; a última, cortada por uma queda, é
//! apagada ao abrir, e o registro volta a ser entregue.

mod erro;

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

pub use erro::ErroDeDeposito;

use crate::registro::Posicao;

/// O depósito aberto: só este processo o tem.
#[derive(Debug)]
pub struct Deposito {
    arquivo: File,
    /// Onde a próxima linha começa: uma escrita pela metade se desfaz até aqui.
    tamanho: u64,
    /// De cada partição, o primeiro offset sem efeito.
    proximos: BTreeMap<i32, i64>,
    efeitos: usize,
}

impl Deposito {
    /// Abre ou cria, e relembra até onde cada partição foi.
    ///
    /// # Errors
    /// Veja [`ErroDeDeposito`].
    pub fn abrir(caminho: &Path, topico: &str) -> Result<Self, ErroDeDeposito> {
        let falhou = |erro| ErroDeDeposito::Arquivo(caminho.to_owned(), erro);
        let mut opcoes = OpenOptions::new();
        let opcoes = opcoes.read(true).write(true).create(true).truncate(false);
        let mut arquivo = opcoes.open(caminho).map_err(falhou)?;
        match arquivo.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(ErroDeDeposito::EmUso(caminho.to_owned()));
            }
            Err(TryLockError::Error(erro)) => return Err(falhou(erro)),
        }
        let mut bytes = Vec::new();
        arquivo.read_to_end(&mut bytes).map_err(falhou)?;
        let mut deposito = Self {
            arquivo,
            tamanho: 0,
            proximos: BTreeMap::new(),
            efeitos: 0,
        };
        deposito.lembrar(&bytes, caminho, topico)?;
        deposito.arquivo.set_len(deposito.tamanho).map_err(falhou)?;
        if deposito.tamanho == 0 {
            let primeira = format!("deposito 1 {topico}\n");
            deposito.escrever(primeira.as_bytes()).map_err(falhou)?;
        }
        Ok(deposito)
    }

    fn lembrar(
        &mut self,
        bytes: &[u8],
        caminho: &Path,
        topico: &str,
    ) -> Result<(), ErroDeDeposito> {
        // O que não termina em fim de linha foi cortado: não conta.
        let mut linhas = bytes.split_inclusive(|b| *b == b'\n');
        let inteira = |linha: &&[u8]| linha.ends_with(b"\n");
        let Some(primeira) = linhas.next().filter(inteira) else {
            return Ok(());
        };
        let esperada = format!("deposito 1 {topico}\n");
        if primeira != esperada.as_bytes() {
            return Err(ErroDeDeposito::Alheio {
                arquivo: caminho.to_owned(),
                achado: String::from_utf8_lossy(&primeira[..primeira.len() - 1]).into(),
                esperado: topico.to_owned(),
            });
        }
        self.tamanho = primeira.len() as u64;
        let mut linhas = linhas.enumerate().peekable();
        while let Some((i, linha)) = linhas.next() {
            match ler(linha) {
                Some(onde) => self.anotar(onde, linha.len()),
                None if linhas.peek().is_none() => break,
                None => {
                    let (arquivo, linha) = (caminho.to_owned(), i + 2);
                    return Err(ErroDeDeposito::Estragado { arquivo, linha });
                }
            }
        }
        Ok(())
    }

    fn anotar(&mut self, onde: Posicao, bytes: usize) {
        self.tamanho += bytes as u64;
        self.efeitos += 1;
        self.proximos.insert(onde.particao, onde.offset + 1);
    }

    // ANCHOR: aplicar
    /// Faz o efeito deste registro, se ainda não foi feito; diz se o fez.
    ///
    /// Basta um número por partição, e não a lista do que já se viu: dentro dela
    /// os registros chegam em ordem, e uma repetição recomeça de trás.
    ///
    /// # Errors
    /// O que o sistema disser ao escrever; então o efeito não foi feito.
    pub fn aplicar(&mut self, onde: Posicao, efeito: &str) -> io::Result<bool> {
        if onde.offset < self.proximo(onde.particao) {
            return Ok(false);
        }
        let linha = linha(onde, efeito);
        self.escrever(linha.as_bytes())?;
        self.efeitos += 1;
        self.proximos.insert(onde.particao, onde.offset + 1);
        Ok(true)
    }
    // ANCHOR_END: aplicar

    fn escrever(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.arquivo.seek(SeekFrom::Start(self.tamanho))?;
        if let Err(erro) = self.arquivo.write_all(bytes) {
            // Disco cheio no meio da linha: a próxima não pode emendar nela.
            let _ = self.arquivo.set_len(self.tamanho);
            return Err(erro);
        }
        self.tamanho += bytes.len() as u64;
        Ok(())
    }

    /// Espera o disco: depois disto nem a falta de energia desfaz os efeitos.
    ///
    /// # Errors
    /// O que o sistema disser.
    pub fn tornar_duravel(&self) -> io::Result<()> {
        self.arquivo.sync_data()
    }

    /// O primeiro offset da partição cujo efeito ainda não foi feito.
    pub fn proximo(&self, particao: i32) -> i64 {
        self.proximos.get(&particao).copied().unwrap_or(0)
    }

    /// De cada partição com efeitos, o próximo offset.
    pub fn proximos(&self) -> &BTreeMap<i32, i64> {
        &self.proximos
    }

    /// Quantos efeitos há.
    pub fn efeitos(&self) -> usize {
        self.efeitos
    }
}

fn linha(onde: Posicao, efeito: &str) -> String {
    let Posicao { particao, offset } = onde;
    let corpo = format!("{particao} {offset} {}", efeito.escape_debug());
    format!("{:08x} {corpo}\n", crc32fast::hash(corpo.as_bytes()))
}

fn ler(linha: &[u8]) -> Option<Posicao> {
    let texto = std::str::from_utf8(linha.strip_suffix(b"\n")?).ok()?;
    let (soma, corpo) = texto.split_once(' ')?;
    let soma = u32::from_str_radix(soma, 16).ok()?;
    if crc32fast::hash(corpo.as_bytes()) != soma {
        return None;
    }
    let mut partes = corpo.splitn(3, ' ');
    Some(Posicao {
        particao: partes.next()?.parse().ok()?,
        offset: partes.next()?.parse().ok()?,
    })
}
