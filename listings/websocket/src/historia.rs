//! A história em disco: o que foi confirmado sobrevive ao servidor.
//!
//! Um arquivo, uma linha por fala, só acrescentado: `CRC JSON\n`. A primeira
//! linha é o nome da história. Uma linha cortada no fim é de uma escrita que a
//! queda interrompeu, e que ninguém confirmou: joga-se fora. Uma linha
//! estragada no meio é outra coisa, e o servidor não começa.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::linhas::{com_crc, ler, linha};
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
        // Ao lado, e com o nome inteiro: trocar só a extensão poderia dar neste mesmo.
        let mut novo = self.caminho.as_os_str().to_owned();
        novo.push(".novo");
        let novo = PathBuf::from(novo);
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
        self.sincronizar_pasta()
    }

    fn batizar(&mut self) -> io::Result<String> {
        let nome = format!("{:016x}", fastrand::u64(..));
        let linha = com_crc(&serde_json::to_string(&nome).expect("é um texto"));
        self.acrescentar(linha.as_bytes())?;
        self.sincronizar_pasta()?;
        Ok(nome)
    }

    /// O nome do arquivo é dado da pasta: sem isto, a falta de luz o levaria.
    fn sincronizar_pasta(&self) -> io::Result<()> {
        if !self.sincroniza || !cfg!(unix) {
            return Ok(()); // no Windows uma pasta não se abre como arquivo
        }
        let pasta = self.caminho.parent();
        let pasta = pasta.filter(|p| !p.as_os_str().is_empty());
        File::open(pasta.unwrap_or(Path::new(".")))?.sync_all()
    }
}
