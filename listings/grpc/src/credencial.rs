//! Quem chama diz quem é nos metadados, e um interceptador confere antes que o
//! serviço veja o pedido.

use std::sync::Arc;

use subtle::ConstantTimeEq;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::service::Interceptor;
use tonic::{Request, Status};

/// Uma credencial curta se adivinha tentando.
const MENOR: usize = 16;

/// Um segredo que os dois lados conhecem.
#[derive(Clone)]
pub struct Credencial(Arc<MetadataValue<Ascii>>);

/// Por que um texto não serve de credencial.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredencialRuim {
    #[error("a credencial tem menos de {MENOR} caracteres")]
    Curta,
    #[error("a credencial só pode ter letras sem acento, algarismos e pontuação")]
    Caractere,
}

impl Credencial {
    /// Aceita o conteúdo de um arquivo, sem as quebras de linha do fim.
    ///
    /// # Errors
    /// Veja [`CredencialRuim`].
    pub fn nova(texto: &str) -> Result<Self, CredencialRuim> {
        let texto = texto.trim_end();
        if texto.len() < MENOR {
            return Err(CredencialRuim::Curta);
        }
        if !texto.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(CredencialRuim::Caractere);
        }
        let valor = format!("Bearer {texto}").parse();
        let mut valor: MetadataValue<Ascii> =
            valor.map_err(|_| CredencialRuim::Caractere)?;
        // Fora dos diários, e da tabela de compressão de cabeçalhos do HTTP/2.
        valor.set_sensitive(true);
        Ok(Self(Arc::new(valor)))
    }
}

/// Do lado do cliente: põe a credencial, se há, em cada chamada.
#[derive(Clone)]
pub struct Assina(pub Option<Credencial>);

impl Interceptor for Assina {
    fn call(&mut self, mut pedido: Request<()>) -> Result<Request<()>, Status> {
        if let Some(Credencial(valor)) = &self.0 {
            let metadados = pedido.metadata_mut();
            metadados.insert("authorization", MetadataValue::clone(valor));
        }
        Ok(pedido)
    }
}

/// Do lado do servidor: sem a credencial certa, o serviço não é chamado.
#[derive(Clone)]
pub struct Confere(pub Option<Credencial>);

// ANCHOR: confere
impl Interceptor for Confere {
    fn call(&mut self, pedido: Request<()>) -> Result<Request<()>, Status> {
        let Some(Credencial(esperada)) = &self.0 else {
            return Ok(pedido); // o servidor foi posto no ar sem credencial
        };
        let Some(dita) = pedido.metadata().get("authorization") else {
            return Err(Status::unauthenticated("falta a credencial"));
        };
        // Comparar até a primeira diferença diria, pelo tempo, quantos bytes acertou.
        let certa = dita.as_encoded_bytes().ct_eq(esperada.as_encoded_bytes());
        if bool::from(certa) {
            Ok(pedido)
        } else {
            Err(Status::unauthenticated("a credencial não é esta"))
        }
    }
}
// ANCHOR_END: confere
