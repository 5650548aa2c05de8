//! Olhar a fila morta: o que foi recusado, por quê, e quantas vezes.

use lapin::message::BasicGetMessage;
use lapin::options::BasicGetOptions;
use lapin::types::{AMQPValue, FieldTable};
use lapin::{Connection, ErrorKind};

use crate::conexao::{Queda, no_prazo};
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
    let canal = no_prazo(conexao.create_channel()).await?;
    let mut vistas = Vec::new();
    while vistas.len() < quantas {
        let opcoes = BasicGetOptions::default();
        // Um prazo para cada uma: muitas levam mais do que ele.
        match no_prazo(canal.basic_get(morta(fila).as_str().into(), opcoes)).await {
            Ok(Some(mensagem)) => vistas.push(entender(&mensagem)),
            Ok(None) => break,
            // A fila morta nem existe, e portanto nada morreu.
            Err(erro) if nao_existe(&erro) => return Ok(vistas),
            Err(erro) => return Err(erro),
        }
    }
    no_prazo(canal.close(200, "só olhei".into())).await?;
    Ok(vistas)
}

/// Só o 404 o diz; sem permissão, ou numa fila que é de outro, não se sabe o que há.
fn nao_existe(erro: &Queda) -> bool {
    let Queda::Erro(erro) = erro else {
        return false;
    };
    matches!(erro.kind(), ErrorKind::ProtocolError(erro) if erro.get_id() == 404)
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

#[cfg(test)]
mod testes {
    use super::*;
    use lapin::protocol::{AMQPError, AMQPErrorKind, AMQPSoftError};

    #[test]
    fn so_a_fila_que_nao_existe_quer_dizer_que_nada_morreu() {
        for (recusa, vazia) in [
            (AMQPSoftError::NOTFOUND, true),
            (AMQPSoftError::ACCESSREFUSED, false),
            (AMQPSoftError::RESOURCELOCKED, false),
            (AMQPSoftError::PRECONDITIONFAILED, false),
        ] {
            let erro = AMQPError::new(AMQPErrorKind::Soft(recusa), "".into());
            let erro = lapin::Error::from(ErrorKind::ProtocolError(erro));
            assert_eq!(nao_existe(&erro.into()), vazia);
        }
        assert!(!nao_existe(&Queda::Silencio));
    }
}
