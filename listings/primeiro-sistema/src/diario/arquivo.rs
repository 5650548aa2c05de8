//! Abrir o arquivo do diário: trancar, reler e cortar o fim incompleto.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use apoio::erro::em_portugues;

use super::{CABECALHO, Diario, LUGARES, MAIOR_RECADO, recuperar};

/// Nenhum diário nosso passa disto.
const MAIOR_ARQUIVO: u64 = (CABECALHO.len() + LUGARES * (MAIOR_RECADO + 1)) as u64;

/// Por que o diário não abriu. Em todos os casos o arquivo fica como estava.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeDiario {
    #[error("não consegui abrir {}: {}", .0.display(), em_portugues(*.1))]
    Abrir(PathBuf, io::ErrorKind),
    #[error("outro processo já usa {}. Encerre-o ou escolha outro: --arquivo NOME", .0.display())]
    EmUso(PathBuf),
    #[error("{} não é um diário de recados; não mexi nele. Escolha outro: --arquivo NOME", .0.display())]
    Alheio(PathBuf),
}

/// Um diário aberto e o pedaço de recado que foi preciso descartar.
pub struct Aberto {
    pub diario: Diario<File>,
    pub descartado: String,
}

impl Aberto {
    /// O que dizer a quem ligou o programa, se algo foi descartado.
    pub fn aviso(&self) -> Option<String> {
        let descartado = &self.descartado;
        (!descartado.is_empty()).then(|| {
            format!("o último ficou pela metade e foi descartado: {descartado:?}")
        })
    }
}

/// Abre o diário, ou o cria.
///
/// # Errors
/// Veja [`ErroDeDiario`].
pub fn abrir(caminho: &Path) -> Result<Aberto, ErroDeDiario> {
    let falhou = |erro: io::Error| ErroDeDiario::Abrir(caminho.to_owned(), erro.kind());
    let mut opcoes = OpenOptions::new();
    opcoes.read(true).write(true).create(true).truncate(false);
    let mut arquivo = opcoes.open(caminho).map_err(falhou)?;
    match arquivo.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(ErroDeDiario::EmUso(caminho.to_owned()));
        }
        Err(TryLockError::Error(erro)) => return Err(falhou(erro)),
    }
    let alheio = || ErroDeDiario::Alheio(caminho.to_owned());
    let dados = arquivo.metadata().map_err(falhou)?;
    if !dados.is_file() || dados.len() > MAIOR_ARQUIVO {
        return Err(alheio());
    }
    let mut conteudo = Vec::new();
    arquivo.read_to_end(&mut conteudo).map_err(falhou)?;
    let (recados, inteiro) = recuperar(&conteudo).ok_or_else(alheio)?;
    preparar(&mut arquivo, caminho, inteiro).map_err(falhou)?;
    Ok(Aberto {
        diario: Diario::novo(arquivo, recados),
        descartado: String::from_utf8_lossy(&conteudo[inteiro..]).into_owned(),
    })
}

/// Corta o fim incompleto e deixa o arquivo pronto para receber o próximo.
fn preparar(arquivo: &mut File, caminho: &Path, inteiro: usize) -> io::Result<()> {
    arquivo.set_len(inteiro as u64)?;
    arquivo.seek(io::SeekFrom::End(0))?;
    if inteiro == 0 {
        arquivo.write_all(CABECALHO.as_bytes())?;
    }
    arquivo.sync_all()?;
    sincronizar_pasta(caminho)
}

/// O nome de um arquivo novo mora na pasta, e a pasta também precisa ir ao
/// disco; sem isto, uma queda poderia guardar os bytes e esquecer o nome.
fn sincronizar_pasta(caminho: &Path) -> io::Result<()> {
    let pasta = caminho.parent().filter(|p| !p.as_os_str().is_empty());
    let pasta = pasta.unwrap_or(Path::new("."));
    // No Windows uma pasta não se abre como arquivo, e o NTFS cuida do nome.
    if cfg!(unix) {
        File::open(pasta)?.sync_all()?;
    }
    Ok(())
}
