use crate::comum::{CAPITULO, INICIO, troca};

recusas! {
    @titulo_que_pula_um_nivel
        troca(INICIO, "{{#mapa}}\n", "{{#mapa}}\n\n### Depois\n"), INICIO, "### Depois" =>
        "o título pula do nível 1 para o 3", "use ##";
    @dois_titulos_de_nivel_1
        troca(CAPITULO, "## O quadro", "# O quadro"), CAPITULO, "# O quadro" =>
        "a página tem mais de um título de nível 1",
        "deixe um só `#`, no começo; as seções são `##`";
    @primeiro_titulo_de_outro_nivel
        troca(INICIO, "# Início", "## Início"), INICIO, "## Início" =>
        "o primeiro título da página é de nível 2", "comece a página por `# Título`";
    @pagina_sem_titulo
        troca(INICIO, "# Início\n\n", ""), INICIO, 1 =>
        "a página não tem título", "comece-a por `# Título`";
}
