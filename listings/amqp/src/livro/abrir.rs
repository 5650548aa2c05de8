//! Abrir o livro: trancar, reler, e cortar a linha que uma queda deixou pela metade.

use std::collections::HashSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use apoio::erro::motivo;

use super::{Livro, serve};

/// A primeira linha: um arquivo que não começa por ela não é nosso.
const CABECALHO: &str = "livro de tarefas, versão 1\n";
/// Um milhão de linhas das maiores; o livro inteiro fica na memória.
const MAIOR_ARQUIVO: u64 = 250_000_000;

/// Por que o livro não abriu. Em todos os casos o arquivo fica como estava.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeLivro {
    #[error("não consegui abrir {}: {}", .0.display(), motivo(.1))]
    Abrir(PathBuf, io::Error),
    #[error("{} está com outro trabalhador. Encerre-o ou escolha outro: --livro ARQUIVO", .0.display())]
    EmUso(PathBuf),
    #[error("{} não é um livro de tarefas; não mexi nele. Escolha outro: --livro ARQUIVO", .0.display())]
    Alheio(PathBuf),
}

impl Livro {
    /// Abre o livro, ou começa um.
    ///
    /// # Errors
    /// Veja [`ErroDeLivro`].
    pub fn abrir(caminho: &Path) -> Result<Self, ErroDeLivro> {
        let falhou = |erro: io::Error| ErroDeLivro::Abrir(caminho.to_owned(), erro);
        let mut opcoes = OpenOptions::new();
        let opcoes = opcoes.read(true).write(true).create(true).truncate(false);
        let mut disco = opcoes.open(caminho).map_err(falhou)?;
        // Dois trabalhadores no mesmo livro não veriam um o que o outro fez.
        match disco.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(ErroDeLivro::EmUso(caminho.to_owned()));
            }
            Err(TryLockError::Error(erro)) => return Err(falhou(erro)),
        }
        let alheio = || ErroDeLivro::Alheio(caminho.to_owned());
        let dados = disco.metadata().map_err(falhou)?;
        if !dados.is_file() || dados.len() > MAIOR_ARQUIVO {
            return Err(alheio());
        }
        let mut conteudo = Vec::new();
        disco.read_to_end(&mut conteudo).map_err(falhou)?;
        let (feitas, inteiro) = recuperar(&conteudo).ok_or_else(alheio)?;
        preparar(&mut disco, caminho, inteiro).map_err(falhou)?;
        let quebrado = false;
        Ok(Self {
            disco,
            feitas,
            quebrado,
        })
    }
}

// ANCHOR: recuperar
/// O que já foi feito, e quantos bytes isso ocupa. O fim de linha é o último byte que
/// se escreve: o que vem depois do último é de quem morreu ao escrever, ninguém
/// confirmou, e a tarefa será refeita.
///
/// `None` se o conteúdo não é de um livro.
fn recuperar(conteudo: &[u8]) -> Option<(HashSet<String>, usize)> {
    if CABECALHO.as_bytes().starts_with(conteudo) && conteudo.len() < CABECALHO.len() {
        return Some((HashSet::new(), 0)); // caiu antes de acabar o cabeçalho
    }
    let inteiro = conteudo.iter().rposition(|byte| *byte == b'\n')? + 1;
    let texto = std::str::from_utf8(&conteudo[..inteiro]).ok()?;
    let linhas = texto.strip_prefix(CABECALHO)?.lines();
    let feitas = linhas.map(identificador).collect::<Option<_>>()?;
    pode_ser_comeco(&conteudo[inteiro..]).then_some((feitas, inteiro))
}
// ANCHOR_END: recuperar

/// O que `anotar` não escreveria não é nosso.
fn identificador(linha: &str) -> Option<String> {
    let (id, resultado) = linha.split_once(' ')?;
    (serve(id) && e_resultado(resultado)).then(|| id.to_owned())
}

fn e_resultado(texto: &str) -> bool {
    texto.parse::<i64>().is_ok_and(|n| n.to_string() == texto)
}

/// Se `anotar`, interrompida, deixaria isto. Uma linha confirmada a que um byte trocado
/// tirou o fim não passa por uma pela metade: cortá-la seria perdê-la calado.
fn pode_ser_comeco(resto: &[u8]) -> bool {
    let (texto, letra_cortada) = match std::str::from_utf8(resto) {
        Ok(texto) => (texto, false),
        Err(erro) if erro.error_len().is_none() => {
            let inteiras = &resto[..erro.valid_up_to()];
            (std::str::from_utf8(inteiras).unwrap_or_default(), true)
        }
        Err(_) => return false,
    };
    match texto.split_once(' ') {
        None => texto.is_empty() || serve(texto),
        Some((id, resultado)) => {
            let comeco = matches!(resultado, "" | "-") || e_resultado(resultado);
            serve(id) && comeco && !letra_cortada
        }
    }
}

