//! Da recusa do depósito ao código de estado do gRPC, com detalhes que um
//! programa entende (os tipos de `google.rpc`) e uma frase para quem lê.

use std::collections::HashMap;
use std::time::Duration;

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

use crate::deposito::Recusa;

/// Quem define os motivos, como pede `google.rpc.ErrorInfo`.
pub const DOMINIO: &str = "deposito.curso";

/// Quando o depósito está cheio, de quanto em quanto vale tentar.
const ESPERA_SE_CHEIO: Duration = Duration::from_secs(1);

// ANCHOR: recusa
impl From<Recusa> for Status {
    fn from(recusa: Recusa) -> Self {
        let (codigo, motivo) = match &recusa {
            Recusa::SemChave(_) => (Code::NotFound, "SEM_CHAVE"),
            Recusa::Cheio(_) => (Code::ResourceExhausted, "CHEIO"),
            Recusa::IntencaoAlheia(_) => (Code::AlreadyExists, "INTENCAO_ALHEIA"),
            Recusa::Transborda(_) => (Code::OutOfRange, "TRANSBORDA"),
            Recusa::Esquecida { .. } => (Code::OutOfRange, "ESQUECIDA"),
        };
        let mut detalhes = ErrorDetails::with_error_info(motivo, DOMINIO, dados(&recusa));
        if codigo == Code::ResourceExhausted {
            detalhes.set_retry_info(Some(ESPERA_SE_CHEIO));
        }
        Status::with_error_details(codigo, recusa.to_string(), detalhes)
    }
}
// ANCHOR_END: recusa

fn dados(recusa: &Recusa) -> HashMap<String, String> {
    let um = |nome: &str, valor: String| HashMap::from([(nome.to_owned(), valor)]);
    match recusa {
        Recusa::SemChave(chave) | Recusa::Transborda(chave) => um("chave", chave.clone()),
        Recusa::Cheio(limite) => um("limite", limite.to_string()),
        Recusa::IntencaoAlheia(intencao) => um("intencao", intencao.clone()),
        Recusa::Esquecida { guardada, .. } => um("guardada", guardada.to_string()),
    }
}

/// O pedido está errado, seja qual for o estado do depósito: repetir não adianta.
pub fn campo(nome: &str, problema: &str) -> Status {
    let detalhes = ErrorDetails::with_bad_request_violation(nome, problema);
    let frase = format!("{nome}: {problema}");
    Status::with_error_details(Code::InvalidArgument, frase, detalhes)
}

/// O servidor está de saída: o mesmo pedido, em outro, dá certo.
pub fn encerrando() -> Status {
    Status::unavailable("o servidor está encerrando; tente em outro")
}

/// O prazo do pedido acabou.
pub fn prazo_vencido() -> Status {
    Status::deadline_exceeded("o prazo venceu")
}

/// O erro que parou um fluxo do cliente, dizendo quantos itens já estão gravados:
/// o código fala do item em que parou, e não dos que vieram antes.
pub fn no_item(gravados: u32, erro: &Status) -> Status {
    let numero = gravados + 1;
    let frase = format!(
        "item {numero}: {} (gravados antes dele: {gravados})",
        erro.message()
    );
    let mut detalhes = erro.get_error_details();
    let (motivo, mut dados) = match detalhes.error_info() {
        Some(info) => (info.reason.clone(), info.metadata.clone()),
        None => ("ITEM_RECUSADO".to_owned(), HashMap::new()),
    };
    dados.insert("gravados".to_owned(), gravados.to_string());
    detalhes.set_error_info(motivo, DOMINIO, dados);
    Status::with_error_details(erro.code(), frase, detalhes)
}

/// A recusa do servidor de trás que fala da fachada, e não de quem a chamou: dita
/// como veio, o cliente poria a culpa na própria credencial, ou no próprio pedido.
pub fn da_fachada(erro: Status) -> Status {
    match erro.code() {
        Code::Unauthenticated | Code::PermissionDenied => {
            Status::internal("o servidor de trás não aceita a credencial da fachada")
        }
        _ if ilegivel(&erro) => {
            Status::internal("não entendi a resposta do servidor de trás")
        }
        _ => erro,
    }
}

/// Como a biblioteca começa a recusa do que passa do limite, e a do comprimido.
pub const GRANDE: &str = "Error, decoded message length too large";
pub const COMPRIMIDA: &str = "Content is compressed with";

/// Se a biblioteca, que o diz em inglês, não soube ler o que veio do outro lado.
pub fn ilegivel(erro: &Status) -> bool {
    let inicios = [
        GRANDE,
        COMPRIMIDA,
        "failed to decode Protobuf message",
        "Missing request message",
        "Missing response message",
        "Unexpected EOF decoding stream",
        "protocol error",
        "h2 protocol error",
    ];
    inicios.iter().any(|i| erro.message().starts_with(i))
}

/// O que a biblioteca diz do pedido que não soube ler, em português.
///
/// À mensagem grande demais ela chama `OutOfRange`; as do próprio projeto gRPC,
/// `ResourceExhausted`, e é o que os clientes esperam.
pub fn de_leitura(erro: Status) -> Status {
    let frase = erro.message();
    let (codigo, frase) = if frase.starts_with(GRANDE) {
        let frase = "a mensagem passa do limite do servidor";
        (Code::ResourceExhausted, frase)
    } else if frase.starts_with(COMPRIMIDA) {
        let frase = "o pedido vem comprimido, e este servidor não sabe abri-lo";
        (erro.code(), frase)
    } else if ilegivel(&erro) {
        let frase = "não entendi o pedido: não é o do contrato";
        (erro.code(), frase)
    } else {
        return erro;
    };
    // Os metadados ficam: dizem que compressões se aceitam.
    Status::with_metadata(codigo, frase, erro.metadata().clone())
}
