//! Um cliente que fala HTTP/2 e não sabe gRPC: manda o que se mandar e diz o que veio.

use std::net::SocketAddr;

use apoio::teste::PRAZO;
use bytes::Bytes;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tonic::Status;
use tonic::codegen::http::{HeaderMap, Request, StatusCode};

pub const OBTER: &str = "/curso.deposito.v1.Deposito/Obter";
pub const ACOMPANHAR: &str = "/curso.deposito.v1.Deposito/Acompanhar";
pub const GRAVAR: &str = "/curso.deposito.v1.Deposito/Gravar";
pub const IMPORTAR: &str = "/curso.deposito.v1.Deposito/Importar";

/// O que veio.
pub struct Resposta {
    pub http: StatusCode,
    /// Se os cabeçalhos já diziam que não vinha mais nada.
    pub so_cabecalhos: bool,
    pub cabecalhos: HeaderMap,
    pub finais: HeaderMap,
}

impl Resposta {
    /// O `grpc-status`, venha nos cabeçalhos ou no fim.
    pub fn estado(&self) -> Option<&str> {
        let valor = self.finais.get("grpc-status");
        let valor = valor.or_else(|| self.cabecalhos.get("grpc-status"));
        valor.and_then(|v| v.to_str().ok())
    }

    /// A frase, sem os `%`, venha nos cabeçalhos ou no fim.
    pub fn frase(&self) -> String {
        let estado = Status::from_header_map(&self.finais);
        let estado = estado.or_else(|| Status::from_header_map(&self.cabecalhos));
        estado.map_or_else(String::new, |e| e.message().to_owned())
    }
}

/// Um pedido a ser estragado.
pub fn pedido(metodo: &str, caminho: &str) -> Request<()> {
    Request::builder()
        .method(metodo)
        .uri(format!("http://127.0.0.1{caminho}"))
        .header("content-type", "application/grpc")
        .header("te", "trailers")
        .body(())
        .expect("o pedido é bem formado")
}

/// Põe na frente da mensagem a cabeça de cinco bytes.
pub fn quadro(mensagem: &[u8]) -> Vec<u8> {
    let tamanho = u32::try_from(mensagem.len()).expect("é pequena");
    let mut quadro = vec![0];
    quadro.extend(tamanho.to_be_bytes());
    quadro.extend(mensagem);
    quadro
}

/// Manda um pedido e estes bytes. Se `acaba`, fecha o seu lado.
pub async fn falar(
    endereco: SocketAddr,
    pedido: Request<()>,
    bytes: Vec<u8>,
    acaba: bool,
) -> Resposta {
    let conversa = async {
        let fluxo = TcpStream::connect(endereco)
            .await
            .expect("o servidor escuta");
        let (cliente, conexao) = h2::client::handshake(fluxo).await.expect("HTTP/2");
        tokio::spawn(conexao);
        let mut cliente = cliente.ready().await.expect("há lugar");
        let (resposta, mut envio) = cliente.send_request(pedido, false).expect("enviado");
        // O servidor pode ter recusado antes de ler o corpo.
        let _ = envio.send_data(Bytes::from(bytes), acaba);
        let resposta = resposta.await.expect("o servidor responde");
        let so_cabecalhos = resposta.body().is_end_stream();
        let (partes, mut corpo) = resposta.into_parts();
        while let Some(Ok(dados)) = corpo.data().await {
            let _ = corpo.flow_control().release_capacity(dados.len());
        }
        let finais = corpo.trailers().await.ok().flatten().unwrap_or_default();
        Resposta {
            http: partes.status,
            so_cabecalhos,
            cabecalhos: partes.headers,
            finais,
        }
    };
    timeout(PRAZO, conversa)
        .await
        .expect("o servidor responde a tempo")
}
