//! O que um teste da listagem grava, e confere byte a byte: o exercício da
//! página e os diagramas do capítulo.

use apoio::saida::{conferir, desta_crate};

use super::ator::Ator;
use super::jogada::JogadaDe;
use super::sistema::Sistema;
use super::tabela::{Tabela, caminhante};
use crate::desenhar;

/// Quantas transições um exercício ou um teste percorre, no máximo.
pub const LIMITE: usize = 2_000_000;
/// O que cabe numa página: comprimido, fica abaixo dos 60 KB.
const MAIOR_TABELA: usize = 400_000;

impl<A: Ator> Sistema<A> {
    /// Confere `rede/NOME.json` e `rede/NOME.svg` da crate cujo teste roda: a
    /// tabela, e a execução que se vê sem JavaScript. Com `ATUALIZAR_SAIDAS=1`,
    /// grava os dois.
    ///
    /// # Panics
    /// Se diferem, se o sistema não vira tabela, ou se quem anda pela tabela não
    /// chega aos mesmos estados e transições que a exploração.
    #[track_caller]
    pub fn conferir_exercicio(&self, nome: &str, titulo: &str) -> Tabela {
        let tabela = self
            .tabela(LIMITE)
            .unwrap_or_else(|erro| panic!("{nome}: {erro}"));
        let andada = caminhante::contar(&tabela);
        assert_eq!(
            andada,
            (tabela.alcancaveis, tabela.transicoes),
            "{nome}: pela tabela se chega a outros estados que os do modelo"
        );
        let json = tabela.em_json();
        let tamanho = json.len();
        assert!(
            tamanho <= MAIOR_TABELA,
            "{nome}: {tamanho} bytes são demais para uma página; diminua o sistema"
        );
        self.conferir_em("rede", nome, titulo, &self.exemplo());
        conferir(&desta_crate(&format!("rede/{nome}.json")), &json);
        tabela
    }

    /// Confere `rastros/NOME.svg`: o diagrama de uma execução para o capítulo.
    ///
    /// # Panics
    /// Se difere, ou se as jogadas não são deste sistema.
    #[track_caller]
    pub fn conferir_diagrama(&self, nome: &str, titulo: &str, jogadas: &[JogadaDe<A>]) {
        self.conferir_em("rastros", nome, titulo, jogadas);
    }

    #[track_caller]
    fn conferir_em(
        &self,
        pasta: &str,
        nome: &str,
        titulo: &str,
        jogadas: &[JogadaDe<A>],
    ) {
        let rastro = self.rastro(jogadas).expect("as jogadas são deste sistema");
        let pasta = desta_crate(pasta);
        std::fs::create_dir_all(&pasta).expect("a pasta da crate aceita outra");
        conferir(
            &pasta.join(format!("{nome}.svg")),
            &desenhar(&rastro, titulo),
        );
    }

    /// A execução que se mostra: a resposta do primeiro desafio que tem uma; sem
    /// ela, a da rede que faz sempre a primeira coisa do menu.
    pub fn exemplo(&self) -> Vec<JogadaDe<A>> {
        let mut respostas = self.desafios.iter();
        let resposta =
            respostas.find_map(|d| self.resposta(&d.meta, LIMITE).ok().flatten());
        resposta.unwrap_or_else(|| self.sem_faltas(30))
    }

    fn sem_faltas(&self, jogadas: usize) -> Vec<JogadaDe<A>> {
        let mut feitas = Vec::new();
        let mut estado = self.comeco();
        while feitas.len() < jogadas {
            let mut seguintes = self.seguintes(&estado);
            if seguintes.is_empty() {
                break;
            }
            let (jogada, seguinte) = seguintes.swap_remove(0);
            feitas.push(jogada);
            estado = seguinte;
        }
        feitas
    }
}
