use crate::comum::{CAPITULO, LivroDeTeste};

const REFERENCIAS: &str = "src/referencias.md";
const FORMA: &str = "siga a forma: - **[@chave | Rótulo curto]** AUTOR. Título. Veículo, ano. DOI ou endereço.";

#[test]
fn citacao_sem_entrada() {
    LivroDeTeste::bom()
        .acrescentar("src/index.md", "\nComo em [@lamport1978].\n")
        .recusa(
            "src/index.md",
            "[@lamport1978]",
            "a citação [@lamport1978] não tem entrada",
            "acrescente a entrada em referencias.md",
        );
}

#[test]
fn citacao_quase_certa() {
    LivroDeTeste::bom()
        .acrescentar("src/index.md", "\nComo em [@rfc9239].\n")
        .recusa(
            "src/index.md",
            "[@rfc9239]",
            "a citação [@rfc9239] não tem entrada",
            "acrescente a entrada em referencias.md, ou cite [@rfc9293]",
        );
}

#[test]
fn citacao_mal_formada() {
    LivroDeTeste::bom()
        .acrescentar("src/index.md", "\nComo em [@rfc9293; @stevens2003].\n")
        .recusa(
            "src/index.md",
            "[@rfc9293;",
            "citação mal formada: [@rfc9293; @stevens2003]",
            "escreva [@chave], com letras minúsculas, algarismos e hífens; uma chave em cada",
        );
}

#[test]
fn entrada_que_ninguem_cita() {
    LivroDeTeste::bom()
        .trocar(CAPITULO, " [@rfc9293]", "")
        .recusa(
            REFERENCIAS,
            "[@rfc9293",
            "ninguém cita a entrada “rfc9293”",
            "cite-a com [@rfc9293], ou apague-a",
        );
}

#[test]
fn chave_repetida() {
    let outra = "- **[@rfc9293 | Outra, 2022]** EDDY, W. *Outra*. IETF, 2022. DOI: 10.17487/RFC9294.\n";
    LivroDeTeste::bom().acrescentar(REFERENCIAS, outra).recusa(
        REFERENCIAS,
        outra,
        "a chave “rfc9293” já está na linha 6",
        "junte as duas entradas, ou dê outra chave a esta",
    );
}

#[test]
fn entrada_mal_formada() {
    for (de, para) in [
        (
            "**[@rfc9293 | RFC 9293 (2022)]**",
            "[@rfc9293 | RFC 9293 (2022)]",
        ),
        (
            "**[@rfc9293 | RFC 9293 (2022)]**",
            "**[@rfc9293 RFC 9293]**",
        ),
        (
            "EDDY, W. *Transmission Control Protocol*. IETF, 2022. DOI: 10.17487/RFC9293.",
            "EDDY",
        ),
    ] {
        LivroDeTeste::bom()
            .trocar(REFERENCIAS, de, para)
            .recusa_na_linha(
                REFERENCIAS,
                6,
                "entrada de bibliografia mal formada",
                FORMA,
            );
    }
}

#[test]
fn entrada_sem_ano() {
    LivroDeTeste::bom()
        .trocar(REFERENCIAS, "RFC 9293 (2022)", "RFC 9293")
        .trocar(REFERENCIAS, "IETF, 2022.", "IETF.")
        .recusa(
            REFERENCIAS,
            "[@rfc9293",
            "a entrada “rfc9293” não tem ano",
            "acrescente-o; numa página viva, o ano em que você a leu: acesso em 2026",
        );
}

#[test]
fn entrada_sem_endereco() {
    LivroDeTeste::bom()
        .trocar(REFERENCIAS, " DOI: 10.17487/RFC9293.", "")
        .recusa(
            REFERENCIAS,
            "[@rfc9293",
            "a entrada “rfc9293” não tem DOI nem endereço",
            "acrescente um dos dois, para que o leitor a ache",
        );
}
