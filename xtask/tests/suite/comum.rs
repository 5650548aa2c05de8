//! Um livro bom, copiado para uma pasta só do teste, que cada teste estraga a seu modo.

use curso::verificar::{Ambiente, Relatorio, verificar_com};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub const CAPITULO: &str = "src/comunicacao/sockets.md";

pub struct LivroDeTeste {
    pasta: TempDir,
}

impl LivroDeTeste {
    /// Uma cópia de `xtask/tests/suite/livro`, que não tem problema algum.
    pub fn bom() -> Self {
        let pasta = tempfile::tempdir().expect("há onde criar uma pasta temporária");
        copiar(&fixo("livro"), pasta.path());
        Self { pasta }
    }

    pub fn raiz(&self) -> &Path {
        self.pasta.path()
    }

    pub fn ler(&self, arquivo: &str) -> String {
        fs::read_to_string(self.raiz().join(arquivo))
            .expect("o arquivo existe no livro bom")
    }

    pub fn escrever(self, arquivo: &str, texto: &str) -> Self {
        let caminho = self.raiz().join(arquivo);
        fs::create_dir_all(caminho.parent().expect("o arquivo está numa pasta"))
            .expect("a pasta do arquivo se cria");
        fs::write(caminho, texto).expect("o arquivo se grava");
        self
    }

    /// Troca a única ocorrência de `de`; assim o teste não estraga mais do que diz.
    pub fn trocar(self, arquivo: &str, de: &str, para: &str) -> Self {
        let texto = self.ler(arquivo);
        assert_eq!(
            texto.matches(de).count(),
            1,
            "“{de}” devia aparecer uma vez em {arquivo}"
        );
        let novo = texto.replace(de, para);
        self.escrever(arquivo, &novo)
    }

    /// Sem a âncora de `quadro.rs`, que um livro que já não a mostra não pode ter.
    pub fn sem_ancora(self) -> Self {
        self.trocar("listings/eco/src/quadro.rs", "// ANCHOR: escrever\n", "")
            .trocar(
                "listings/eco/src/quadro.rs",
                "// ANCHOR_END: escrever\n",
                "",
            )
    }

    pub fn acrescentar(self, arquivo: &str, texto: &str) -> Self {
        let novo = self.ler(arquivo) + texto;
        self.escrever(arquivo, &novo)
    }

    pub fn apagar(self, arquivo: &str) -> Self {
        fs::remove_file(self.raiz().join(arquivo))
            .expect("o arquivo existe no livro bom");
        self
    }

    /// A linha, a partir de 1, em que `trecho` aparece pela primeira vez.
    pub fn linha(&self, arquivo: &str, trecho: &str) -> usize {
        let texto = self.ler(arquivo);
        let posicao = texto.find(trecho).expect("o trecho existe no arquivo");
        1 + texto[..posicao].matches('\n').count()
    }

    pub fn relatorio(&self) -> Relatorio {
        self.relatorio_com(None)
    }

    /// Com os diagramas desenhados por um programa.
    pub fn relatorio_com(&self, desenhista: Option<PathBuf>) -> Relatorio {
        self.relatorio_em(&Ambiente {
            ci: true,
            dicionarios: vec![fixo("dicionario/pt_BR.dic")],
            desenhista,
        })
    }

    pub fn relatorio_em(&self, ambiente: &Ambiente) -> Relatorio {
        verificar_com(self.raiz(), ambiente).expect("a pasta do livro existe")
    }

    /// O livro tem exatamente este problema, na linha em que `trecho` aparece.
    #[track_caller]
    pub fn recusa(&self, arquivo: &str, trecho: &str, motivo: &str, remedio: &str) {
        let linha = self.linha(arquivo, trecho);
        self.recusa_na_linha(arquivo, linha, motivo, remedio);
    }

    #[track_caller]
    pub fn recusa_na_linha(
        &self,
        arquivo: &str,
        linha: usize,
        motivo: &str,
        remedio: &str,
    ) {
        let achados: Vec<String> = self
            .relatorio()
            .problemas
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            achados,
            [format!("{arquivo}:{linha}: {motivo}\n  remédio: {remedio}")],
            "o livro devia ter este problema e nenhum outro"
        );
    }

    #[track_caller]
    pub fn aceita(&self) {
        assert_eq!(self.relatorio().problemas, [], "o livro devia ser aceito");
    }
}

pub fn fixo(nome: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/suite")
        .join(nome)
}

fn copiar(de: &Path, para: &Path) {
    for entrada in fs::read_dir(de).expect("a pasta do livro bom existe") {
        let entrada = entrada.expect("a pasta se deixa ler");
        let destino = para.join(entrada.file_name());
        if entrada.path().is_dir() {
            fs::create_dir_all(&destino).expect("a pasta se cria");
            copiar(&entrada.path(), &destino);
        } else {
            // O mesmo texto também onde o Git troca os fins de linha.
            let texto =
                fs::read_to_string(entrada.path()).expect("o livro bom é todo texto");
            fs::write(destino, texto.replace("\r\n", "\n")).expect("o arquivo se grava");
        }
    }
}
