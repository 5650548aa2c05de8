//! O que o Markdown publicaria errado em silêncio: cada recusa, na sua linha, e o que passa.

use crate::comum::LivroDeTeste;

fn com(texto: &str) -> LivroDeTeste {
    LivroDeTeste::bom().acrescentar("src/index.md", &format!("\n{texto}\n"))
}

#[track_caller]
fn recusa(texto: &str, trecho: &str, motivo: &str, remedio: &str) {
    com(texto).recusa("src/index.md", trecho, motivo, remedio);
}

const SOLTO: &str = "há um cifrão que não abre nem fecha uma fórmula";
const CONFIRA: &str =
    "confira as chaves e os espaços da fórmula; um cifrão comum se escreve \\$";

#[test]
fn dinheiro_nao_e_formula() {
    for (texto, formula) in [
        (
            "Preço de as$5 para o item; dois, as$10.",
            "$5 para o item; dois, as$",
        ),
        ("Preço: $5 para o item, as$10.", "$5 para o item, as$"),
    ] {
        recusa(
            texto,
            "Preço",
            &format!("“{formula}” está colado a uma letra ou algarismo"),
            "se é dinheiro, um cifrão comum se escreve \\$; se é fórmula, separe-a da palavra",
        );
    }
    for texto in [
        "Preço de R$ 5 e de R$ 10.",
        "Preço de $5.",
        "Preço: $5 e\n\nmais $10.",
        "<p>$n$</p>",
        "| preço | item |\n|-|-|\n| $n | m$ |",
    ] {
        let trecho = if texto.starts_with('|') {
            "| $n"
        } else {
            texto
        };
        let trecho = trecho.lines().next().expect("há uma linha");
        recusa(texto, trecho, SOLTO, CONFIRA);
    }
    com("Preço de R\\$ 5, de `$5` e de $n$-item, $m$.").aceita();
}

#[test]
fn formula_em_bloco_fica_num_paragrafo_so_dela() {
    for texto in [
        "Preço:\n$$\nn\n$$",
        "$$n$$ é o preço.",
        "Preço $$n$$ de item.",
    ] {
        recusa(
            texto,
            "$$",
            "a fórmula entre $$ está colada a um texto",
            "deixe-a num parágrafo só dela, com uma linha em branco antes e outra depois",
        );
    }
    com("Preço:\n\n$$\nn\n$$\n\n- $$m$$\n\n> $$k$$").aceita();
}

#[test]
fn formula_larga_na_linha_vai_para_um_bloco() {
    let termos: String = (1..=23).map(|i| format!("x_{{{i}}}")).collect();
    recusa(
        &format!("Preço ${termos}$."),
        "Preço",
        &format!(
            "a fórmula “{termos}” está errada: é larga demais para a linha de um telefone; \
             ponha-a num parágrafo só dela, entre $$"
        ),
        "corrija o LaTeX; um cifrão comum se escreve \\$",
    );
    com(&format!("$${termos}$$")).aceita();
    com("Preço $A_{k,n} \\ge \\frac{1}{1 + n}$.").aceita();
}

#[test]
fn texto_alternativo_nao_tem_formula_nem_citacao() {
    let figura =
        "![alt](comunicacao/figuras/quadro.svg \"O quadro, $n^2$, de [@rfc9293].\")";
    com(&figura.replace("alt", "Um quadro")).aceita();
    for alt in ["Um $n$", "Um quadro de [@rfc9293]"] {
        let motivo = "o texto alternativo tem fórmula ou citação";
        let remedio = "escreva-o por extenso: ele é lido em voz alta";
        recusa(&figura.replace("alt", alt), "![", motivo, remedio);
        let diagrama = format!(
            "```mermaid legenda=\"O pedido.\" alt=\"{alt}\"\nsequenceDiagram\n    A->>B: oi\n```"
        );
        recusa(&diagrama, "```mermaid", motivo, remedio);
    }
}

