//! O que um servidor não pode mandar, tirado antes que a biblioteca o leia.

use http_body_util::BodyExt;
use tonic::body::Body;
use tonic::codegen::http::{HeaderMap, Response};
use tonic::metadata::MetadataMap;
use tonic::transport::Channel;
use tower::ServiceExt;
use tower::util::MapResponse;

/// Os detalhes de um erro, em base64. Se não o são, o tonic entra em pânico.
const DETALHES: &str = "grpc-status-details-bin";

/// Um canal em cujas respostas a biblioteca pode confiar.
pub(super) type Canal = MapResponse<Channel, fn(Response<Body>) -> Response<Body>>;

pub(super) fn limpo(canal: Channel) -> Canal {
    canal.map_response(limpar)
}

/// O estado vem no fim, ou nos cabeçalhos se nada mais vem.
fn limpar(mut resposta: Response<Body>) -> Response<Body> {
    conferir(resposta.headers_mut());
    resposta.map(|corpo| {
        Body::new(corpo.map_frame(|mut quadro| {
            if let Some(finais) = quadro.trailers_mut() {
                conferir(finais);
            }
            quadro
        }))
    })
}

/// Tira os detalhes ilegíveis: o código e a frase valem sem eles.
fn conferir(cabecalhos: &mut HeaderMap) {
    let lidos = MetadataMap::from_headers(std::mem::take(cabecalhos));
    let detalhes = lidos.get_bin(DETALHES);
    let ilegiveis = detalhes.is_some_and(|d| d.to_bytes().is_err());
    *cabecalhos = lidos.into_headers();
    if ilegiveis {
        cabecalhos.remove(DETALHES);
    }
}
