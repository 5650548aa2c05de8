use crate::comum::{LivroDeTeste, novo, troca};

const SUMARIO: &str = "src/SUMMARY.md";
const OUTRO: &str = "- [Outro]()";
const ENSINAR: &str = "# Ensinar\n\nEste livro ensina.\n";
const CORRIJA: &str = "corrija o caminho, ou deixe-o vazio enquanto o capítulo não é escrito: `- [Título]()`";
const COM_ESPACO: &str = "  - [Outro](pratica/outro%20livro.md)\n- [Outro]()";
const VOLTE: &str = "# Nada\n\nVolte ao [outro](pratica/outro%20livro.md).\n";

/// O sumário com outro destino na segunda linha da parte.
fn apontar(destino: &str) -> LivroDeTeste {
    troca(SUMARIO, OUTRO, &format!("- [Outro]({destino})"))
}

recusas! {
    @livro_sem_sumario
        LivroDeTeste::bom().apagar(SUMARIO), SUMARIO, 1 =>
        "o livro não tem sumário", "crie o arquivo com a lista dos capítulos";
    @capitulo_fora_do_sumario
        novo("src/pratica/ensinar.md", ENSINAR), "src/pratica/ensinar.md", 1 =>
        "o capítulo não está no sumário, e por isso não é publicado",
        "acrescente uma linha para ele em SUMMARY.md, ou apague o arquivo";
    @sumario_que_aponta_para_o_que_nao_existe
        apontar("comunicacao/outro.md"), SUMARIO, "[Outro]" =>
        "o sumário aponta para um arquivo que não existe: comunicacao/outro.md",
        CORRIJA;
        apontar("comunica%C3%A7%C3%A3o.md"), SUMARIO, "[Outro]" =>
        "o sumário aponta para um arquivo que não existe: comunica%C3%A7%C3%A3o.md", CORRIJA;
    @capitulo_repetido_no_sumario
        apontar("./comunicacao/sockets.md"), SUMARIO, "[Outro]" =>
        "./comunicacao/sockets.md já está na linha 7 do sumário", "deixe uma só";
    @sumario_que_aponta_para_fora
        apontar("../../README.md"), SUMARIO, "[Outro]" =>
        "o sumário aponta para fora do livro: ../../README.md",
        "aponte para um arquivo da pasta do SUMMARY.md";
    @pagina_vazia
        novo("src/404.md", "# Nada\n\n<!-- depois -->\n"), "src/404.md", 1 =>
        "a página está vazia",
        "escreva o texto; um capítulo por escrever é `- [Título]()` no SUMMARY.md, sem arquivo";
}

aceitos! {
    @endereco_com_espaco_e_capitulo_dentro_de_outro_sao_aceitos
        novo("src/pratica/outro livro.md", "# Outro\n\nEste livro ensina.\n")
            .trocar(SUMARIO, OUTRO, COM_ESPACO)
            .escrever("src/404.md", VOLTE);
}

#[test]
fn sumario_que_o_mdbook_nao_entende() {
    let texto = "# Sumário\n\n- [Início](index.md)\n\n[Sockets](comunicacao/sockets.md)\n\n- [Fim]()\n";
    novo(SUMARIO, texto).recusa_com("src/SUMMARY.md:1: o mdBook não entende o sumário: ");
}
