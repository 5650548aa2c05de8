use crate::comum::{CAPITULO, LivroDeTeste, troca};

/// Uma tabela de duas colunas depois do título da seção do livro bom.
fn com(cabecalho: &str) -> LivroDeTeste {
    let secao = format!("## O quadro\n\n{cabecalho}\n|---|---|\n| um | dois |\n");
    troca(CAPITULO, "## O quadro\n", &secao)
}

recusas! {
    @coluna_sem_nome
        com("| | Dois |"), CAPITULO, "| | Dois |" =>
        "a coluna 1 da tabela não tem nome", "escreva no cabeçalho o que a coluna diz";
}

aceitos! {
    @celula_vazia_fora_do_cabecalho_passa
        com("| Um | Dois |").trocar(CAPITULO, "| um | dois |", "| um | |");
}
