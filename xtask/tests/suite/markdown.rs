//! O que o Markdown publicaria errado em silêncio: cada recusa, na sua linha, e o que passa.

use crate::comum::{INICIO, LivroDeTeste, Onde, mais, novo, troca};

fn com(texto: &str) -> LivroDeTeste {
    mais(INICIO, &format!("\n{texto}\n"))
}

/// Cada texto é recusado assim, na primeira linha que tem o trecho.
#[track_caller]
fn recusam(textos: &[&str], trecho: &str, motivo: &str, remedio: &str) {
    for texto in textos {
        com(texto).recusa(INICIO, trecho, motivo, remedio);
    }
}

const SOLTO: &str = "há um cifrão que não abre nem fecha uma fórmula";
const CONFIRA: &str =
    "confira as chaves e os espaços da fórmula; um cifrão comum se escreve \\$";
const DINHEIRO: &str =
    "se é dinheiro, um cifrão comum se escreve \\$; se é fórmula, separe-a da palavra";
const FIGURA: &str =
    "![ALT](comunicacao/figuras/quadro.svg \"O quadro, $n^2$, de [@rfc9293].\")";
const DIAGRAMA: &str =
    "```mermaid legenda=\"O pedido.\" alt=\"ALT\"\nsequenceDiagram\n    A->>B: oi\n```";
const CONTINUA: &str =
    "```console\n$ cargo run -p eco \\\n    --bin eco-servidor\n$ cd \\\n  ..\n```";
const CONTINUA_MAL: &str = "```console\n$ cargo run -p eco \\\n    --bin outro\n```";

#[test]
fn dinheiro_nao_e_formula() {
    for (texto, formula) in [
        (
            "Preço de as$5 para o item; dois, as$10.",
            "$5 para o item; dois, as$",
        ),
        ("Preço: $5 para o item, as$10.", "$5 para o item, as$"),
    ] {
        let motivo = format!("“{formula}” está colado a uma letra ou algarismo");
        recusam(&[texto], "Preço", &motivo, DINHEIRO);
    }
    for texto in ["Preço de R$ 5 e de R$ 10.", "Preço de $5.", "<p>$n$</p>"] {
        recusam(&[texto], texto, SOLTO, CONFIRA);
    }
    recusam(&["Preço: $5 e\n\nmais $10."], "Preço: $5 e", SOLTO, CONFIRA);
    let tabela = "| preço | item |\n|-|-|\n| $n | m$ |";
    recusam(&[tabela], "| $n", SOLTO, CONFIRA);
    com("Preço de R\\$ 5, de `$5` e de $n$-item, $m$.").aceita();
}

#[test]
fn formula_em_bloco_fica_num_paragrafo_so_dela() {
    let textos = ["Preço:\n$$\nn\n$$", "$$n$$ é o preço.", "Um $$n$$ de item."];
    let motivo = "a fórmula entre $$ está colada a um texto";
    let remedio =
        "deixe-a num parágrafo só dela, com uma linha em branco antes e outra depois";
    recusam(&textos, "$$", motivo, remedio);
    com("Preço:\n\n$$\nn\n$$\n\n- $$m$$\n\n> $$k$$").aceita();
}

#[test]
fn formula_larga_na_linha_vai_para_um_bloco() {
    let termos: String = (1..=23).map(|i| format!("x_{{{i}}}")).collect();
    let motivo = format!(
        "a fórmula “{termos}” está errada: é larga demais para a linha de um telefone; \
         ponha-a num parágrafo só dela, entre $$"
    );
    let remedio = "corrija o LaTeX; um cifrão comum se escreve \\$";
    recusam(&[&format!("Preço ${termos}$.")], "Preço", &motivo, remedio);
    com(&format!("$${termos}$$")).aceita();
    com("Preço $A_{k,n} \\ge \\frac{1}{1 + n}$.").aceita();
}

#[test]
fn texto_alternativo_nao_tem_formula_nem_citacao() {
    com(&FIGURA.replace("ALT", "Um quadro")).aceita();
    for alt in ["Um $n$", "Um quadro de [@rfc9293]"] {
        for (modelo, trecho) in [(FIGURA, "!["), (DIAGRAMA, "```mermaid")] {
            let motivo = "o texto alternativo tem fórmula ou citação";
            let remedio = "escreva-o por extenso: ele é lido em voz alta";
            recusam(&[&modelo.replace("ALT", alt)], trecho, motivo, remedio);
        }
    }
}

recusas! {
    @legenda_com_mais_que_uma_legenda
        com("![Um quadro](comunicacao/figuras/quadro.svg \"Um <b>quadro</b>.\")"), INICIO, "![" =>
        "a legenda “Um <b>quadro</b>.” tem mais do que uma legenda aceita",
        "use só texto, `código`, *ênfase*, fórmulas e citações";
}