/// Corta a linha pela metade e deixa o arquivo pronto para receber a próxima.
fn preparar(disco: &mut File, caminho: &Path, inteiro: usize) -> io::Result<()> {
    disco.set_len(inteiro as u64)?;
    disco.seek(SeekFrom::End(0))?;
    if inteiro == 0 {
        disco.write_all(CABECALHO.as_bytes())?;
    }
    disco.sync_all()?;
    // O nome de um arquivo novo mora na pasta. No Windows ela não se abre como
    // arquivo, e o NTFS cuida do nome.
    if cfg!(unix) {
        let pasta = caminho.parent().filter(|p| !p.as_os_str().is_empty());
        File::open(pasta.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod testes {
    use super::*;
    use crate::livro::MAIOR_ID;

    fn com(conteudo: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let pasta = tempfile::tempdir().expect("há onde gravar");
        let caminho = pasta.path().join("livro.txt");
        std::fs::write(&caminho, conteudo).expect("grava");
        (pasta, caminho)
    }

    fn lido(caminho: &Path) -> Vec<u8> {
        std::fs::read(caminho).expect("existe")
    }

    #[test]
    fn a_mesma_tarefa_tem_um_so_efeito_mesmo_depois_de_reabrir() {
        let (_pasta, caminho) = com(b"");
        let mut livro = Livro::abrir(&caminho).expect("abre");
        assert!(livro.anotar("a", 1).expect("grava"));
        assert!(!livro.anotar("a", 1).expect("grava"));
        let outro = Livro::abrir(&caminho).map(|_| ());
        assert!(matches!(outro, Err(ErroDeLivro::EmUso(_))), "{outro:?}");
        drop(livro);
        let mut livro = Livro::abrir(&caminho).expect("abre");
        assert!(!livro.anotar("a", 1).expect("grava"));
        drop(livro);
        assert_eq!(lido(&caminho), format!("{CABECALHO}a 1\n").as_bytes());
    }

    #[test]
    fn a_linha_cortada_pela_morte_nao_conta_como_feita() {
        let inteiro = format!("{CABECALHO}a 1\nção 25\nb -3\n");
        for corte in 0..inteiro.len() {
            let (_pasta, caminho) = com(&inteiro.as_bytes()[..corte]);
            let mut livro = Livro::abrir(&caminho).expect("é nosso, cortado");
            for (id, soma) in [("a", 1), ("ção", 25), ("b", -3)] {
                livro.anotar(id, soma).expect("grava");
            }
            drop(livro);
            let obtido = String::from_utf8(lido(&caminho)).expect("é texto");
            assert_eq!(obtido, inteiro, "cortado em {corte}");
        }
    }

    #[test]
    fn a_linha_confirmada_que_perdeu_o_fim_nao_e_cortada() {
        let inteiro = format!("{CABECALHO}a 1\nb 25\n");
        for bit in 0..8 {
            let mut conteudo = inteiro.clone().into_bytes();
            *conteudo.last_mut().expect("há um fim") ^= 1 << bit;
            let (_pasta, caminho) = com(&conteudo);
            let aberto = Livro::abrir(&caminho).map(|_| ());
            assert!(matches!(aberto, Err(ErroDeLivro::Alheio(_))), "bit {bit}");
            assert_eq!(lido(&caminho), conteudo, "bit {bit}: o arquivo mudou");
        }
    }

    #[test]
    fn o_arquivo_alheio_e_recusado_e_fica_como_estava() {
        let longa = format!("{CABECALHO}{}", "x".repeat(MAIOR_ID + 1));
        for alheio in [
            &b"{\"notas\": [1, 2]}"[..],
            b"a 1\n",
            b"\n",
            b"\xff\xfe",
            format!("{CABECALHO}a b\n").as_bytes(),
            format!("{CABECALHO}\n").as_bytes(),
            longa.as_bytes(),
        ] {
            let (_pasta, caminho) = com(alheio);
            let aberto = Livro::abrir(&caminho).map(|_| ());
            assert!(matches!(aberto, Err(ErroDeLivro::Alheio(_))), "{aberto:?}");
            assert_eq!(lido(&caminho), alheio, "o arquivo mudou");
        }
    }
}
