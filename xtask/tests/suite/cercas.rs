use crate::comum::{CAPITULO, INICIO, mais, troca};

const RUST: &str = r#"```rust legenda="O quadro." rode="cargo test -p eco --test quadro quadro_vai_e_volta""#;
const MERMAID: &str =
    r#"```mermaid legenda="O pedido." alt="O cliente pede e o servidor responde.""#;
const CONSOLE: &str = r#"```console legenda="O eco.""#;
const TEXT: &str = r#"```text legenda="A resposta do compilador.""#;

const ACEITOS: &str = "um bloco aceita legenda, rode, alt, varia, roda, falha, na forma nome=\"valor\"; não há bloco de Rust sem teste";
const LEGENDA: &str = "acrescente legenda=\"…\" à cerca";
const NAO_FECHA: &str = "o bloco de código não fecha";
const FECHE: &str = "escreva a cerca de fechamento depois da última linha do código";

recusas! {
    @rust_ignore
        troca(CAPITULO, RUST, "```rust,ignore"), CAPITULO, "```rust,ignore" =>
        "atributo de bloco desconhecido: “ignore”", ACEITOS;
    @rust_norun
        troca(CAPITULO, RUST, "```rust,norun"), CAPITULO, "```rust,norun" =>
        "atributo de bloco desconhecido: “norun”", ACEITOS;
    @rust_ignore_no_leiame
        troca("README.md", "```rust", "```rust,ignore"), "README.md", "```rust,ignore" =>
        "atributo de bloco desconhecido: “ignore”", ACEITOS;
    @atributo_mal_escrito
        troca(CAPITULO, RUST, &RUST.replace("legenda", "legend")), CAPITULO, "```rust legend=" =>
        "atributo de bloco desconhecido: “legend”", ACEITOS;
    @linguagem_mal_escrita
        troca(CAPITULO, TEXT, &TEXT.replace("text", "txt")), CAPITULO, "```txt" =>
        "bloco de código com linguagem desconhecida: “txt”",
        "use uma destas: rust, console, mermaid, text, toml, json, bash, html, css, js, proto, rede, rastro";
    @rust_incluido_sem_legenda_ou_sem_rode
        troca(CAPITULO, RUST, &RUST.replace("legenda=\"O quadro.\" ", "")), CAPITULO, "```rust rode" =>
        "o bloco rust com inclusão não tem o atributo “legenda”", LEGENDA;
        troca(CAPITULO, RUST, "```rust legenda=\"O quadro.\""), CAPITULO, "```rust legenda" =>
        "o bloco rust com inclusão não tem o atributo “rode”",
        "acrescente rode=\"…\" à cerca";
    @mermaid_sem_legenda_ou_sem_alt
        troca(CAPITULO, MERMAID, "```mermaid alt=\"O cliente pede.\""), CAPITULO, "```mermaid" =>
        "o bloco mermaid não tem o atributo “legenda”", LEGENDA;
        troca(CAPITULO, MERMAID, "```mermaid legenda=\"O pedido.\""), CAPITULO, "```mermaid" =>
        "o bloco mermaid não tem o atributo “alt”", "acrescente alt=\"…\" à cerca";
    @console_com_inclusao_sem_legenda
        troca(CAPITULO, CONSOLE, "```console"), CAPITULO, "```console\n{{#include" =>
        "o bloco console com inclusão não tem o atributo “legenda”", LEGENDA;
    @excecao_de_console_sem_motivo
        troca(CAPITULO, CONSOLE, &format!("{CONSOLE} roda=\"nao\"")), CAPITULO, CONSOLE =>
        "o atributo “roda” não pode ser “nao”",
        "escreva varia=\"numeros: MOTIVO\" ou \"saida: MOTIVO\", roda=\"nao: MOTIVO\" ou \"semanal: MOTIVO\", falha=\"1,3\"";
    @falha_de_um_comando_que_o_bloco_nao_tem
        mais(INICIO, "\n```console falha=\"1,3\"\n$ cd livro\n$ cd item\n```\n"), INICIO, "```console" =>
        "o bloco diz que o comando 3 falha, e não o tem",
        "conte os comandos do bloco a partir de 1: são as linhas que começam por $";
        troca(CAPITULO, CONSOLE, &format!("{CONSOLE} falha=\"9\"")), CAPITULO, CONSOLE =>
        "o bloco diz que o comando 9 falha, e não o tem",
        "conte os comandos do bloco a partir de 1: são as linhas que começam por $";
    @atributo_que_nao_cabe_no_bloco
        troca(CAPITULO, TEXT, &format!("{TEXT} alt=\"x\"")), CAPITULO, TEXT =>
        "o bloco text com inclusão não aceita o atributo “alt”",
        "este bloco aceita só: legenda, rode";
    @atributo_em_rust_sem_inclusao
        mais(INICIO, "\n```rust legenda=\"Um programa.\"\nfn main() {}\n```\n"), INICIO, "```rust" =>
        "o bloco rust sem inclusão não aceita o atributo “legenda”",
        "tire os atributos, ou inclua o texto de um arquivo de listings";
    @bloco_recuado
        mais(INICIO, "\nUm bloco:\n\n    fn main() {}\n"), INICIO, "    fn main" =>
        "bloco de código feito por recuo, sem cerca",
        "cerque-o com ``` e diga a linguagem; se não é código, tire o recuo de quatro espaços";
    @cerca_que_nao_fecha
        mais(INICIO, "\n```text\nabc\n"), INICIO, "```text" => NAO_FECHA, FECHE;
        mais(INICIO, "\n```text\nabc\n``\n"), INICIO, "```text" => NAO_FECHA, FECHE;
        mais(INICIO, "\n```text\n"), INICIO, "```text" => NAO_FECHA, FECHE;
}

aceitos! {
    @cerca_de_til_e_cerca_em_citacao_fecham
        mais(INICIO, "\n~~~text\n```\n~~~\n\n> ```text\n> a\n> ```\n");
}
