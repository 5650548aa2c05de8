use crate::comum::{CAPITULO, LivroDeTeste};

/// Uma tabela de duas colunas depois do título da seção do livro bom.
fn com(cabecalho: &str) -> LivroDeTeste {
    let secao = format!("## O quadro\n\n{cabecalho}\n|---|---|\n| um | dois |\n");
    LivroDeTeste::bom().trocar(CAPITULO, "## O quadro\n", &secao)
}

#[test]
fn coluna_sem_nome() {
    com("| | Dois |").recusa(
        CAPITULO,
        "| | Dois |",
        "a coluna 1 da tabela não tem nome",
        "escreva no cabeçalho o que a coluna diz",
    );
}

#[test]
fn celula_vazia_fora_do_cabecalho_passa() {
    com("| Um | Dois |")
        .trocar(CAPITULO, "| um | dois |", "| um | |")
        .aceita();
}