#[test]
fn caixa_de_aviso_que_nao_existe() {
    for (texto, primeira) in [
        ("> [!NOTA]\n> Um texto.", "[!NOTA]"),
        (">\n> [!NOTE]\n> Um texto.", "[!NOTE]"),
        ("> [!NOTE] Um texto.", "[!NOTE] Um texto."),
    ] {
        let achados = com(texto).relatorio().problemas;
        let esperado = format!("caixa de aviso desconhecida: {primeira}");
        assert!(achados.iter().any(|p| p.motivo == esperado), "{achados:?}");
    }
    com("> [!TIP]\n> Um item.").aceita();
}

aceitos! {
    @entidade_nao_e_palavra com("Tem 10&nbsp;livro &mdash; e &#8212; todo.");
}

const DE_UM: &str = "dê-lhe um endereço: ## Título {#endereco}";

#[test]
fn id_vazio_repetido_ou_da_interface() {
    let vazio = "o título não tem letra nem algarismo, e ficaria sem endereço";
    recusam(&["## ???"], "## ?", vazio, DE_UM);
    let outro = "o endereço do título, que tem fórmula, citação ou nota, seria outro que não o que se lê";
    let textos = ["## Um $n$", "## Um de [@rfc9293]", "## Um[^a]\n\n[^a]: Um."];
    recusam(&textos, "## Um", outro, DE_UM);
    let repetido = "o id “livro” já está noutro lugar da página";
    let mude = "mude um dos dois: um elo só pode levar a um";
    for texto in [
        "## Um {#livro}\n\n## Dois {#livro}",
        "## Livro\n\n## Dois {#livro}",
        "## Livro\n\n<p id=\"livro\">Dois</p>",
    ] {
        let livro = com(texto);
        livro.recusa(INICIO, "Dois".linha(&livro, INICIO), repetido, mude);
    }
    for id in ["PG-conteudo", "ref-um", "footnote-um", "fr-um-1", "um-f12"] {
        let motivo = format!("o id “{id}” é dos que a própria página põe");
        let remedio = "escolha outro, que não comece por PG-, ref-, footnote- ou fr- nem acabe por -f e um número";
        let titulo = format!("## Um {{#{id}}}");
        recusam(&[&titulo], &titulo, &motivo, remedio);
    }
    com("## Um $n$ {#um-n}\n\n## ??? {#duvida}\n\n## Um\n\n## Um").aceita();
}

#[test]
fn marca_de_html_que_nao_fecha_ou_fecha_outra() {
    let feche = "escreva </b> no mesmo parágrafo, item ou célula";
    recusam(&["Um <b>livro"], "<b>", "a marca <b> não fecha", feche);
    let motivo = "</b> fecha o que não está aberto aqui";
    let remedio = "feche as marcas na ordem inversa em que as abriu";
    let textos = ["Um livro</b>", "Um <i>livro</b></i>"];
    recusam(&textos, "</b>", motivo, remedio);
    let tire = "escreva-o como `código`, ou tire-o";
    for (texto, marca) in [
        ("Um <?php x ?> livro.", "<?php"),
        ("Um <!x> livro.", "<!x"),
        ("<div>\n<![CDATA[x]]>\n</div>", "<![CDATA[x]]"),
    ] {
        let motivo = format!("{marca} não é de HTML");
        recusam(&[texto], marca, &motivo, tire);
    }
    com("<div title='a > b'>\n\nUm<br>item <b>todo</b>\n\n<!-- <b> --></div>").aceita();
}

#[test]
fn comando_que_continua_na_linha_seguinte() {
    com(CONTINUA).aceita();
    let motivo = "a crate eco não tem o programa “outro”";
    let remedio = "programas que existem: eco-servidor";
    recusam(&[CONTINUA_MAL], "$ cargo", motivo, remedio);
}

#[test]
fn marca_de_ordem_de_bytes_no_comeco() {
    for arquivo in [INICIO, "src/SUMMARY.md"] {
        let texto = format!("\u{feff}{}", LivroDeTeste::bom().ler(arquivo));
        let motivo =
            "o arquivo começa por uma marca de ordem de bytes (BOM), que não se vê";
        novo(arquivo, &texto).recusa(arquivo, 1, motivo, "grave-o como UTF-8 sem BOM");
    }
}

#[test]
fn o_livro_sem_as_opcoes_do_katex_diz_o_que_falta() {
    troca("book.toml", "output = \"mathml\"", "output = \"html\"")
        .recusa_com("falta output = \"mathml\"");
}
