use crate::comum::{CAPITULO, LivroDeTeste};

const RODE: &str = "cargo test -p eco --test quadro quadro_vai_e_volta";
const NO_CONSOLE: &str =
    "$ cargo run -p eco --bin eco-servidor -- --endereco 127.0.0.1:0";

#[track_caller]
fn recusa(rode: &str, motivo: &str, remedio: &str) {
    LivroDeTeste::bom()
        .trocar(CAPITULO, RODE, rode)
        .recusa(CAPITULO, rode, motivo, remedio);
}

#[test]
fn crate_que_nao_existe() {
    recusa(
        "cargo test -p ecos",
        "o comando chama a crate “ecos”, que não existe em listings",
        "crates que existem: eco",
    );
}

#[test]
fn programa_que_nao_existe() {
    recusa(
        "cargo run -p eco --bin servidor",
        "a crate eco não tem o programa “servidor”",
        "programas que existem: eco-servidor",
    );
}

#[test]
fn programa_que_nao_existe_num_bloco_console() {
    LivroDeTeste::bom()
        .trocar(CAPITULO, NO_CONSOLE, "$ cargo run -p eco --bin eco-cliente")
        .recusa(
            CAPITULO,
            "--bin eco-cliente",
            "a crate eco não tem o programa “eco-cliente”",
            "programas que existem: eco-servidor",
        );
}

#[test]
fn varios_programas_e_nenhum_escolhido() {
    LivroDeTeste::bom()
        .escrever("listings/eco/src/bin/eco-cliente.rs", "fn main() {}\n")
        .trocar(CAPITULO, NO_CONSOLE, "$ cargo run -p eco --bin eco-cliente")
        .trocar(CAPITULO, RODE, "cargo run -p eco")
        .recusa(
            CAPITULO,
            "rode=\"cargo run -p eco\"",
            "a crate eco não tem um programa só: falta --bin",
            "programas que existem: eco-cliente, eco-servidor",
        );
}

#[test]
fn teste_que_nao_existe() {
    recusa(
        "cargo test -p eco --test quadros",
        "a crate eco não tem o teste “quadros”",
        "testes que existem: quadro",
    );
}

#[test]
fn funcao_de_teste_que_nao_existe() {
    const CORRIJA: &str =
        "corrija o filtro: o Cargo aceitaria em silêncio e não rodaria nada";
    recusa(
        "cargo test -p eco --test quadro quadro_vem",
        "nenhum teste tem “quadro_vem” no nome ou no módulo no teste quadro da crate eco",
        CORRIJA,
    );
    recusa(
        "cargo test -p eco escreve",
        "nenhum teste tem “escreve” no nome ou no módulo na crate eco",
        CORRIJA,
    );
}

#[test]
fn filtro_que_e_um_modulo_e_alvo_numa_pasta() {
    let livro = || {
        LivroDeTeste::bom()
            .escrever("listings/eco/tests/suite/main.rs", "mod fila;\n")
            .escrever(
                "listings/eco/tests/suite/fila.rs",
                "#[test]\nfn cheia() {}\n",
            )
    };
    for filtro in ["fila::", "fila::cheia", "cheia"] {
        let rode = format!("cargo test -p eco --test suite {filtro}");
        livro().trocar(CAPITULO, RODE, &rode).aceita();
    }
    livro()
        .trocar(CAPITULO, RODE, "cargo test -p eco --test suite pilha::")
        .recusa(
            CAPITULO,
            "pilha::",
            "nenhum teste tem “pilha::” no nome ou no módulo no teste suite da crate eco",
            "corrija o filtro: o Cargo aceitaria em silêncio e não rodaria nada",
        );
}

#[test]
fn comando_depois_de_um_cano_no_meio_de_outro_ou_no_texto() {
    for comando in [
        "echo oi | cargo run -p eco --bin eco-cliente",
        "cargo xtask servicos kafka -- cargo run -p eco --bin eco-cliente",
    ] {
        LivroDeTeste::bom()
            .trocar(CAPITULO, &NO_CONSOLE[2..], comando)
            .recusa(
                CAPITULO,
                "--bin eco-cliente",
                "a crate eco não tem o programa “eco-cliente”",
                "programas que existem: eco-servidor",
            );
    }
    LivroDeTeste::bom()
        .acrescentar(
            "src/index.md",
            "\nRode `cargo bench -p eco --bench vazao`.\n",
        )
        .recusa(
            "src/index.md",
            "--bench",
            "a crate eco não tem a medida “vazao”",
            "não há medidas ali; corrija o comando",
        );
}

#[test]
fn comando_desconhecido() {
    recusa(
        "make eco",
        "comando que a conferência não conhece: `make eco`",
        "use cargo run -p …, cargo test -p …, cargo xtask … ou mdbook serve",
    );
}

#[test]
fn opcao_desconhecida() {
    recusa(
        "cargo test -p eco --tset quadro",
        "opção do Cargo que a conferência não conhece: --tset",
        "use -p, --bin, --test, --bench, --lib, --release ou -q; o que vem depois de -- é livre",
    );
}

#[test]
fn cargo_run_sem_crate() {
    recusa(
        "cargo run --bin eco-servidor",
        "o comando não diz a crate",
        "acrescente -p <crate>: na raiz há muitas",
    );
}

#[test]
fn comandos_que_o_livro_aceita() {
    for comando in [
        "cargo xtask serve",
        "mdbook serve",
        "cargo test",
        "cargo run -q -p eco",
    ] {
        LivroDeTeste::bom().trocar(CAPITULO, RODE, comando).aceita();
    }
}
