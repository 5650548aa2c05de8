//! O cliente diante de um servidor que lhe manda ordens ao terminal.

use apoio::teste::Programa;
use grpc::contrato::deposito_server::{Deposito, DepositoServer};
use grpc::contrato::vigia::Aviso;
use grpc::contrato::{
    Evento, Importados, Item, PedidoAcompanhar, PedidoGravar, PedidoObter, PedidoSomar,
    PedidoVigiar, Vigia,
};
use tokio_stream::{Iter, iter};
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Response, Status, Streaming, async_trait};

use crate::comum::CLIENTE;

/// Apaga a tela, muda o título, forja uma linha e inverte a escrita.
const ORDENS: &str = "\x1b[2J\x1b]0;oi\x07\nb = 9\u{202e}\u{9b}";

struct Hostil;

type Todos<T> = Iter<std::vec::IntoIter<Result<T, Status>>>;

fn todos<T>(itens: Vec<T>) -> Response<Todos<T>> {
    Response::new(iter(itens.into_iter().map(Ok).collect::<Vec<_>>()))
}

fn evento() -> Evento {
    Evento {
        chave: ORDENS.into(),
        ..Evento::default()
    }
}

fn item() -> Result<Response<Item>, Status> {
    let chave = ORDENS.into();
    Ok(Response::new(Item {
        chave,
        ..Item::default()
    }))
}

#[async_trait]
impl Deposito for Hostil {
    async fn obter(&self, _: Request<PedidoObter>) -> Result<Response<Item>, Status> {
        item()
    }

    async fn gravar(&self, _: Request<PedidoGravar>) -> Result<Response<Item>, Status> {
        Err(Status::not_found(ORDENS))
    }

    async fn somar(&self, _: Request<PedidoSomar>) -> Result<Response<Item>, Status> {
        item()
    }

    type AcompanharStream = Todos<Evento>;

    async fn acompanhar(
        &self,
        _: Request<PedidoAcompanhar>,
    ) -> Result<Response<Todos<Evento>>, Status> {
        Ok(todos(vec![evento()]))
    }

    async fn importar(
        &self,
        _: Request<Streaming<PedidoGravar>>,
    ) -> Result<Response<Importados>, Status> {
        Err(Status::internal(ORDENS))
    }

    type VigiarStream = Todos<Vigia>;

    async fn vigiar(
        &self,
        _: Request<Streaming<PedidoVigiar>>,
    ) -> Result<Response<Todos<Vigia>>, Status> {
        let avisos = [
            Aviso::Vigiando(ORDENS.into()),
            Aviso::Esquecido(ORDENS.into()),
            Aviso::Evento(evento()),
        ];
        let avisos = avisos.map(|aviso| Vigia { aviso: Some(aviso) });
        Ok(todos(avisos.into()))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nada_do_que_um_servidor_hostil_manda_chega_cru_ao_terminal() {
    let entrada = TcpIncoming::bind("127.0.0.1:0".parse().expect("é endereço"));
    let entrada = entrada.expect("há porta");
    let endereco = entrada.local_addr().expect("tem endereço").to_string();
    let servidor = Server::builder().add_service(DepositoServer::new(Hostil));
    tokio::spawn(servidor.serve_with_incoming(entrada));
    for (chamada, linhas) in [
        ("obter", 1),
        ("gravar", 1),
        ("somar", 2), // e a intenção, no diário
        ("acompanhar", 1),
        ("importar", 1),
        ("vigiar", 3),
    ] {
        let argumentos = [
            "--chave",
            "a",
            "--chamada",
            chamada,
            "--endereco",
            &endereco,
        ];
        let fim = Programa::iniciar(CLIENTE, &argumentos).esperar_fim();
        let dito = fim.saida + &fim.erro;
        assert_eq!(dito.lines().count(), linhas, "{chamada}: {dito:?}");
        let perigoso = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!dito.contains(perigoso), "{chamada}: {dito:?}");
        assert!(dito.contains(r"\u{1b}[2J"), "{chamada}: {dito:?}");
    }
}