#[test]
fn legenda_com_mais_que_uma_legenda() {
    recusa(
        "![Um quadro](comunicacao/figuras/quadro.svg \"Um <b>quadro</b>.\")",
        "![",
        "a legenda “Um <b>quadro</b>.” tem mais do que uma legenda aceita",
        "use só texto, `código`, *ênfase*, fórmulas e citações",
    );
}

#[test]
fn caixa_de_aviso_que_nao_existe() {
    for (texto, primeira) in [
        ("> [!NOTA]\n> Um texto.", "[!NOTA]"),
        ("> [!NOTE] Um texto.", "[!NOTE] Um texto."),
    ] {
        let achados = com(texto).relatorio().problemas;
        let esperado = format!("caixa de aviso desconhecida: {primeira}");
        assert!(achados.iter().any(|p| p.motivo == esperado), "{achados:?}");
    }
    com("> [!TIP]\n> Um item.").aceita();
}

#[test]
fn entidade_nao_e_palavra() {
    com("Tem 10&nbsp;livro &mdash; e &#8212; todo.").aceita();
}

#[test]
fn id_vazio_repetido_ou_da_interface() {
    let vazio = "o título não tem letra nem algarismo, e ficaria sem endereço";
    recusa("## ???", "## ?", vazio, "dê-lhe um: ## Título {#endereco}");
    let outro = "mude um dos dois: um elo só pode levar a um";
    for texto in [
        "## Um {#livro}\n\n## Dois {#livro}",
        "## Livro\n\n## Dois {#livro}",
        "## Livro\n\n<p id=\"livro\">Dois</p>",
    ] {
        let motivo = "o id “livro” já está noutro lugar da página";
        let livro = com(texto);
        let linha = livro.linha("src/index.md", "Dois");
        livro.recusa_na_linha("src/index.md", linha, motivo, outro);
    }
    recusa(
        "## Um {#PG-conteudo}",
        "{#PG",
        "o id “PG-conteudo” é da interface da página",
        "escolha outro, que não comece por PG-",
    );
    com("## ??? {#duvida}\n\n## Um\n\n## Um").aceita();
}

#[test]
fn marca_de_html_que_nao_fecha_ou_fecha_outra() {
    let feche = "escreva </b> no mesmo parágrafo, item ou célula";
    recusa("Um <b>livro", "<b>", "a marca <b> não fecha", feche);
    for texto in ["Um livro</b>", "Um <i>livro</b></i>"] {
        recusa(
            texto,
            "</b>",
            "</b> fecha o que não está aberto aqui",
            "feche as marcas na ordem inversa em que as abriu",
        );
    }
    com("<div title='a > b'>\n\nUm<br>item <b>todo</b>\n\n<!-- <b> --></div>").aceita();
}

#[test]
fn comando_que_continua_na_linha_seguinte() {
    com("```console\n$ cargo run -p eco \\\n    --bin eco-servidor\n$ cd \\\n  ..\n```")
        .aceita();
    recusa(
        "```console\n$ cargo run -p eco \\\n    --bin outro\n```",
        "$ cargo",
        "a crate eco não tem o programa “outro”",
        "programas que existem: eco-servidor",
    );
}

#[test]
fn marca_de_ordem_de_bytes_no_comeco() {
    for arquivo in ["src/index.md", "src/SUMMARY.md"] {
        let texto = format!("\u{feff}{}", LivroDeTeste::bom().ler(arquivo));
        LivroDeTeste::bom()
            .escrever(arquivo, &texto)
            .recusa_na_linha(
                arquivo,
                1,
                "o arquivo começa por uma marca de ordem de bytes (BOM), que não se vê",
                "grave-o como UTF-8 sem BOM",
            );
    }
}

#[test]
fn o_livro_sem_as_opcoes_do_katex_diz_o_que_falta() {
    let achados = LivroDeTeste::bom()
        .trocar("book.toml", "output = \"mathml\"", "output = \"html\"")
        .relatorio()
        .problemas;
    assert_eq!(achados.len(), 1, "{achados:?}");
    assert!(
        achados[0].motivo.contains("falta output = \"mathml\""),
        "{achados:?}"
    );
}
