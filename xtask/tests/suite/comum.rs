//! Um livro bom, copiado para uma pasta só do teste, que cada teste estraga a seu modo.

use curso::leitura::arquivos;
use curso::problema::com_barras;
use curso::verificar::{Ambiente, Relatorio, verificar_com};
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub const CAPITULO: &str = "src/comunicacao/sockets.md";
pub const INICIO: &str = "src/index.md";
pub const QUADRO: &str = "listings/eco/src/quadro.rs";

/// Um teste por `@nome`, com um ou mais casos: o livro estragado, o arquivo e o trecho (ou a linha)
/// do problema, o motivo e o remédio. O livro tem esse problema, e nenhum outro.
macro_rules! recusas {
    ($(@$nome:ident $(
        $livro:expr, $arquivo:expr, $onde:expr => $motivo:expr, $remedio:expr;
    )+)*) => {$(
        #[test]
        fn $nome() {
            $($livro.recusa($arquivo, $onde, $motivo, $remedio);)+
        }
    )*};
}

/// Um teste por `@nome`, com um ou mais livros: nenhum tem problema.
macro_rules! aceitos {
    ($(@$nome:ident $($livro:expr;)+)*) => {$(
        #[test]
        fn $nome() {
            $($livro.aceita();)+
        }
    )*};
}

/// O livro bom com um texto a mais no fim de um arquivo.
pub fn mais(arquivo: &str, texto: &str) -> LivroDeTeste {
    LivroDeTeste::bom().acrescentar(arquivo, texto)
}

/// O livro bom com um trecho de um arquivo trocado.
pub fn troca(arquivo: &str, de: &str, para: &str) -> LivroDeTeste {
    LivroDeTeste::bom().trocar(arquivo, de, para)
}

/// O livro bom com um arquivo a mais, ou com outro texto num que ele tem.
pub fn novo(arquivo: &str, texto: &str) -> LivroDeTeste {
    LivroDeTeste::bom().escrever(arquivo, texto)
}

/// Onde está o problema: na linha dada, ou na primeira que tem o texto dado.
pub trait Onde {
    fn linha(self, livro: &LivroDeTeste, arquivo: &str) -> usize;
}

impl Onde for usize {
    fn linha(self, _: &LivroDeTeste, _: &str) -> usize {
        self
    }
}

impl<T: AsRef<str> + ?Sized> Onde for &T {
    fn linha(self, livro: &LivroDeTeste, arquivo: &str) -> usize {
        let texto = livro.ler(arquivo);
        let posicao = texto.find(self.as_ref()).expect("o trecho existe");
        1 + texto[..posicao].matches('\n').count()
    }
}

pub struct LivroDeTeste {
    pasta: TempDir,
}

impl LivroDeTeste {
    /// Uma cópia de `xtask/tests/suite/livro`, que não tem problema algum.
    pub fn bom() -> Self {
        let pasta = tempfile::tempdir().expect("há onde criar uma pasta temporária");
        let (mut livro, modelo) = (Self { pasta }, fixo("livro"));
        for arquivo in arquivos(&modelo, Path::new("")) {
            let texto = fs::read_to_string(modelo.join(&arquivo));
            let texto = texto.expect("o livro bom é todo texto");
            // O mesmo texto também onde o Git troca os fins de linha.
            livro = livro.escrever(&com_barras(&arquivo), &texto.replace("\r\n", "\n"));
        }
        livro
    }

    pub fn raiz(&self) -> &Path {
        self.pasta.path()
    }

    pub fn ler(&self, arquivo: &str) -> String {
        fs::read_to_string(self.raiz().join(arquivo)).expect("o arquivo existe")
    }

    pub fn escrever(self, arquivo: &str, texto: &str) -> Self {
        let caminho = self.raiz().join(arquivo);
        let pasta = caminho.parent().expect("o arquivo está numa pasta");
        fs::create_dir_all(pasta).expect("a pasta do arquivo se cria");
        fs::write(caminho, texto).expect("o arquivo se grava");
        self
    }

    /// Troca a única ocorrência de `de`; assim o teste não estraga mais do que diz.
    pub fn trocar(self, arquivo: &str, de: &str, para: &str) -> Self {
        let texto = self.ler(arquivo);
        let vezes = texto.matches(de).count();
        assert_eq!(vezes, 1, "“{de}” devia aparecer uma vez em {arquivo}");
        let novo = texto.replace(de, para);
        self.escrever(arquivo, &novo)
    }

    /// Sem a âncora de `quadro.rs`, que um livro que já não a mostra não pode ter.
    pub fn sem_ancora(self) -> Self {
        let aberta = self.trocar(QUADRO, "// ANCHOR: escrever\n", "");
        aberta.trocar(QUADRO, "// ANCHOR_END: escrever\n", "")
    }

    pub fn acrescentar(self, arquivo: &str, texto: &str) -> Self {
        let novo = self.ler(arquivo) + texto;
        self.escrever(arquivo, &novo)
    }

    pub fn apagar(self, arquivo: &str) -> Self {
        fs::remove_file(self.raiz().join(arquivo)).expect("o arquivo existe");
        self
    }

    pub fn relatorio(&self) -> Relatorio {
        self.relatorio_em(&Ambiente {
            ci: true,
            dicionarios: vec![fixo("dicionario/pt_BR.dic")],
            desenhista: None,
        })
    }

    pub fn relatorio_em(&self, ambiente: &Ambiente) -> Relatorio {
        verificar_com(self.raiz(), ambiente).expect("a pasta do livro existe")
    }

    /// O livro tem exatamente este problema.
    #[track_caller]
    pub fn recusa(
        &self,
        arquivo: &str,
        onde: impl Onde,
        motivo: impl Display,
        remedio: impl Display,
    ) {
        let linha = onde.linha(self, arquivo);
        let achados = self.relatorio().problemas;
        let achados: Vec<String> = achados.iter().map(ToString::to_string).collect();
        assert_eq!(
            achados,
            [format!("{arquivo}:{linha}: {motivo}\n  remédio: {remedio}")],
            "o livro devia ter este problema e nenhum outro"
        );
    }

    /// O livro tem um problema só, que diz isto: o resto vem de outro programa.
    #[track_caller]
    pub fn recusa_com(&self, trecho: &str) {
        let achados = self.relatorio().problemas;
        assert_eq!(achados.len(), 1, "{achados:?}");
        assert!(achados[0].to_string().contains(trecho), "{achados:?}");
    }

    #[track_caller]
    pub fn aceita(&self) {
        assert_eq!(self.relatorio().problemas, [], "o livro devia ser aceito");
    }
}

pub fn fixo(nome: &str) -> PathBuf {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    suite.join(nome)
}
