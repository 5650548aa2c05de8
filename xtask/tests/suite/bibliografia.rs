use crate::comum::{CAPITULO, INICIO, LivroDeTeste, mais, troca};

const OBRAS: &str = "src/referencias.md";
const CHAVE: &str = "**[@rfc9293 | RFC 9293 (2022)]**";
const OBRA: &str =
    "EDDY, W. *Transmission Control Protocol*. IETF, 2022. DOI: 10.17487/RFC9293.";
const OUTRA: &str = "- **[@rfc9293 | Outra, 2022]** EDDY, W. *Outra*. IETF, 2022. DOI: 10.17487/RFC9294.\n";
const MAL_FORMADA: &str = "entrada de bibliografia mal formada";
const FORMA: &str = "siga a forma: - **[@chave | Rótulo curto]** AUTOR. Título. Veículo, ano. DOI ou endereço.";

fn citar(citacao: &str) -> LivroDeTeste {
    mais(INICIO, &format!("\nComo em {citacao}.\n"))
}

recusas! {
    @citacao_sem_entrada
        citar("[@lamport1978]"), INICIO, "[@lamport1978]" =>
        "a citação [@lamport1978] não tem entrada",
        "acrescente a entrada em referencias.md";
    @citacao_quase_certa
        citar("[@rfc9239]"), INICIO, "[@rfc9239]" =>
        "a citação [@rfc9239] não tem entrada",
        "acrescente a entrada em referencias.md, ou cite [@rfc9293]";
    @citacao_mal_formada
        citar("[@rfc9293; @stevens2003]"), INICIO, "[@rfc9293;" =>
        "citação mal formada: [@rfc9293; @stevens2003]",
        "escreva [@chave], com letras minúsculas, algarismos e hífens; uma chave em cada";
    @entrada_que_ninguem_cita
        troca(CAPITULO, " [@rfc9293]", ""), OBRAS, "[@rfc9293" =>
        "ninguém cita a entrada “rfc9293”", "cite-a com [@rfc9293], ou apague-a";
    @chave_repetida
        mais(OBRAS, OUTRA), OBRAS, OUTRA => "a chave “rfc9293” já está na linha 6",
        "junte as duas entradas, ou dê outra chave a esta";
    @entrada_mal_formada
        troca(OBRAS, CHAVE, "[@rfc9293 | RFC 9293 (2022)]"), OBRAS, 6 => MAL_FORMADA, FORMA;
        troca(OBRAS, CHAVE, "**[@rfc9293 RFC 9293]**"), OBRAS, 6 => MAL_FORMADA, FORMA;
        troca(OBRAS, OBRA, "EDDY"), OBRAS, 6 => MAL_FORMADA, FORMA;
    @entrada_sem_ano
        troca(OBRAS, "RFC 9293 (2022)", "RFC 9293").trocar(OBRAS, "IETF, 2022.", "IETF."),
        OBRAS, "[@rfc9293" => "a entrada “rfc9293” não tem ano",
        "acrescente-o; numa página viva, o ano em que você a leu: acesso em 2026";
    @entrada_sem_endereco
        troca(OBRAS, " DOI: 10.17487/RFC9293.", ""), OBRAS, "[@rfc9293" =>
        "a entrada “rfc9293” não tem DOI nem endereço",
        "acrescente um dos dois, para que o leitor a ache";
}
