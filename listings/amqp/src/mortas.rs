//! Olhar a fila morta: o que foi recusado, por quê, e quantas vezes.

use lapin::message::BasicGetMessage;
use lapin::options::BasicGetOptions;
use lapin::types::{AMQPValue, FieldTable};
use lapin::{Connection, ErrorKind};

use crate::conexao::Queda;
use crate::topologia::morta;

/// Uma mensagem morta.
#[derive(Debug, PartialEq, Eq)]
pub struct Morta {
    pub id: String,
    pub texto: String,
    pub fila: String,
    pub motivo: String,
    pub vezes: i64,
}

/// Até tantas mortas, das mais velhas às mais novas, sem tirá-las da fila: o
/// canal fecha sem confirmar, e o broker as põe de volta.
///
/// # Errors
/// A conversa caiu.
pub async fn olhar(
    conexao: &Connection,
    fila: &str,
    quantas: usize,
) -> Result<Vec<Morta>, Queda> {
    let canal = conexao.create_channel().await?;
    let mut vistas = Vec::new();
    while vistas.len() < quantas {
        let opcoes = BasicGetOptions::default();
        match canal.basic_get(morta(fila).as_str().into(), opcoes).await {
            Ok(Some(mensagem)) => vistas.push(entender(&mensagem)),
            Ok(None) => break,
            // 404: a fila morta nem existe, e portanto nada morreu.
            Err(erro) if matches!(erro.kind(), ErrorKind::ProtocolError(_)) => {
                return Ok(vistas);
            }
            Err(erro) => return Err(erro.into()),
        }
    }
    canal.close(200, "só olhei".into()).await?;
    Ok(vistas)
}

fn entender(mensagem: &BasicGetMessage) -> Morta {
    let propriedades = &mensagem.properties;
    let historia = propriedades
        .headers()
        .as_ref()
        .and_then(|h| h.inner().get("x-death"));
    // Uma tabela por fila e motivo; a primeira é a morte mais recente.
    let ultima = match historia {
        Some(AMQPValue::FieldArray(mortes)) => match mortes.as_slice().first() {
            Some(AMQPValue::FieldTable(morte)) => morte.clone(),
            _ => FieldTable::default(),
        },
        _ => FieldTable::default(),
    };
    let texto = |chave: &str| match ultima.inner().get(chave) {
        Some(AMQPValue::LongString(texto)) => texto.to_string(),
        _ => "?".to_owned(),
    };
    let vezes = match ultima.inner().get("count") {
        Some(AMQPValue::LongLongInt(vezes)) => *vezes,
        _ => 0,
    };
    let id = propriedades.message_id().as_ref();
    Morta {
        id: id.map_or_else(|| "?".to_owned(), ToString::to_string),
        texto: String::from_utf8_lossy(&mensagem.data).into_owned(),
        fila: texto("queue"),
        motivo: texto("reason"),
        vezes,
    }
}
