//! O arquivo do log: trancar, conferir o cabeçalho, criar.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use apoio::erro::em_portugues;

use super::leitura::encher;
use super::{CABECALHO, Cabecalho, VERSAO, cabecalho, examinar, u32_de};

/// Por que o log não abriu. Em todos os casos ele fica como estava.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeArquivo {
    #[error("não consegui abrir {}: {}", .0.display(), causa(*.1))]
    Abrir(PathBuf, ErrorKind),
    #[error("{} não existe; abra a primeira conta para criá-lo", .0.display())]
    NaoExiste(PathBuf),
    #[error("outro processo está usando {}; espere que termine ou use outro --log", .0.display())]
    EmUso(PathBuf),
    #[error("{} não é um log de eventos; não mexi nele", .0.display())]
    Alheio(PathBuf),
    #[error("{} está na versão {versao} do formato e este programa lê a {VERSAO}; não mexi nele", .caminho.display())]
    Versao { caminho: PathBuf, versao: u32 },
    #[error("o cabeçalho de {} está corrompido; não mexi nele", .0.display())]
    Corrompido(PathBuf),
}

fn causa(tipo: ErrorKind) -> String {
    match tipo {
        ErrorKind::IsADirectory => "é uma pasta".to_owned(),
        ErrorKind::NotADirectory => "o caminho passa por um arquivo".to_owned(),
        outro => em_portugues(outro),
    }
}

/// Um log trancado, com o cabeçalho já conferido.
pub struct Trancado {
    pub arquivo: File,
    pub identidade: u64,
    /// A soma do cabeçalho.
    pub soma: u32,
}

/// Tranca o log. Se não existe, cria-o, quando `criar` permite.
///
/// # Errors
/// Veja [`ErroDeArquivo`].
pub fn trancar(caminho: &Path, criar: bool) -> Result<Trancado, ErroDeArquivo> {
    let falhou = |erro: io::Error| match erro.kind() {
        ErrorKind::NotFound if !criar => ErroDeArquivo::NaoExiste(caminho.to_owned()),
        tipo => ErroDeArquivo::Abrir(caminho.to_owned(), tipo),
    };
    let mut opcoes = OpenOptions::new();
    opcoes.read(true).write(true).create(criar).truncate(false);
    let mut arquivo = opcoes.open(caminho).map_err(falhou)?;
    // A trava é do arquivo aberto: o sistema a solta se o processo morrer.
    match arquivo.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(ErroDeArquivo::EmUso(caminho.to_owned()));
        }
        Err(TryLockError::Error(erro)) => return Err(falhou(erro)),
    }
    if !arquivo.metadata().map_err(falhou)?.is_file() {
        return Err(ErroDeArquivo::Alheio(caminho.to_owned()));
    }
    let mut bytes = [0; CABECALHO];
    let lidos = encher(&mut arquivo, &mut bytes).map_err(falhou)?;
    let dono = caminho.to_owned();
    let (identidade, soma) = match examinar(&bytes[..lidos]) {
        Cabecalho::Bom { identidade, soma } => (identidade, soma),
        Cabecalho::Incompleto => iniciar(&mut arquivo, caminho).map_err(falhou)?,
        Cabecalho::Alheio => return Err(ErroDeArquivo::Alheio(dono)),
        Cabecalho::Corrompido => return Err(ErroDeArquivo::Corrompido(dono)),
        Cabecalho::Versao(versao) => {
            return Err(ErroDeArquivo::Versao {
                caminho: dono,
                versao,
            });
        }
    };
    Ok(Trancado {
        arquivo,
        identidade,
        soma,
    })
}

/// Escreve o cabeçalho de um log vazio.
fn iniciar(arquivo: &mut File, caminho: &Path) -> io::Result<(u64, u32)> {
    let identidade = fastrand::u64(..);
    let bytes = cabecalho(identidade);
    arquivo.set_len(0)?;
    arquivo.seek(SeekFrom::Start(0))?;
    arquivo.write_all(&bytes)?;
    arquivo.sync_all()?;
    sincronizar_pasta(caminho)?;
    Ok((identidade, u32_de(&bytes[20..])))
}

/// O nome de um arquivo mora na pasta, e a pasta também precisa ir ao disco:
/// sem isto, uma queda poderia guardar os bytes e esquecer o nome.
///
/// # Errors
/// Se o sistema não pôde garantir isso.
pub fn sincronizar_pasta(caminho: &Path) -> io::Result<()> {
    let pasta = caminho.parent().filter(|p| !p.as_os_str().is_empty());
    let pasta = pasta.unwrap_or(Path::new("."));
    // No Windows uma pasta não se abre como arquivo, e o NTFS cuida do nome.
    if cfg!(unix) {
        File::open(pasta)?.sync_all()?;
    }
    Ok(())
}
