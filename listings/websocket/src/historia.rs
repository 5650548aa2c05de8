//! A história em disco: o que foi confirmado sobrevive ao servidor.
//!
//! Um arquivo, uma linha por fala, só acrescentado: `CRC JSON\n`. A primeira
//! linha é o nome da história. Uma linha cortada no fim é de uma escrita que a
//! queda interrompeu, e que ninguém confirmou: joga-se fora, a não ser que só lhe
//! falte o fim de linha. Uma linha estragada, ou que falta no meio, é outra coisa,
//! e o servidor não começa.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::linhas::{ErroDeLinha, em_linha, ler};
use crate::registro::{Registro, Sequencia};
use crate::troca::{escrever_ao_lado, sincronizar_pasta};

/// Por que a história não se lê, e o que fazer.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeHistoria {
    #[error("não consegui usar a história em {0}: {motivo}", motivo = apoio::erro::motivo(.1))]
    Arquivo(PathBuf, io::Error),
    #[error("{0} não é um arquivo: diga outro com --historia")]
    NaoEArquivo(PathBuf),
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
    /// Nenhum, só se trocá-lo por outro deu errado no meio: a escrita seguinte o reabre.
    arquivo: Option<File>,
    caminho: PathBuf,
    nome: String,
    tamanho: u64,
    sincroniza: bool,
    /// Se uma escrita que falhou deixou o que não se conseguiu cortar.
    resto: bool,
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
        let estragada = |linha| ErroDeHistoria::Estragada(caminho.to_owned(), linha);
        if fs::metadata(caminho).is_ok_and(|dados| !dados.is_file() && !dados.is_dir()) {
            return Err(ErroDeHistoria::NaoEArquivo(caminho.to_owned()));
        }
        // Dois servidores na mesma história dariam o mesmo número a duas falas.
        let mut arquivo = trancar(caminho).map_err(|erro| match erro {
            TryLockError::WouldBlock => ErroDeHistoria::EmUso(caminho.to_owned()),
            TryLockError::Error(erro) => falhou(erro),
        })?;
        let lidas = ler(&mut arquivo).map_err(|erro| match erro {
            ErroDeLinha::Leitura(erro) => falhou(erro),
            ErroDeLinha::Estragada(linha) => estragada(linha),
        })?;
        cortar(&mut arquivo, lidas.tamanho).map_err(falhou)?;
        let mut historia = Self {
            arquivo: Some(arquivo),
            // Por um atalho, é o arquivo dele que se troca ao compactar.
            caminho: fs::canonicalize(caminho).map_err(falhou)?,
            nome: String::new(),
            tamanho: lidas.tamanho,
            sincroniza,
            resto: false,
        };
        if lidas.sem_fim {
            historia.acrescentar(b"\n").map_err(falhou)?;
        }
        let mut linhas = lidas.linhas.into_iter().zip(1..);
        historia.nome = match linhas.next() {
            Some((nome, _)) => serde_json::from_str(&nome).map_err(|_| estragada(1))?,
            None => historia.batizar().map_err(falhou)?,
        };
        let mut sequencia = Sequencia::default();
        let registros = linhas.map(|(linha, numero)| {
            let registro = serde_json::from_str(&linha).ok();
            let registro = registro.filter(|registro| sequencia.aceita(registro));
            registro.ok_or_else(|| estragada(numero))
        });
        let registros = registros.collect::<Result<_, _>>()?;
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
        let linhas: String = registros.iter().map(em_linha).collect();
        self.acrescentar(linhas.as_bytes())
    }

    fn acrescentar(&mut self, linhas: &[u8]) -> io::Result<()> {
        let (tamanho, sincroniza, resto) = (self.tamanho, self.sincroniza, self.resto);
        let arquivo = self.aberto()?;
        // Meia linha deixada aqui faria desta um estrago no meio.
        if resto {
            cortar(arquivo, tamanho)?;
        }
        let gravar = |arquivo: &mut File| {
            arquivo.write_all(linhas)?;
            // A escrita sobrevive à morte do processo; à falta de luz, só assim.
            if sincroniza {
                arquivo.sync_data()
            } else {
                Ok(())
            }
        };
        let resultado = gravar(arquivo);
        self.resto = resultado.is_err() && cortar(arquivo, tamanho).is_err();
        if resultado.is_ok() {
            self.tamanho += linhas.len() as u64;
        }
        resultado
    }

    fn aberto(&mut self) -> io::Result<&mut File> {
        if self.arquivo.is_none() {
            let mut arquivo = trancar(&self.caminho)?;
            arquivo.seek(SeekFrom::End(0))?;
            self.arquivo = Some(arquivo);
        }
        Ok(self.arquivo.as_mut().expect("acaba de abrir"))
    }

    /// Troca o arquivo por outro só com estes registros.
    ///
    /// # Errors
    /// Se o novo não puder ser gravado; o antigo continua valendo.
    pub fn compactar<'a>(
        &mut self,
        registros: impl Iterator<Item = &'a Registro>,
    ) -> io::Result<()> {
        let mut linhas = em_linha(&self.nome);
        linhas.extend(registros.map(em_linha));
        let (novo, arquivo) = escrever_ao_lado(&self.caminho, linhas.as_bytes())?;
        // O Windows não troca um arquivo aberto. No Unix ele fica aberto até a troca,
        // e trancado: entre largá-lo e trocá-lo, outro servidor entraria.
        if cfg!(windows) {
            self.arquivo = None;
        }
        fs::rename(&novo, &self.caminho).inspect_err(|_| {
            fs::remove_file(&novo).ok();
        })?;
        (self.arquivo, self.tamanho) = (Some(arquivo), linhas.len() as u64);
        self.resto = false;
        sincronizar_pasta(&self.caminho, self.sincroniza)
    }

    fn batizar(&mut self) -> io::Result<String> {
        let nome = format!("{:016x}", fastrand::u64(..));
        self.acrescentar(em_linha(&nome).as_bytes())?;
        sincronizar_pasta(&self.caminho, self.sincroniza)?;
        Ok(nome)
    }
}

/// Deixa o arquivo com este tamanho, pronto para acrescentar.
fn cortar(arquivo: &mut File, tamanho: u64) -> io::Result<()> {
    arquivo.set_len(tamanho)?;
    arquivo.seek(SeekFrom::End(0)).map(drop)
}

fn trancar(caminho: &Path) -> Result<File, TryLockError> {
    let mut opcoes = OpenOptions::new();
    let opcoes = opcoes.read(true).write(true).create(true).truncate(false);
    let arquivo = opcoes.open(caminho).map_err(TryLockError::Error)?;
    arquivo.try_lock()?;
    Ok(arquivo)
}
