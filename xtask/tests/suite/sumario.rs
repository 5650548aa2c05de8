use crate::comum::LivroDeTeste;

const SUMARIO: &str = "src/SUMMARY.md";

#[test]
fn livro_sem_sumario() {
    LivroDeTeste::bom().apagar(SUMARIO).recusa_na_linha(
        SUMARIO,
        1,
        "o livro não tem sumário",
        "crie o arquivo com a lista dos capítulos",
    );
}

#[test]
fn capitulo_fora_do_sumario() {
    LivroDeTeste::bom()
        .escrever(
            "src/pratica/ensinar.md",
            "# Ensinar\n\nEste livro ensina.\n",
        )
        .recusa(
            "src/pratica/ensinar.md",
            "# Ensinar",
            "o capítulo não está no sumário, e por isso não é publicado",
            "acrescente uma linha para ele em SUMMARY.md, ou apague o arquivo",
        );
}

#[test]
fn sumario_que_aponta_para_o_que_nao_existe() {
    LivroDeTeste::bom()
        .trocar(SUMARIO, "[Outro]()", "[Outro](comunicacao/outro.md)")
        .recusa(
            SUMARIO,
            "[Outro]",
            "o sumário aponta para um arquivo que não existe: comunicacao/outro.md",
            "corrija o caminho, ou deixe-o vazio enquanto o capítulo não é escrito: `- [Título]()`",
        );
}

#[test]
fn capitulo_repetido_no_sumario() {
    LivroDeTeste::bom()
        .trocar(SUMARIO, "[Outro]()", "[Outro](./comunicacao/sockets.md)")
        .recusa(
            SUMARIO,
            "[Outro]",
            "./comunicacao/sockets.md já está na linha 7 do sumário",
            "deixe uma só",
        );
}

#[test]
fn sumario_que_aponta_para_fora() {
    LivroDeTeste::bom()
        .trocar(SUMARIO, "[Outro]()", "[Outro](../../README.md)")
        .recusa(
            SUMARIO,
            "[Outro]",
            "o sumário aponta para fora do livro: ../../README.md",
            "aponte para um arquivo da pasta do SUMMARY.md",
        );
}

#[test]
fn sumario_que_o_mdbook_nao_entende() {
    let texto = "# Sumário\n\n- [Início](index.md)\n\n[Sockets](comunicacao/sockets.md)\n\n- [Fim]()\n";
    let achados = LivroDeTeste::bom()
        .escrever(SUMARIO, texto)
        .relatorio()
        .problemas;
    assert_eq!(achados.len(), 1, "{achados:?}");
    assert!(
        achados[0]
            .to_string()
            .starts_with("src/SUMMARY.md:1: o mdBook não entende o sumário: "),
        "{}",
        achados[0]
    );
}

#[test]
fn pagina_vazia() {
    LivroDeTeste::bom()
        .escrever("src/404.md", "# Nada\n\n<!-- depois -->\n")
        .recusa(
            "src/404.md",
            "# Nada",
            "a página está vazia",
            "escreva o texto; um capítulo por escrever é `- [Título]()` no SUMMARY.md, sem arquivo",
        );
}

#[test]
fn endereco_com_espaco_e_capitulo_dentro_de_outro_sao_aceitos() {
    LivroDeTeste::bom()
        .escrever(
            "src/pratica/outro livro.md",
            "# Outro\n\nEste livro ensina.\n",
        )
        .trocar(
            SUMARIO,
            "- [Outro]()",
            "  - [Outro](pratica/outro%20livro.md)\n- [Outro]()",
        )
        .escrever(
            "src/404.md",
            "# Nada\n\nVolte ao [outro](pratica/outro%20livro.md).\n",
        )
        .aceita();
}
