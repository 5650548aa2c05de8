use crate::comum::LivroDeTeste;

#[test]
fn ancora_que_nenhum_capitulo_mostra() {
    LivroDeTeste::bom()
        .acrescentar(
            "listings/eco/src/quadro.rs",
            "// ANCHOR: esquecida\npub fn sobra() {}\n// ANCHOR_END: esquecida\n",
        )
        .recusa(
            "listings/eco/src/quadro.rs",
            "// ANCHOR: esquecida",
            "nenhum capítulo mostra a âncora “esquecida”",
            "mostre o trecho num capítulo, ou apague ANCHOR e ANCHOR_END",
        );
}
