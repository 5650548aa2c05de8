//! Guarda a prova: nenhum trecho do livro fica sem teste, e um trecho ruim é
//! reprovado (os fixos `nao-compila` e `falha`, em `tests/programas`).

use std::collections::BTreeSet;
use std::fs;

use trechos::blocos::{Especie, blocos_de_rust, so_os_trechos};
use trechos::livro::{capitulos, nome_dos_testes, raiz};

const GERADOS: &str = include_str!(concat!(env!("OUT_DIR"), "/skeptic-tests.rs"));

fn testes_gerados() -> BTreeSet<String> {
    GERADOS
        .lines()
        .filter_map(|linha| linha.strip_prefix("#[test] fn ")?.split('(').next())
        .map(String::from)
        .collect()
}

/// Conta pelas linhas, sem o leitor de Markdown do build.rs: se um dos dois se
/// enganar, a contagem não fecha.
fn trechos_escritos() -> BTreeSet<String> {
    let raiz = raiz();
    let mut nomes = BTreeSet::new();
    for capitulo in capitulos(&raiz).expect("a pasta src devia existir") {
        let texto = fs::read_to_string(&capitulo).expect("o capítulo devia abrir");
        for (indice, linha) in texto.lines().enumerate() {
            if linha.trim_start_matches([' ', '>']) == "```rust" {
                let arquivo = nome_dos_testes(&raiz, &capitulo);
                nomes.insert(format!("{arquivo}_line_{}", indice + 1));
            }
        }
    }
    nomes
}

#[test]
fn cada_trecho_do_livro_tem_seu_teste() {
    let mut gerados = testes_gerados();
    gerados.retain(|nome| nome.starts_with("livro_"));
    assert_eq!(
        gerados,
        trechos_escritos(),
        "à esquerda os testes gerados, à direita os blocos ```rust do livro: \
         todo bloco deve ter o seu"
    );
}

#[test]
fn os_trechos_de_controle_estao_entre_os_testes() {
    let gerados = testes_gerados();
    for controle in ["compila_line_3", "nao_compila_line_3", "falha_line_3"] {
        assert!(
            gerados.contains(controle),
            "falta {controle} em {gerados:?}"
        );
    }
}

#[test]
fn nenhum_bloco_de_rust_do_livro_fica_sem_prova() {
    let mut sem_prova = Vec::new();
    for capitulo in capitulos(&raiz()).expect("a pasta src devia existir") {
        let texto = fs::read_to_string(&capitulo).expect("o capítulo devia abrir");
        for bloco in blocos_de_rust(&texto) {
            if bloco.especie == Especie::SemProva {
                sem_prova.push(format!("{}:{}", capitulo.display(), bloco.linha));
            }
        }
    }
    assert!(
        sem_prova.is_empty(),
        "estes blocos nem são programas completos (abertos só por ```rust) nem \
         incluem uma listagem: {sem_prova:#?}"
    );
}

const PAGINA: &str = r#"# Um capítulo

```rust legenda="Uma listagem." rode="cargo run -p x"
{{#include ../../listings/x/src/lib.rs:parte}}
```

1. numa lista:

   ```rust
   fn main() {}
   ```

```text legenda="O que o rust responde."
error[E0382]
```

```rust,ignore
fn isto_ninguem_prova() {}
```

```rust
fn main() { /* ``` */ }
```
"#;

#[test]
fn listagem_trecho_e_bloco_sem_prova_nao_se_confundem() {
    let vistos: Vec<_> = blocos_de_rust(PAGINA)
        .into_iter()
        .map(|bloco| (bloco.linha, bloco.especie))
        .collect();

    assert_eq!(
        vistos,
        [
            (3, Especie::Listagem),
            (9, Especie::Trecho),
            (17, Especie::SemProva),
            (21, Especie::Trecho),
        ]
    );
}

#[test]
fn a_copia_para_o_skeptic_so_tem_trechos_e_nas_mesmas_linhas() {
    let copia = so_os_trechos(PAGINA);

    let linhas: Vec<_> = copia
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.is_empty())
        .collect();

    assert_eq!(linhas[0], (8, "``````rust"));
    assert_eq!(linhas[1], (9, "fn main() {}"));
    assert_eq!(linhas[4], (21, "fn main() { /* ``` */ }"));
    assert_eq!(linhas.len(), 6, "sobrou algo na cópia: {copia}");
}
