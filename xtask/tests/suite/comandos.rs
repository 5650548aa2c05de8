use crate::comum::{CAPITULO, INICIO, LivroDeTeste, mais, novo, troca};

const RODE: &str = "cargo test -p eco --test quadro quadro_vai_e_volta";
const NO_CONSOLE: &str = "cargo run -p eco --bin eco-servidor -- --endereco 127.0.0.1:0";
const CLIENTE: &str = "cargo run -p eco --bin eco-cliente";
const SEM_CLIENTE: &str = "a crate eco não tem o programa “eco-cliente”";
const SO_SERVIDOR: &str = "programas que existem: eco-servidor";
const CORRIJA: &str =
    "corrija o filtro: o Cargo aceitaria em silêncio e não rodaria nada";

/// O livro bom com outro comando no `rode` da primeira listagem.
fn rode(comando: &str) -> LivroDeTeste {
    troca(CAPITULO, RODE, comando)
}

/// Um `rode` que roda um teste de um alvo que é uma pasta, com um módulo.
fn da_suite(filtro: &str) -> LivroDeTeste {
    let fila = "#[test]\nfn cheia() {}\n";
    rode(&format!("cargo test -p eco --test suite {filtro}"))
        .escrever("listings/eco/tests/suite/main.rs", "mod fila;\n")
        .escrever("listings/eco/tests/suite/fila.rs", fila)
}

recusas! {
    @crate_que_nao_existe
        rode("cargo test -p ecos"), CAPITULO, "cargo test -p ecos" =>
        "o comando chama a crate “ecos”, que não existe em listings",
        "crates que existem: eco";
    @programa_que_nao_existe
        rode("cargo run -p eco --bin servidor"), CAPITULO, "--bin servidor" =>
        "a crate eco não tem o programa “servidor”", SO_SERVIDOR;
    @programa_que_nao_existe_num_bloco_console
        troca(CAPITULO, NO_CONSOLE, CLIENTE), CAPITULO, "--bin eco-cliente" =>
        SEM_CLIENTE, SO_SERVIDOR;
    @varios_programas_e_nenhum_escolhido
        novo("listings/eco/src/bin/eco-cliente.rs", "fn main() {}\n")
            .trocar(CAPITULO, NO_CONSOLE, CLIENTE)
            .trocar(CAPITULO, RODE, "cargo run -p eco"),
        CAPITULO, "rode=\"cargo run -p eco\"" =>
        "a crate eco não tem um programa só: falta --bin",
        "programas que existem: eco-cliente, eco-servidor";
    @teste_que_nao_existe
        rode("cargo test -p eco --test quadros"), CAPITULO, "--test quadros" =>
        "a crate eco não tem o teste “quadros”", "testes que existem: quadro";
    @funcao_de_teste_que_nao_existe
        rode("cargo test -p eco --test quadro quadro_vem"), CAPITULO, "quadro_vem" =>
        "nenhum teste tem “quadro_vem” no nome ou no módulo no teste quadro da crate eco",
        CORRIJA;
        rode("cargo test -p eco escreve"), CAPITULO, "eco escreve" =>
        "nenhum teste tem “escreve” no nome ou no módulo na crate eco", CORRIJA;
    @comando_depois_de_um_cano_no_meio_de_outro_ou_no_texto
        troca(CAPITULO, NO_CONSOLE, &format!("echo oi | {CLIENTE}")), CAPITULO, CLIENTE =>
        SEM_CLIENTE, SO_SERVIDOR;
        troca(CAPITULO, NO_CONSOLE, &format!("cargo xtask servicos kafka -- {CLIENTE}")),
        CAPITULO, CLIENTE => SEM_CLIENTE, SO_SERVIDOR;
        mais(INICIO, "\nRode `cargo bench -p eco --bench vazao`.\n"), INICIO, "--bench" =>
        "a crate eco não tem a medida “vazao”", "não há medidas ali; corrija o comando";
        mais(INICIO, "\nRode `cargo  run -p eco --bin eco-cliente`.\n"), INICIO, "cargo  run" =>
        SEM_CLIENTE, SO_SERVIDOR;
    @comando_desconhecido
        rode("make eco"), CAPITULO, "make eco" =>
        "comando que a conferência não conhece: `make eco`",
        "use cargo run -p …, cargo test -p …, cargo xtask … ou mdbook serve";
    @opcao_desconhecida
        rode("cargo test -p eco --tset quadro"), CAPITULO, "--tset" =>
        "opção do Cargo que a conferência não conhece: --tset",
        "use -p, --bin, --test, --bench, --lib, --release ou -q; o que vem depois de -- é livre";
    @cargo_run_sem_crate
        rode("cargo run --bin eco-servidor"), CAPITULO, "run --bin" =>
        "o comando não diz a crate", "acrescente -p <crate>: na raiz há muitas";
}

aceitos! {
    @comandos_que_o_livro_aceita
        rode("cargo xtask serve");
        rode("mdbook serve");
        rode("cargo test");
        rode("cargo run -q -p eco");
}

#[test]
fn filtro_que_e_um_modulo_e_alvo_numa_pasta() {
    for filtro in ["fila::", "fila::cheia", "cheia"] {
        da_suite(filtro).aceita();
    }
    let motivo =
        "nenhum teste tem “pilha::” no nome ou no módulo no teste suite da crate eco";
    da_suite("pilha::").recusa(CAPITULO, "pilha::", motivo, CORRIJA);
}
