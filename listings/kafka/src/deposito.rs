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
//! vale se terminou e se a soma confere; a última, cortada por uma queda, dá lugar
//! à seguinte, e o registro dela volta a ser entregue. Só não voltaria o que o grupo
//! já confirmou: por isso quem abre confere os dois ([`Deposito::conferir`]).

mod arquivo;
mod erro;
mod formato;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use arquivo::{sincronizar_pasta, trancar};
use formato::{Comeco, MAIOR_CABECALHO, cabecalho, examinar, ler, linha};

pub use erro::ErroDeDeposito;

use crate::registro::Posicao;

/// O depósito aberto: só este processo o tem.
#[derive(Debug)]
pub struct Deposito {
    arquivo: File,
    caminho: PathBuf,
    cabecalho: String,
    /// Onde a próxima linha começa: uma escrita pela metade se desfaz até aqui.
    tamanho: u64,
    /// Bytes que seguem o que vale: a linha que uma queda cortou.
    sobra: u64,
    /// De cada partição, o primeiro offset sem efeito.
    proximos: BTreeMap<i32, i64>,
    efeitos: usize,
}

impl Deposito {
    /// Abre ou cria, e relembra até onde cada partição foi. Não escreve nada: o que
    /// foi cortado só se apaga no primeiro efeito.
    ///
    /// # Errors
    /// Veja [`ErroDeDeposito`].
    pub fn abrir(caminho: &Path, topico: &str) -> Result<Self, ErroDeDeposito> {
        let dono = || caminho.to_owned();
        let falhou = |erro| ErroDeDeposito::Arquivo(dono(), erro);
        let mut arquivo = trancar(caminho)?;
        let mut bytes = Vec::new();
        let mut comeco = (&mut arquivo).take(MAIOR_CABECALHO as u64);
        comeco.read_to_end(&mut bytes).map_err(falhou)?;
        let cabecalho = cabecalho(topico);
        match examinar(&bytes, &cabecalho) {
            Comeco::Bom | Comeco::Cortado => {}
            Comeco::Alheio => return Err(ErroDeDeposito::Alheio(dono())),
            Comeco::DeOutro(achado) => {
                let (arquivo, esperado) = (dono(), topico.to_owned());
                return Err(ErroDeDeposito::DeOutroTopico {
                    arquivo,
                    achado,
                    esperado,
                });
            }
        }
        arquivo.read_to_end(&mut bytes).map_err(falhou)?;
        let mut deposito = Self {
            arquivo,
            caminho: dono(),
            cabecalho,
            tamanho: 0,
            sobra: 0,
            proximos: BTreeMap::new(),
            efeitos: 0,
        };
        deposito.lembrar(&bytes)?;
        Ok(deposito)
    }

    fn lembrar(&mut self, bytes: &[u8]) -> Result<(), ErroDeDeposito> {
        if let Some(linhas) = bytes.strip_prefix(self.cabecalho.as_bytes()) {
            self.tamanho = self.cabecalho.len() as u64;
            let linhas = linhas.split_inclusive(|b| *b == b'\n');
            let mut linhas = linhas.enumerate().peekable();
            while let Some((i, linha)) = linhas.next() {
                match ler(linha) {
                    Some(onde) => {
                        self.tamanho += linha.len() as u64;
                        self.anotar(onde);
                    }
                    None if linhas.peek().is_none() => break,
                    None => {
                        let (arquivo, linha) = (self.caminho.clone(), i + 2);
                        return Err(ErroDeDeposito::Estragado { arquivo, linha });
                    }
                }
            }
        }
        self.sobra = bytes.len() as u64 - self.tamanho;
        Ok(())
    }

    fn anotar(&mut self, onde: Posicao) {
        self.efeitos += 1;
        self.proximos.insert(onde.particao, onde.offset + 1);
    }

    /// Confere que o depósito tem o efeito de tudo o que o grupo confirmou: o que
    /// está confirmado não volta, e um efeito que falte faltaria para sempre.
    ///
    /// # Errors
    /// [`ErroDeDeposito::Faltam`].
    pub fn conferir(
        &self,
        confirmados: &BTreeMap<i32, i64>,
    ) -> Result<(), ErroDeDeposito> {
        for (particao, confirmado) in confirmados {
            let tem = self.proximo(*particao);
            if tem < *confirmado {
                return Err(ErroDeDeposito::Faltam {
                    arquivo: self.caminho.clone(),
                    particao: *particao,
                    confirmado: *confirmado,
                    tem,
                });
            }
        }
        Ok(())
    }

    /// Se há, no fim, uma linha que uma queda cortou ou estragou.
    pub fn cortado(&self) -> bool {
        self.sobra > 0
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
        self.anotar(onde);
        Ok(true)
    }
    // ANCHOR_END: aplicar

    fn escrever(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.sobra > 0 {
            self.arquivo.set_len(self.tamanho)?;
            self.sobra = 0;
        }
        if self.tamanho == 0 {
            let cabecalho = self.cabecalho.clone();
            self.acrescentar(cabecalho.as_bytes())?;
            sincronizar_pasta(&self.caminho)?;
        }
        self.acrescentar(bytes)
    }

    fn acrescentar(&mut self, bytes: &[u8]) -> io::Result<()> {
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
