use crate::comum::LivroDeTeste;

#[test]
fn livro_bom_nao_tem_problema_algum() {
    LivroDeTeste::bom().aceita();
}

#[test]
fn pasta_sem_livro_e_dita_como_tal() {
    LivroDeTeste::bom().apagar("book.toml").recusa_na_linha(
        "book.toml",
        1,
        &format!(
            "não consigo ler a configuração do livro: {}",
            std::fs::read_to_string("/nao/existe").expect_err("o arquivo não existe")
        ),
        "rode na raiz do repositório, ou diga onde está o livro com --livro PASTA",
    );
}

#[test]
fn todos_os_problemas_aparecem_de_uma_vez_e_em_ordem() {
    let livro = LivroDeTeste::bom()
        .trocar("src/index.md", "# Início", "## Início")
        .trocar("src/404.md", "# Página", "## Página");
    let achados: Vec<String> = livro
        .relatorio()
        .problemas
        .iter()
        .map(|p| format!("{}:{}", p.arquivo.display(), p.linha))
        .collect();
    assert_eq!(achados, ["src/404.md:1", "src/index.md:1"]);
}
