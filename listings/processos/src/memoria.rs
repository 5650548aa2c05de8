//! Um pedaço de memória que dois processos veem. É o único `unsafe` da crate.
//!
//! A memória é um arquivo sem nome: quem a recebe, recebe-a como saída padrão.
//! Sem nome, não há o que apagar, mesmo que todos morram de repente.

use std::fs::File;
use std::io;

use memmap2::{MmapOptions, MmapRaw};

use crate::sinc::AtomicU64;

/// Palavras de 64 bits que este processo divide com quem tiver o mesmo arquivo.
pub struct Memoria {
    mapa: MmapRaw,
}

// ANCHOR: palavras
impl Memoria {
    /// As palavras da memória. Atômicas, porque outro processo mexe nelas: um `&[u64]`
    /// prometeria ao compilador que ninguém as muda.
    #[allow(unsafe_code, reason = "um mapa só se alcança por ponteiro")]
    pub fn palavras(&self) -> &[AtomicU64] {
        let inicio = self.mapa.as_mut_ptr().cast::<AtomicU64>();
        let quantas = self.mapa.len() / size_of::<AtomicU64>();
        // SAFETY: o mapa vive tanto quanto `self`, começa numa página (logo alinhado a
        // 8), permite ler e escrever e tem ao menos `quantas * 8` bytes; qualquer bit
        // é um AtomicU64 válido; e todos os processos só o tocam por atômicos. O
        // arquivo não tem nome e ninguém o encurta, logo nenhuma página some.
        unsafe { std::slice::from_raw_parts(inicio, quantas) }
    }
}
// ANCHOR_END: palavras

/// Cria um arquivo sem nome com lugar para `palavras`, todas zero.
///
/// # Errors
/// Se faltar memória, disco ou descritores.
pub fn arquivo_sem_nome(palavras: usize) -> io::Result<File> {
    let arquivo = anonimo()?;
    arquivo.set_len((palavras * size_of::<AtomicU64>()) as u64)?;
    Ok(arquivo)
}

/// Mapeia o arquivo inteiro nesta memória.
///
/// # Errors
/// Se ele for vazio ou não for um arquivo que se mapeia.
pub fn mapear(arquivo: &File) -> io::Result<Memoria> {
    let mapa = MmapOptions::new().map_raw(arquivo)?;
    Ok(Memoria { mapa })
}

/// Mapeia o arquivo recebido como saída padrão.
///
/// # Errors
/// Se a saída padrão não for um arquivo que se mapeia.
pub fn mapear_saida() -> io::Result<Memoria> {
    let mapa = MmapOptions::new().map_raw(&io::stdout())?;
    Ok(Memoria { mapa })
}

/// No Linux, um arquivo que nunca toca o disco.
#[cfg(target_os = "linux")]
fn anonimo() -> io::Result<File> {
    use nix::sys::memfd::{MFdFlags, memfd_create};
    Ok(memfd_create("anel", MFdFlags::MFD_CLOEXEC)?.into())
}

#[cfg(not(target_os = "linux"))]
fn anonimo() -> io::Result<File> {
    tempfile::tempfile()
}
