use crate::comum::{CAPITULO, LivroDeTeste};

const ESCREVER: &str = "{{#include ../../listings/eco/src/quadro.rs:escrever}}";

#[test]
fn rust_sem_main() {
    LivroDeTeste::bom()
        .acrescentar(
            "src/index.md",
            "\n```rust\nlet x = 1;\n// fn main() {}\n```\n",
        )
        .recusa(
            "src/index.md",
            "```rust",
            "bloco de Rust que nada prova: não tem `fn main` nem vem de listings",
            "complete o programa com `fn main`, ou inclua o trecho de uma crate de listings",
        );
}

#[test]
fn rust_sem_main_no_leiame() {
    LivroDeTeste::bom()
        .trocar("README.md", "fn main()", "fn outra()")
        .recusa(
            "README.md",
            "```rust",
            "bloco de Rust que nada prova: não tem `fn main` nem vem de listings",
            "complete o programa com `fn main`, ou inclua o trecho de uma crate de listings",
        );
}

#[test]
fn rust_incluido_de_fora_de_uma_crate() {
    LivroDeTeste::bom()
        .escrever("listings/solto/exemplo.rs", "fn a() {}\n")
        .trocar(CAPITULO, ESCREVER, "{{#include ../../listings/solto/exemplo.rs}}")
        .sem_ancora()
        .recusa(
            CAPITULO,
            "```rust legenda=\"O quadro.\"",
            "listings/solto/exemplo.rs não está em nenhuma crate de listings: nada o compila nem testa",
            "leve o código para uma crate de listings, com [package] no Cargo.toml",
        );
}

#[test]
fn rust_incluido_que_nenhum_mod_alcanca() {
    LivroDeTeste::bom()
        .escrever("listings/eco/src/solto.rs", "fn a() {}\n")
        .trocar(
            CAPITULO,
            ESCREVER,
            "{{#include ../../listings/eco/src/solto.rs}}",
        )
        .sem_ancora()
        .recusa(
            CAPITULO,
            "```rust legenda=\"O quadro.\"",
            "a crate eco não compila listings/eco/src/solto.rs: nenhum `mod` o alcança",
            "declare o módulo (`mod nome;`) no arquivo acima dele, ou apague o arquivo",
        );
}

#[test]
fn saida_digitada_a_mao() {
    LivroDeTeste::bom()
        .acrescentar("src/index.md", "\n```console\n$ ls\nCargo.toml\n```\n")
        .recusa(
            "src/index.md",
            "Cargo.toml",
            "saída digitada à mão num bloco console: nada a compara com o programa",
            "deixe só linhas que começam com `$ ` ou `# `, ou inclua um arquivo de saidas",
        );
}

#[test]
fn saida_que_nao_vem_de_saidas() {
    let inclusao = "{{#include ../../listings/eco/eco.txt}}";
    LivroDeTeste::bom()
        .escrever("listings/eco/eco.txt", "oi\n")
        .acrescentar(
            "src/index.md",
            "\n```console legenda=\"O eco.\"\n{{#include ../listings/eco/eco.txt}}\n```\n",
        )
        .recusa(
            "src/index.md",
            &inclusao.replace("../../", "../"),
            "saída de programa que não vem de uma pasta saidas",
            "inclua listings/<tema>/saidas/<nome>.txt, que um teste compara com o programa",
        );
}
