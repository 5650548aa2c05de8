use crate::comum::{INICIO, QUADRO, novo, troca};

#[test]
fn pendencia_em_qualquer_lugar_do_livro() {
    // Em pedaços, para que a conferência do próprio repositório não recuse este arquivo.
    for (palavra, arquivo) in [
        (concat!("TO", "DO"), INICIO),
        (concat!("FIX", "ME"), QUADRO),
        (concat!("X", "XX"), "theme/curso.css"),
        (concat!("to", "do!"), "xtask/src/lib.rs"),
        (
            concat!("unimpl", "emented!"),
            "listings/eco/tests/quadro.rs",
        ),
    ] {
        let livro = novo("xtask/src/lib.rs", "//! A ferramenta.\n");
        let livro = livro.acrescentar(arquivo, &format!("\n// {palavra} depois\n"));
        let motivo = format!("pendência deixada no texto: {palavra}");
        let remedio = "termine o que falta, ou leve a pendência para uma issue";
        livro.recusa(arquivo, palavra, motivo, remedio);
    }
}

aceitos! {
    @trabalhos_tem_buracos_de_proposito_e_todos_nao_e_pendencia
        troca("src/SUMMARY.md", "[Outro]()", "[Outro](pratica/trabalhos/um.md)")
            .escrever(
                "src/pratica/trabalhos/um.md",
                concat!("# Trabalho\n\nComplete o to", "do!() do arquivo.\n"),
            )
            .acrescentar("src/404.md", "\nRODE TODOS.\n");
}
