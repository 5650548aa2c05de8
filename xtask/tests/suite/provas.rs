use crate::comum::{CAPITULO, INICIO, LivroDeTeste, mais, novo, troca};

const SEM_PROVA: &str =
    "bloco de Rust que nada prova: não tem `fn main` nem vem de listings";
const COMPLETE: &str =
    "complete o programa com `fn main`, ou inclua o trecho de uma crate de listings";
const MOSTRADO: &str = "../../listings/eco/src/quadro.rs:escrever";
const DE_FORA: &str =
    "\n```console legenda=\"O eco.\"\n{{#include ../listings/eco/eco.txt}}\n```\n";

/// O livro bom em que a listagem mostra outro arquivo, que ele passa a ter.
fn incluir(arquivo: &str) -> LivroDeTeste {
    let pedido = format!("../../listings/{arquivo}");
    novo(&format!("listings/{arquivo}"), "fn a() {}\n")
        .trocar(CAPITULO, MOSTRADO, &pedido)
        .sem_ancora()
}

recusas! {
    @rust_sem_main
        mais(INICIO, "\n```rust\nlet x = 1;\n// fn main() {}\n```\n"), INICIO, "```rust" =>
        SEM_PROVA, COMPLETE;
    @rust_sem_main_no_leiame
        troca("README.md", "fn main()", "fn outra()"), "README.md", "```rust" =>
        SEM_PROVA, COMPLETE;
    @rust_incluido_de_fora_de_uma_crate
        incluir("solto/exemplo.rs"), CAPITULO, "```rust legenda=\"O quadro.\"" =>
        "listings/solto/exemplo.rs não está em nenhuma crate de listings: nada o compila nem testa",
        "leve o código para uma crate de listings, com [package] no Cargo.toml";
    @rust_incluido_que_nenhum_mod_alcanca
        incluir("eco/src/solto.rs"), CAPITULO, "```rust legenda=\"O quadro.\"" =>
        "a crate eco não compila listings/eco/src/solto.rs: nenhum `mod` o alcança",
        "declare o módulo (`mod nome;`) no arquivo acima dele, ou apague o arquivo";
    @saida_digitada_a_mao
        mais(INICIO, "\n```console\n$ ls\nCargo.toml\n```\n"), INICIO, "Cargo.toml" =>
        "saída digitada à mão num bloco console: nada a compara com o programa",
        "deixe só linhas que começam com `$ ` ou `# `, ou inclua um arquivo de saidas";
    @saida_que_nao_vem_de_saidas
        novo("listings/eco/eco.txt", "oi\n").acrescentar(INICIO, DE_FORA),
        INICIO, "{{#include ../listings/eco/eco.txt}}" =>
        "saída de programa que não vem de uma pasta saidas",
        "inclua listings/<tema>/saidas/<nome>.txt, que um teste compara com o programa";
}
