use crate::comum::{INICIO, LivroDeTeste, troca};

aceitos! {
    @livro_bom_nao_tem_problema_algum LivroDeTeste::bom();
}

#[test]
fn pasta_sem_livro_e_dita_como_tal() {
    let erro = std::fs::read_to_string("/nao/existe").expect_err("o arquivo não existe");
    LivroDeTeste::bom().apagar("book.toml").recusa(
        "book.toml",
        1,
        format!("não consigo ler a configuração do livro: {erro}"),
        "rode na raiz do repositório, ou diga onde está o livro com --livro PASTA",
    );
}

#[test]
fn todos_os_problemas_aparecem_de_uma_vez_e_em_ordem() {
    let livro = troca(INICIO, "# Início", "## Início");
    let livro = livro.trocar("src/404.md", "# Página", "## Página");
    let achados = livro.relatorio().problemas;
    let achados: Vec<String> = achados.iter().map(|p| p.onde()).collect();
    assert_eq!(achados, ["src/404.md:1", "src/index.md:1"]);
}
