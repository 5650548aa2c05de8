use crate::comum::{CAPITULO, LivroDeTeste};

#[test]
fn titulo_que_pula_um_nivel() {
    LivroDeTeste::bom()
        .trocar("src/index.md", "{{#mapa}}\n", "{{#mapa}}\n\n### Depois\n")
        .recusa(
            "src/index.md",
            "### Depois",
            "o título pula do nível 1 para o 3",
            "use ##",
        );
}

#[test]
fn dois_titulos_de_nivel_1() {
    LivroDeTeste::bom()
        .trocar(CAPITULO, "## O quadro", "# O quadro")
        .recusa(
            CAPITULO,
            "# O quadro",
            "a página tem mais de um título de nível 1",
            "deixe um só `#`, no começo; as seções são `##`",
        );
}

#[test]
fn primeiro_titulo_de_outro_nivel() {
    LivroDeTeste::bom()
        .trocar("src/index.md", "# Início", "## Início")
        .recusa(
            "src/index.md",
            "## Início",
            "o primeiro título da página é de nível 2",
            "comece a página por `# Título`",
        );
}

#[test]
fn pagina_sem_titulo() {
    LivroDeTeste::bom()
        .trocar("src/index.md", "# Início\n\n", "")
        .recusa_na_linha(
            "src/index.md",
            1,
            "a página não tem título",
            "comece-a por `# Título`",
        );
}
