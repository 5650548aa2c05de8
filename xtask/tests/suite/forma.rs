use crate::comum::{CAPITULO, LivroDeTeste, mais, novo, troca};

const ORDEM: &str = "Experimente, Perguntas, Exercícios, Resumo, Para ir além";
const RESUMO: &str = "O quadro diz onde a mensagem acaba.\n";
const QUINTA: &str = "5. Cinco?\n\n   <details><summary>Resposta</summary>\n\n   Sim, cinco.\n\n   </details>\n";

/// O capítulo sem um trecho.
fn sem(trecho: &str) -> LivroDeTeste {
    troca(CAPITULO, trecho, "")
}

fn na_ordem() -> String {
    format!("o capítulo acaba com estas seções, nesta ordem: {ORDEM}")
}

/// As duas últimas seções, uma no lugar da outra.
fn trocadas() -> LivroDeTeste {
    let texto = LivroDeTeste::bom().ler(CAPITULO);
    let (antes, resumo) = texto.split_once("## Resumo").expect("há resumo");
    let partes = resumo.split_once("## Para ir além");
    let (resumo, alem) = partes.expect("há para ir além");
    let trocado = format!("{antes}## Para ir além{alem}\n## Resumo{resumo}");
    novo(CAPITULO, &trocado)
}

recusas! {
    @capitulo_sem_uma_secao_fixa
        troca(CAPITULO, "## Resumo\n", "## Fim\n"),
        CAPITULO, LivroDeTeste::bom().ler(CAPITULO).lines().count() =>
        "falta a seção “## Resumo”",
        format!("escreva-a; no fim do capítulo vêm, nesta ordem: {ORDEM}");
    @secoes_fora_de_ordem
        trocadas(), CAPITULO, "## Para ir além" =>
        "a seção “## Para ir além” está no lugar de “## Resumo”", na_ordem();
    @secao_depois_das_fixas
        mais(CAPITULO, "\n## Mais\n\nAinda há mais.\n"), CAPITULO, "## Perguntas" =>
        "a seção “## Perguntas” está no lugar de “## Experimente”", na_ordem();
    @capitulo_sem_promessa
        sem("Este capítulo mostra um eco que responde a todos.\n\n"), CAPITULO, "# Sockets" =>
        "falta a frase de promessa depois do título",
        "diga em uma frase o que o capítulo entrega";
    @capitulo_sem_habilidades
        troca(CAPITULO, "**Ao final deste capítulo**, o", "Ao final deste capítulo, o"),
        CAPITULO, "# Sockets" =>
        "falta o parágrafo que começa por **Ao final deste capítulo**",
        "escreva-o antes da primeira seção, seguido de uma lista de 3 a 5 habilidades";
    @habilidades_de_menos
        sem("- lê um quadro;\n"), CAPITULO, "# Sockets" =>
        "**Ao final deste capítulo** tem 2 habilidades",
        "faça uma lista de 3 a 5, cada uma um verbo que se possa testar";
    @experiencias_de_menos
        sem("### Mude o tipo\n"), CAPITULO, "## Experimente" =>
        "experiências (`###`) nesta seção: 2", "são precisos ao menos 3";
    @perguntas_de_menos
        sem(QUINTA), CAPITULO, "## Perguntas" =>
        "perguntas em lista numerada nesta seção: 4", "são precisos de 5 a 8";
    @pergunta_sem_resposta
        sem("   Sim, dois.\n"), CAPITULO, "## Perguntas" =>
        "a pergunta 2 não tem resposta recolhida",
        "ponha no item <details><summary>Resposta</summary> … </details>";
    @exercicios_de_menos
        sem("2. Escreva um servidor.\n"), CAPITULO, "## Exercícios" =>
        "exercícios em lista numerada nesta seção: 1", "são precisos de 2 a 4";
    @resumo_longo
        troca(CAPITULO, RESUMO, &RESUMO.repeat(9)), CAPITULO, "## Resumo" =>
        "o resumo tem 9 linhas", "resuma em até 8 linhas, sem contar as vazias";
    @para_ir_alem_de_menos
        sem("- [O manual](https://example.org/manual): a página do sistema.\n"),
        CAPITULO, "## Para ir além" =>
        "itens em lista nesta seção: 1", "são precisos de 2 a 5";
}

aceitos! {
    @paginas_fora_das_quatro_partes_sao_livres
        troca("src/SUMMARY.md", "[Outro]()", "[Outro](pratica/outro.md)")
            .escrever("src/pratica/outro.md", "# Outro\n\nUma página livre.\n");
}
