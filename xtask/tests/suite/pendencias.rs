use crate::comum::LivroDeTeste;

#[test]
fn pendencia_em_qualquer_lugar_do_livro() {
    // Em pedaços, para que a conferência do próprio repositório não recuse este arquivo.
    let palavras = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("X", "XX"),
        concat!("to", "do!"),
        concat!("unimpl", "emented!"),
    ];
    let arquivos = [
        "src/index.md",
        "listings/eco/src/quadro.rs",
        "theme/curso.css",
        "xtask/src/lib.rs",
        "listings/eco/tests/quadro.rs",
    ];
    for (palavra, arquivo) in palavras.into_iter().zip(arquivos) {
        LivroDeTeste::bom()
            .escrever("xtask/src/lib.rs", "//! A ferramenta.\n")
            .acrescentar(arquivo, &format!("\n// {palavra} depois\n"))
            .recusa(
                arquivo,
                palavra,
                &format!("pendência deixada no texto: {palavra}"),
                "termine o que falta, ou leve a pendência para uma issue",
            );
    }
}

#[test]
fn trabalhos_tem_buracos_de_proposito_e_todos_nao_e_pendencia() {
    let texto = concat!("# Trabalho\n\nComplete o to", "do!() do arquivo.\n");
    LivroDeTeste::bom()
        .trocar(
            "src/SUMMARY.md",
            "[Outro]()",
            "[Outro](pratica/trabalhos/um.md)",
        )
        .escrever("src/pratica/trabalhos/um.md", texto)
        .acrescentar("src/404.md", "\nRODE TODOS.\n")
        .aceita();
}
