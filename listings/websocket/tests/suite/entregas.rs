//! Os mesmos eventos por todas as maneiras: nenhum se perde, e o preço é outro.

use std::time::Duration;

use websocket::comparar::comparar;

#[tokio::test]
async fn todas_as_maneiras_entregam_tudo_e_o_websocket_gasta_menos_bytes() {
    let media = Duration::from_millis(20);
    // Um evento fora de ordem, ou perdido, já é um erro em `comparar`.
    let medidas = comparar(30, media, 1).await.expect("nada se perde");
    let bytes = |nome: &str| {
        let (_, medida) = medidas
            .iter()
            .find(|(n, _)| *n == nome)
            .expect("foi medida");
        assert_eq!(medida.atrasos.len(), 30, "{nome}");
        medida.bytes
    };
    let (ws, sse, longo) = (bytes("WebSocket"), bytes("SSE"), bytes("long polling"));
    assert!(ws < sse && sse < longo, "bytes: {ws}, {sse} e {longo}");
    bytes("polling de 1 s");
}
