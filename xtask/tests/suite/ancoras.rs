use crate::comum::{QUADRO, mais};

recusas! {
    @ancora_que_nenhum_capitulo_mostra
        mais(QUADRO, "// ANCHOR: esquecida\npub fn sobra() {}\n// ANCHOR_END: esquecida\n"),
        QUADRO, "// ANCHOR: esquecida" => "nenhum capítulo mostra a âncora “esquecida”",
        "mostre o trecho num capítulo, ou apague ANCHOR e ANCHOR_END";
}
