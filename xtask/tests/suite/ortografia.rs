use crate::comum::{CAPITULO, LivroDeTeste, fixo};
use curso::verificar::Ambiente;

const PALAVRAS: &str = "src/palavras.txt";

#[track_caller]
fn desconhece(livro: LivroDeTeste, arquivo: &str, palavra: &str) {
    livro.recusa(
        arquivo,
        palavra,
        &format!("palavra desconhecida: “{palavra}”"),
        "corrija-a, ou acrescente-a a palavras.txt",
    );
}

fn com(texto: &str) -> LivroDeTeste {
    LivroDeTeste::bom().acrescentar("src/index.md", &format!("\n{texto}\n"))
}

#[test]
fn palavra_desconhecida_e_dita_uma_vez_por_arquivo() {
    desconhece(com("Um zzyyxx, outro zzyyxx."), "src/index.md", "zzyyxx");
}

#[test]
fn palavra_quase_certa_ganha_sugestao() {
    com("Um sockett aberto.").recusa(
        "src/index.md",
        "sockett",
        "palavra desconhecida: “sockett”",
        "corrija-a (socket, sockets?), ou acrescente-a a palavras.txt",
    );
}

#[test]
fn tudo_o_que_o_leitor_le_e_conferido() {
    for texto in [
        "Em *zzyyxx* também.",
        "## Zona de zzyyxx",
        "<p title=\"um zzyyxx\">Um.</p>",
        "<p>Um zzyyxx.</p>",
        "[zzyyxx](index.md)",
        "- item\n  - zzyyxx",
    ] {
        desconhece(com(texto), "src/index.md", "zzyyxx");
    }
}

#[test]
fn legendas_e_textos_alternativos_sao_conferidos() {
    for (de, para) in [
        ("legenda=\"O pedido.\"", "legenda=\"O zzyyxx.\""),
        ("alt=\"O cliente pede e", "alt=\"O zzyyxx pede e"),
        ("![Um tamanho seguido", "![Um zzyyxx seguido"),
        ("svg \"O quadro.\"", "svg \"O zzyyxx.\""),
    ] {
        desconhece(
            LivroDeTeste::bom().trocar(CAPITULO, de, para),
            CAPITULO,
            "zzyyxx",
        );
    }
}

#[test]
fn letreiros_de_figuras_e_titulos_do_sumario_sao_conferidos() {
    let svg = "src/comunicacao/figuras/quadro.svg";
    for (de, para) in [(">carga<", ">zzyyxx<"), (">O quadro<", ">O zzyyxx<")] {
        desconhece(LivroDeTeste::bom().trocar(svg, de, para), svg, "zzyyxx");
    }
    let livro = LivroDeTeste::bom().trocar("src/SUMMARY.md", "[Outro]", "[Zzyyxx]");
    desconhece(livro, "src/SUMMARY.md", "Zzyyxx");
}

#[test]
fn o_que_nao_e_prosa_nao_e_conferido() {
    com("O `zzyyxx`, $zzyyxx$, <https://zzyyxx.org>, zzyyxx.toml, ZZ9, e XIV.\n\n<pre>zzyyxx</pre>\n\n```text\nzzyyxx\n```")
        .aceita();
}

#[test]
fn obras_da_bibliografia_nao_sao_conferidas_mas_o_resto_dela_sim() {
    LivroDeTeste::bom()
        .trocar("src/referencias.md", "EDDY, W.", "ZZYYXX, W.")
        .aceita();
    let livro =
        LivroDeTeste::bom().trocar("src/referencias.md", "As fontes", "As zzyyxx");
    desconhece(livro, "src/referencias.md", "zzyyxx");
}

#[test]
fn compostos_pronomes_maiusculas_e_apostrofos_sao_entendidos() {
    com("QUADRO, Quadro e quadro-carga; abri-lo, lê-la, mostrá-los, abre-se, mostrar-se-á, d'um e d’um.")
        .aceita();
    desconhece(com("Um quadro-zzyyxx."), "src/index.md", "quadro-zzyyxx");
}

#[test]
fn palavra_da_lista_que_ninguem_usa() {
    LivroDeTeste::bom()
        .acrescentar(PALAVRAS, "thread\n")
        .recusa(
            PALAVRAS,
            "thread",
            "nenhum texto do livro usa “thread”",
            "apague a linha",
        );
}

#[test]
fn palavra_da_lista_repetida() {
    LivroDeTeste::bom()
        .acrescentar(PALAVRAS, "sockets\n")
        .recusa_na_linha(PALAVRAS, 4, "“sockets” já está na linha 3", "deixe uma só");
}

#[test]
fn lista_fora_de_ordem() {
    com("Um buffer.").acrescentar(PALAVRAS, "buffer\n").recusa(
        PALAVRAS,
        "buffer",
        "“buffer” está fora de ordem: vem antes de “sockets”",
        "mantenha a ordem alfabética, sem olhar maiúsculas nem acentos",
    );
}

#[test]
fn palavra_da_lista_com_maiuscula_so_vale_assim() {
    com("Um TCP e um Socket.")
        .escrever(PALAVRAS, "socket\nsockets\nTCP\n")
        .aceita();
    let livro = com("Um TCP e um tcp.").escrever(PALAVRAS, "socket\nsockets\nTCP\n");
    desconhece(livro, "src/index.md", "tcp");
}

const INSTALE: &str = "instale o dicionário (Debian e Ubuntu: sudo apt install hunspell-pt-br) \
                       ou aponte CURSO_DICIONARIO para um pt_BR.dic";

#[test]
fn sem_dicionario_ha_um_aviso_e_o_resto_e_conferido() {
    let relatorio = com("Um zzyyxx.").relatorio_em(&Ambiente::default());
    assert_eq!(relatorio.problemas, []);
    assert_eq!(
        relatorio.avisos,
        [format!("a ortografia não foi conferida: {INSTALE}")]
    );
}

#[test]
fn sem_dicionario_na_integracao_continua_ha_um_problema() {
    let ambiente = Ambiente {
        ci: true,
        dicionarios: vec![fixo("dicionario/nao-existe.dic")],
        desenhista: None,
    };
    let relatorio = LivroDeTeste::bom().relatorio_em(&ambiente);
    let ditos: Vec<String> = relatorio
        .problemas
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        ditos,
        [format!(
            "book.toml:1: a ortografia não foi conferida: falta o dicionário pt-BR\n  remédio: {INSTALE}"
        )]
    );
    assert_eq!(relatorio.avisos, [""; 0]);
}
