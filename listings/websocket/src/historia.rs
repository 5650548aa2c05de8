//! A história em disco: o que foi confirmado sobrevive ao servidor.
//!
//! Um arquivo, uma linha por fala, só acrescentado: `CRC JSON\n`. A primeira
//! linha é o nome da história. Uma linha cortada no fim é de uma escrita que a
//! queda interrompeu, e que ninguém confirmou: joga-se fora. Uma linha
//! estragada no meio é outra coisa, e o servidor não começa.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::protocolo::Evento;

/// Uma fala como se grava: o evento, e de quem é.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registro {
    pub sala: String,
    pub cliente: String,
    pub numero: u64,
    pub evento: Evento,
}

/// Por que a história não se lê, e o que fazer.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeHistoria {
    #[error("não consegui usar a história em {0}: {motivo}", motivo = apoio::erro::motivo(.1))]
    Arquivo(PathBuf, io::Error),
    #[error("outro servidor está usando a história em {0}: encerre-o, ou use --historia")]
    EmUso(PathBuf),
    #[error(
        "a história em {0} está estragada na linha {1}. Restaure uma cópia, ou mova o \
         arquivo para começar outra"
    )]
    Estragada(PathBuf, usize),
}

/// Um arquivo aberto para acrescentar.
pub struct Historia {
    arquivo: File,
    caminho: PathBuf,
    nome: String,
    tamanho: u64,
    sincroniza: bool,
}

impl Historia {
    /// Abre a história, ou cria uma, e devolve o que ela guarda.
    ///
    /// # Errors
    /// Veja [`ErroDeHistoria`].
    pub fn abrir(
        caminho: &Path,
        sincroniza: bool,
    ) -> Result<(Self, Vec<Registro>), ErroDeHistoria> {
        let falhou = |erro| ErroDeHistoria::Arquivo(caminho.to_owned(), erro);
        let mut opcoes = OpenOptions::new();
        let opcoes = opcoes.read(true).write(true).create(true).truncate(false);
        let mut arquivo = opcoes.open(caminho).map_err(falhou)?;
        // Dois servidores na mesma história dariam o mesmo número a duas falas.
        arquivo.try_lock().map_err(|erro| match erro {
            TryLockError::WouldBlock => ErroDeHistoria::EmUso(caminho.to_owned()),
            TryLockError::Error(erro) => falhou(erro),
        })?;
        let (linhas, tamanho) = ler(&mut arquivo, caminho)?;
        arquivo.set_len(tamanho).map_err(falhou)?;
        arquivo.seek(SeekFrom::End(0)).map_err(falhou)?;
        let mut historia = Self {
            arquivo,
            caminho: caminho.to_owned(),
            nome: String::new(),
            tamanho,
            sincroniza,
        };
        let mut linhas = linhas.into_iter();
        historia.nome = match linhas.next() {
            Some(nome) => serde_json::from_str(&nome)
                .map_err(|_| ErroDeHistoria::Estragada(caminho.to_owned(), 1))?,
            None => historia.batizar().map_err(falhou)?,
        };
        let estragada = |i| ErroDeHistoria::Estragada(caminho.to_owned(), i + 2);
        let registros = linhas
            .enumerate()
            .map(|(i, linha)| serde_json::from_str(&linha).map_err(|_| estragada(i)))
            .collect::<Result<_, _>>()?;
        Ok((historia, registros))
    }

    /// O nome desta história: outro arquivo, outros números.
    pub fn nome(&self) -> &str {
        &self.nome
    }

    /// Grava as falas, todas ou nenhuma; só depois disso elas existem.
    ///
    /// # Errors
    /// Se o sistema não gravar tudo; o arquivo volta ao que era.
    pub fn gravar(&mut self, registros: &[Registro]) -> io::Result<()> {
        let linhas: String = registros.iter().map(linha).collect();
        self.acrescentar(linhas.as_bytes())
    }

    fn acrescentar(&mut self, linhas: &[u8]) -> io::Result<()> {
        let gravar = |arquivo: &mut File| {
            arquivo.write_all(linhas)?;
            // A escrita sobrevive à morte do processo; à falta de luz, só assim.
            if self.sincroniza {
                arquivo.sync_data()
            } else {
                Ok(())
            }
        };
        let resultado = gravar(&mut self.arquivo);
        match &resultado {
            Ok(()) => self.tamanho += linhas.len() as u64,
            Err(_) => {
                // Meia linha deixada aqui faria da seguinte um estrago no meio.
                self.arquivo.set_len(self.tamanho)?;
                self.arquivo.seek(SeekFrom::End(0))?;
            }
        }
        resultado
    }

    /// Troca o arquivo por outro só com estes registros.
    ///
    /// # Errors
    /// Se o novo não puder ser gravado; o antigo continua valendo.
    pub fn compactar<'a>(
        &mut self,
        registros: impl Iterator<Item = &'a Registro>,
    ) -> io::Result<()> {
        let novo = self.caminho.with_extension("novo");
        let mut arquivo = File::create(&novo)?;
        arquivo.try_lock()?;
        let nome = serde_json::to_string(&self.nome).expect("é um texto");
        let mut linhas = com_crc(&nome);
        linhas.extend(registros.map(linha));
        arquivo.write_all(linhas.as_bytes())?;
        // Antes de trocar: o nome novo não pode apontar para dados que não chegaram.
        arquivo.sync_data()?;
        fs::rename(&novo, &self.caminho)?;
        (self.arquivo, self.tamanho) = (arquivo, linhas.len() as u64);
        Ok(())
    }

    fn batizar(&mut self) -> io::Result<String> {
        let nome = format!("{:016x}", fastrand::u64(..));
        let linha = com_crc(&serde_json::to_string(&nome).expect("é um texto"));
        self.acrescentar(linha.as_bytes())?;
        Ok(nome)
    }
}

fn linha(registro: &Registro) -> String {
    com_crc(&serde_json::to_string(registro).expect("são só textos e números"))
}

fn com_crc(json: &str) -> String {
    format!("{:08x} {json}\n", crc32fast::hash(json.as_bytes()))
}

/// As linhas boas, e quantos bytes elas ocupam.
fn ler(arquivo: &mut File, caminho: &Path) -> Result<(Vec<String>, u64), ErroDeHistoria> {
    let (mut linhas, mut bons, mut crua) = (Vec::new(), 0, Vec::new());
    let mut leitor = BufReader::new(arquivo);
    loop {
        crua.clear();
        let lidos = leitor.read_until(b'\n', &mut crua);
        let lidos = lidos.map_err(|e| ErroDeHistoria::Arquivo(caminho.to_owned(), e))?;
        // Sem o fim de linha: a escrita foi interrompida, ou não há mais nada.
        let Some(corpo) = crua.strip_suffix(b"\n") else {
            return Ok((linhas, bons));
        };
        let json = conferir(corpo).ok_or_else(|| {
            ErroDeHistoria::Estragada(caminho.to_owned(), linhas.len() + 1)
        })?;
        linhas.push(json.to_owned());
        bons += lidos as u64;
    }
}

fn conferir(corpo: &[u8]) -> Option<&str> {
    let (crc, json) = std::str::from_utf8(corpo).ok()?.split_once(' ')?;
    // O texto, e não o número: `A` e `a` valem o mesmo, e um deles é um estrago.
    (crc == format!("{:08x}", crc32fast::hash(json.as_bytes()))).then_some(json)
}
