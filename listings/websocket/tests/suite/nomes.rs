//! Os nomes: o que forjaria uma linha na tela de outro não entra.

use websocket::protocolo::conferir_nome;

#[test]
fn nome_que_se_confunde_ou_nao_se_ve_e_recusado() {
    for nome in [
        "",
        " ana",
        "ana: oi",          // passaria por uma fala de ana
        "a\u{202e}na",      // inverte o resto da linha
        "ana\u{200b}",      // outro nome, que se vê igual
        "\u{2800}\u{3164}", // em branco
        "\u{1b}[2J",
        "ana\u{fe0f}",
        "ana\u{a0}lima",
        "ana\u{3000}lima",
        "ana\u{ff1a} oi",
        "ana\nbia",
        "\u{9b}31m",
    ] {
        assert!(conferir_nome("o nome", nome).is_err(), "{nome:?} entrou");
    }
    for nome in [
        "ana",
        "Zé d'Ávila",
        "李",
        "a-b_c.d/e",
        "🙂",
        &"é".repeat(32),
    ] {
        assert_eq!(conferir_nome("o nome", nome), Ok(()));
    }
}
