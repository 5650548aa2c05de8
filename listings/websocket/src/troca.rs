//! Pôr um arquivo inteiro no lugar de outro, sem um instante em que falte um deles.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Grava `conteudo` ao lado de `caminho`, com as permissões dele, e o devolve
/// trancado, pronto para tomar o lugar. Se falhar, não sobra nada.
pub(crate) fn escrever_ao_lado(
    caminho: &Path,
    conteudo: &[u8],
) -> io::Result<(PathBuf, File)> {
    // Com o nome inteiro: trocar só a extensão poderia dar neste mesmo.
    let novo = caminho.with_added_extension("novo");
    // O que uma queda deixou no meio; e nunca por um atalho que alguém pôs ali.
    match fs::remove_file(&novo) {
        Err(erro) if erro.kind() != ErrorKind::NotFound => return Err(erro),
        _ => {}
    }
    let mut opcoes = OpenOptions::new();
    let mut arquivo = opcoes.read(true).write(true).create_new(true).open(&novo)?;
    match encher(&mut arquivo, caminho, conteudo) {
        Ok(()) => Ok((novo, arquivo)),
        Err(erro) => {
            drop(arquivo); // o Windows não apaga um arquivo aberto
            fs::remove_file(&novo).ok();
            Err(erro)
        }
    }
}

fn encher(arquivo: &mut File, antigo: &Path, conteudo: &[u8]) -> io::Result<()> {
    // Antes do conteúdo: o que só o dono podia ler continua a ser só dele.
    arquivo.set_permissions(fs::metadata(antigo)?.permissions())?;
    arquivo.try_lock()?;
    arquivo.write_all(conteudo)?;
    // Antes de trocar: o nome novo não pode apontar para dados que não chegaram.
    arquivo.sync_data()
}

/// O nome do arquivo é dado da pasta: sem isto, a falta de luz o levaria.
pub(crate) fn sincronizar_pasta(caminho: &Path, sincroniza: bool) -> io::Result<()> {
    if !sincroniza || !cfg!(unix) {
        return Ok(()); // no Windows uma pasta não se abre como arquivo
    }
    let pasta = caminho.parent().filter(|p| !p.as_os_str().is_empty());
    File::open(pasta.unwrap_or(Path::new(".")))?.sync_all()
}
