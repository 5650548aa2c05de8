use crate::comum::{CAPITULO, LivroDeTeste};

const RUST: &str = r#"```rust legenda="O quadro." rode="cargo test -p eco --test quadro quadro_vai_e_volta""#;
const MERMAID: &str =
    r#"```mermaid legenda="O pedido." alt="O cliente pede e o servidor responde.""#;
const CONSOLE: &str = r#"```console legenda="O eco.""#;
const TEXT: &str = r#"```text legenda="A resposta do compilador.""#;

const ACEITOS: &str = "um bloco aceita legenda, rode, alt, varia, roda, falha, na forma nome=\"valor\"; não há bloco de Rust sem teste";

#[track_caller]
fn recusa(de: &str, para: &str, motivo: &str, remedio: &str) {
    LivroDeTeste::bom()
        .trocar(CAPITULO, de, para)
        .recusa(CAPITULO, para, motivo, remedio);
}

#[test]
fn rust_ignore() {
    let motivo = "atributo de bloco desconhecido: “ignore”";
    recusa(RUST, "```rust,ignore", motivo, ACEITOS);
}

#[test]
fn rust_norun() {
    let motivo = "atributo de bloco desconhecido: “norun”";
    recusa(RUST, "```rust,norun", motivo, ACEITOS);
}

#[test]
fn rust_ignore_no_leiame() {
    LivroDeTeste::bom()
        .trocar("README.md", "```rust", "```rust,ignore")
        .recusa(
            "README.md",
            "```rust,ignore",
            "atributo de bloco desconhecido: “ignore”",
            ACEITOS,
        );
}

#[test]
fn atributo_mal_escrito() {
    let cerca = RUST.replace("legenda", "legend");
    let motivo = "atributo de bloco desconhecido: “legend”";
    recusa(RUST, &cerca, motivo, ACEITOS);
}

#[test]
fn linguagem_mal_escrita() {
    let cerca = TEXT.replace("text", "txt");
    recusa(
        TEXT,
        &cerca,
        "bloco de código com linguagem desconhecida: “txt”",
        "use uma destas: rust, console, mermaid, text, toml, json, bash, html, css, js, proto, rede, rastro",
    );
}

#[test]
fn rust_incluido_sem_legenda_ou_sem_rode() {
    let sem_legenda = RUST.replace("legenda=\"O quadro.\" ", "");
    recusa(
        RUST,
        &sem_legenda,
        "o bloco rust com inclusão não tem o atributo “legenda”",
        "acrescente legenda=\"…\" à cerca",
    );
    recusa(
        RUST,
        "```rust legenda=\"O quadro.\"",
        "o bloco rust com inclusão não tem o atributo “rode”",
        "acrescente rode=\"…\" à cerca",
    );
}

#[test]
fn mermaid_sem_legenda_ou_sem_alt() {
    recusa(
        MERMAID,
        "```mermaid alt=\"O cliente pede.\"",
        "o bloco mermaid não tem o atributo “legenda”",
        "acrescente legenda=\"…\" à cerca",
    );
    recusa(
        MERMAID,
        "```mermaid legenda=\"O pedido.\"",
        "o bloco mermaid não tem o atributo “alt”",
        "acrescente alt=\"…\" à cerca",
    );
}

#[test]
fn console_com_inclusao_sem_legenda() {
    LivroDeTeste::bom()
        .trocar(CAPITULO, CONSOLE, "```console")
        .recusa(
            CAPITULO,
            "```console\n{{#include",
            "o bloco console com inclusão não tem o atributo “legenda”",
            "acrescente legenda=\"…\" à cerca",
        );
}

#[test]
fn excecao_de_console_sem_motivo() {
    recusa(
        CONSOLE,
        &format!("{CONSOLE} roda=\"nao\""),
        "o atributo “roda” não pode ser “nao”",
        "escreva varia=\"numeros: MOTIVO\" ou \"saida: MOTIVO\", roda=\"nao: MOTIVO\" ou \"semanal: MOTIVO\", falha=\"1,3\"",
    );
}

#[test]
fn atributo_que_nao_cabe_no_bloco() {
    recusa(
        TEXT,
        &format!("{TEXT} alt=\"x\""),
        "o bloco text com inclusão não aceita o atributo “alt”",
        "este bloco aceita só: legenda, rode",
    );
}

#[test]
fn atributo_em_rust_sem_inclusao() {
    let texto = "\n```rust legenda=\"Um programa.\"\nfn main() {}\n```\n";
    LivroDeTeste::bom()
        .acrescentar("src/index.md", texto)
        .recusa(
            "src/index.md",
            "```rust",
            "o bloco rust sem inclusão não aceita o atributo “legenda”",
            "tire os atributos, ou inclua o texto de um arquivo de listings",
        );
}

#[test]
fn bloco_recuado() {
    LivroDeTeste::bom()
        .acrescentar("src/index.md", "\nUm bloco:\n\n    fn main() {}\n")
        .recusa(
            "src/index.md",
            "    fn main",
            "bloco de código feito por recuo, sem cerca",
            "cerque-o com ``` e diga a linguagem; se não é código, tire o recuo de quatro espaços",
        );
}

#[test]
fn cerca_que_nao_fecha() {
    for texto in ["\n```text\nabc\n", "\n```text\nabc\n``\n", "\n```text\n"] {
        LivroDeTeste::bom()
            .acrescentar("src/index.md", texto)
            .recusa(
                "src/index.md",
                "```text",
                "o bloco de código não fecha",
                "escreva a cerca de fechamento depois da última linha do código",
            );
    }
}

#[test]
fn cerca_de_til_e_cerca_em_citacao_fecham() {
    LivroDeTeste::bom()
        .acrescentar(
            "src/index.md",
            "\n~~~text\n```\n~~~\n\n> ```text\n> a\n> ```\n",
        )
        .aceita();
}
