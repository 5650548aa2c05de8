use crate::comum::{CAPITULO, LivroDeTeste};

const ORDEM: &str = "Experimente, Perguntas, Exercícios, Resumo, Para ir além";

#[track_caller]
fn recusa(de: &str, para: &str, linha: &str, motivo: &str, remedio: &str) {
    LivroDeTeste::bom()
        .trocar(CAPITULO, de, para)
        .recusa(CAPITULO, linha, motivo, remedio);
}

#[test]
fn capitulo_sem_uma_secao_fixa() {
    let livro = LivroDeTeste::bom().trocar(CAPITULO, "## Resumo\n", "## Fim\n");
    let ultima = livro.ler(CAPITULO).lines().count();
    livro.recusa_na_linha(
        CAPITULO,
        ultima,
        "falta a seção “## Resumo”",
        &format!("escreva-a; no fim do capítulo vêm, nesta ordem: {ORDEM}"),
    );
}

#[test]
fn secoes_fora_de_ordem() {
    let livro = LivroDeTeste::bom();
    let texto = livro.ler(CAPITULO);
    let (antes, resumo) = texto.split_once("## Resumo").expect("há resumo");
    let (resumo, alem) = resumo
        .split_once("## Para ir além")
        .expect("há para ir além");
    let trocado = format!("{antes}## Para ir além{alem}\n## Resumo{resumo}");
    livro.escrever(CAPITULO, &trocado).recusa(
        CAPITULO,
        "## Para ir além",
        "a seção “## Para ir além” está no lugar de “## Resumo”",
        &format!("o capítulo acaba com estas seções, nesta ordem: {ORDEM}"),
    );
}

#[test]
fn secao_depois_das_fixas() {
    LivroDeTeste::bom()
        .acrescentar(CAPITULO, "\n## Mais\n\nAinda há mais.\n")
        .recusa(
            CAPITULO,
            "## Perguntas",
            "a seção “## Perguntas” está no lugar de “## Experimente”",
            &format!("o capítulo acaba com estas seções, nesta ordem: {ORDEM}"),
        );
}

#[test]
fn capitulo_sem_promessa() {
    recusa(
        "Este capítulo mostra um eco que responde a todos.\n\n",
        "",
        "# Sockets",
        "falta a frase de promessa depois do título",
        "diga em uma frase o que o capítulo entrega",
    );
}

#[test]
fn capitulo_sem_habilidades() {
    recusa(
        "**Ao final deste capítulo**, o leitor:",
        "Ao final deste capítulo, o leitor:",
        "# Sockets",
        "falta o parágrafo que começa por **Ao final deste capítulo**",
        "escreva-o antes da primeira seção, seguido de uma lista de 3 a 5 habilidades",
    );
}

#[test]
fn habilidades_de_menos() {
    recusa(
        "- lê um quadro;\n",
        "",
        "# Sockets",
        "**Ao final deste capítulo** tem 2 habilidades",
        "faça uma lista de 3 a 5, cada uma um verbo que se possa testar",
    );
}

#[test]
fn experiencias_de_menos() {
    recusa(
        "### Mude o tipo\n",
        "",
        "## Experimente",
        "experiências (`###`) nesta seção: 2",
        "são precisos ao menos 3",
    );
}

#[test]
fn perguntas_de_menos() {
    let pergunta = "5. Cinco?\n\n   <details><summary>Resposta</summary>\n\n   Sim, cinco.\n\n   </details>\n";
    recusa(
        pergunta,
        "",
        "## Perguntas",
        "perguntas em lista numerada nesta seção: 4",
        "são precisos de 5 a 8",
    );
}

#[test]
fn pergunta_sem_resposta() {
    recusa(
        "   Sim, dois.\n",
        "",
        "## Perguntas",
        "a pergunta 2 não tem resposta recolhida",
        "ponha no item <details><summary>Resposta</summary> … </details>",
    );
}

#[test]
fn exercicios_de_menos() {
    recusa(
        "2. Escreva um servidor.\n",
        "",
        "## Exercícios",
        "exercícios em lista numerada nesta seção: 1",
        "são precisos de 2 a 4",
    );
}

#[test]
fn resumo_longo() {
    recusa(
        "O quadro diz onde a mensagem acaba.\n",
        &"O quadro diz onde a mensagem acaba.\n".repeat(9),
        "## Resumo",
        "o resumo tem 9 linhas",
        "resuma em até 8 linhas, sem contar as vazias",
    );
}

#[test]
fn para_ir_alem_de_menos() {
    recusa(
        "- [O manual](https://example.org/manual): a página do sistema.\n",
        "",
        "## Para ir além",
        "itens em lista nesta seção: 1",
        "são precisos de 2 a 5",
    );
}

#[test]
fn paginas_fora_das_quatro_partes_sao_livres() {
    LivroDeTeste::bom()
        .trocar("src/SUMMARY.md", "[Outro]()", "[Outro](pratica/outro.md)")
        .escrever("src/pratica/outro.md", "# Outro\n\nUma página livre.\n")
        .aceita();
}
