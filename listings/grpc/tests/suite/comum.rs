//! O que os testes compartilham: um servidor na porta 0 e clientes para ele.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use apoio::teste::PRAZO;
use grpc::camada::vida::Vida;
use grpc::cliente::Cliente;
use grpc::cliente::canal::{Stub, stub};
use grpc::contrato::deposito_server;
use grpc::deposito::{Deposito, Limites};
use grpc::insistencia::Politica;
use grpc::servico::Servico;
use grpc::servidor::{Erro, Fim, Opcoes, montar};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tonic::transport::{Channel, Endpoint};

/// Mais do que qualquer teste espera: se algo demora isto, só acaba cancelado.
pub const UMA_HORA: Duration = Duration::from_secs(3600);

pub const SEM_REPETIR: Politica = Politica {
    tentativas: 1,
    por_tentativa: UMA_HORA,
    recuo: Duration::from_millis(5),
    maior_recuo: Duration::from_millis(20),
};

/// Um servidor no ar, dentro do teste.
pub struct NoAr {
    pub endereco: SocketAddr,
    pub deposito: Arc<Deposito>,
    pub vida: Vida,
    pub tarefa: JoinHandle<Result<Fim, Erro>>,
}

impl NoAr {
    pub async fn novo() -> Self {
        Self::com(Limites::default(), Duration::ZERO, Opcoes::default()).await
    }

    pub async fn lento() -> Self {
        Self::com(Limites::default(), UMA_HORA, Opcoes::default()).await
    }

    pub async fn com(limites: Limites, demora: Duration, opcoes: Opcoes) -> Self {
        let vida = Vida::nova();
        let deposito = Arc::new(Deposito::novo(limites));
        let servico = Servico::novo(Arc::clone(&deposito), vida.clone(), demora);
        let (endereco, tarefa) = subir(servico, opcoes, vida.clone()).await;
        Self {
            endereco,
            deposito,
            vida,
            tarefa,
        }
    }

    pub fn stub(&self) -> Stub {
        stub(&[self.endereco.to_string()], None, None).expect("o endereço é bom")
    }

    pub fn cliente(&self) -> Cliente {
        cliente_de(self.endereco)
    }

    pub fn com_prazo(&self, prazo: Duration) -> Cliente {
        Cliente::novo(self.stub(), Some(prazo), SEM_REPETIR)
    }

    /// Espera haver `n` chamadas em curso.
    pub async fn esperar_em_curso(&self, n: usize) {
        esperar(self.vida.em_curso(), |&agora| agora == n).await;
    }

    /// Pede o fim e espera por ele.
    pub async fn encerrar(self) -> Fim {
        self.vida.pedido.cancel();
        let fim = timeout(PRAZO, self.tarefa).await;
        let fim = fim.expect("o servidor devia terminar").expect("sem pânico");
        fim.expect("o servidor não devia falhar")
    }
}

/// Um canal sem nada em volta, para os serviços que não são o nosso.
pub fn canal(servidor: &NoAr) -> Channel {
    let ponta = Endpoint::from_shared(format!("http://{}", servidor.endereco));
    ponta.expect("é endereço").connect_lazy()
}

pub fn cliente_de(endereco: SocketAddr) -> Cliente {
    let stub = stub(&[endereco.to_string()], None, None).expect("o endereço é bom");
    Cliente::novo(stub, Some(PRAZO), SEM_REPETIR)
}

pub async fn subir<D: deposito_server::Deposito>(
    servico: D,
    opcoes: Opcoes,
    vida: Vida,
) -> (SocketAddr, JoinHandle<Result<Fim, Erro>>) {
    let escuta = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("há porta livre");
    let endereco = escuta.local_addr().expect("o socket tem endereço");
    (endereco, servir(escuta, servico, opcoes, vida).await)
}

pub async fn servir<D: deposito_server::Deposito>(
    escuta: TcpListener,
    servico: D,
    opcoes: Opcoes,
    vida: Vida,
) -> JoinHandle<Result<Fim, Erro>> {
    let pronto = montar(servico, opcoes, vida).await;
    let pronto = pronto.expect("o pedido é bom");
    tokio::spawn(pronto.servir(escuta))
}

/// Espera um valor observado ficar como se quer.
#[track_caller]
pub fn esperar<T: std::fmt::Debug>(
    mut observado: watch::Receiver<T>,
    como: impl FnMut(&T) -> bool,
) -> impl Future<Output = ()> {
    let onde = std::panic::Location::caller();
    async move {
        let veio = timeout(PRAZO, observado.wait_for(como)).await.is_ok();
        assert!(veio, "{onde}: ficou em {:?}", *observado.borrow());
    }
}
