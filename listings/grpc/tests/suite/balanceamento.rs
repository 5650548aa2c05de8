//! Dois servidores vistos como um.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use crate::comum::{NoAr, SEM_REPETIR, esperar, servir};
use apoio::teste::PRAZO;
use grpc::balanceado::Balanceado;
use grpc::camada::vida::Vida;
use grpc::cliente::Cliente;
use grpc::contrato::deposito_client::DepositoClient;
use grpc::contrato::deposito_server::SERVICE_NAME;
use grpc::credencial::Assina;
use grpc::deposito::{Deposito, Limites};
use grpc::insistencia::Politica;
use grpc::servico::Servico;
use grpc::servidor::Opcoes;
use tokio::net::TcpListener;
use tonic::Code;
use tonic::codegen::InterceptedService;
use tonic::transport::Endpoint;

pub fn balanceado(enderecos: &[SocketAddr], politica: Politica) -> (Cliente, Balanceado) {
    let canal = |e: &SocketAddr| {
        let ponta = Endpoint::from_shared(format!("http://{e}")).expect("é endereço");
        ponta.connect_lazy()
    };
    let canais = enderecos.iter().map(canal).collect();
    let balanceado = Balanceado::novo(canais, SERVICE_NAME);
    let assinado = InterceptedService::new(balanceado.clone(), Assina(None));
    let stub = DepositoClient::new(assinado);
    let cliente = Cliente::novo(stub, Some(PRAZO), politica);
    (cliente, balanceado)
}

async fn dois() -> (NoAr, NoAr, Cliente, Balanceado) {
    let (a, b) = (NoAr::novo().await, NoAr::novo().await);
    a.deposito.gravar("quem", 1).expect("cabe");
    b.deposito.gravar("quem", 2).expect("cabe");
    let (cliente, balanceado) = balanceado(&[a.endereco, b.endereco], SEM_REPETIR);
    (a, b, cliente, balanceado)
}

async fn quem(cliente: &Cliente, vezes: usize) -> Vec<i64> {
    let mut quem = Vec::new();
    for _ in 0..vezes {
        quem.push(cliente.obter("quem").await.expect("há um são").valor);
    }
    quem
}

#[tokio::test]
async fn entre_dois_saos_o_rodizio_e_exato() {
    let (_a, _b, cliente, _) = dois().await;
    assert_eq!(quem(&cliente, 6).await, [1, 2, 1, 2, 1, 2]);
}

#[tokio::test]
async fn servidor_que_se_despede_sai_do_rodizio_sem_que_ninguem_falhe() {
    let (a, _b, cliente, balanceado) = dois().await;
    quem(&cliente, 2).await;
    let mut antes = balanceado.saos();
    let despedida = tokio::spawn(a.encerrar());
    esperar(balanceado.saos(), |saos| saos == &[false, true]).await;
    assert!(antes.has_changed().is_ok_and(|mudou| mudou));
    antes.mark_unchanged();
    assert_eq!(quem(&cliente, 4).await, [2, 2, 2, 2]);
    despedida.await.expect("sem pânico");
}

#[tokio::test]
async fn sem_um_dos_tres_os_outros_dois_dividem_por_igual() {
    let (a, b, c) = (NoAr::novo().await, NoAr::novo().await, NoAr::novo().await);
    for (servidor, n) in [(&a, 1), (&b, 2), (&c, 3)] {
        servidor.deposito.gravar("quem", n).expect("cabe");
    }
    let enderecos = [a.endereco, b.endereco, c.endereco];
    let (cliente, balanceado) = balanceado(&enderecos, SEM_REPETIR);
    tokio::spawn(a.encerrar());
    esperar(balanceado.saos(), |saos| saos == &[false, true, true]).await;
    let mut atendidos = quem(&cliente, 6).await;
    atendidos.sort_unstable();
    assert_eq!(
        atendidos,
        [2, 2, 2, 3, 3, 3],
        "ninguém herda a vez de quem saiu"
    );
}

#[tokio::test]
async fn todos_fora_da_unavailable_e_a_volta_de_um_basta() {
    let (a, b, cliente, balanceado) = dois().await;
    quem(&cliente, 2).await;
    let endereco = b.endereco;
    tokio::join!(a.encerrar(), b.encerrar());
    esperar(balanceado.saos(), |saos| saos == &[false, false]).await;
    let erro = cliente.obter("quem").await.expect_err("não há ninguém");
    assert_eq!(erro.code(), Code::Unavailable);

    let escuta = TcpListener::bind(endereco)
        .await
        .expect("a porta ficou livre");
    let deposito = Arc::new(Deposito::novo(Limites::default()));
    deposito.gravar("quem", 3).expect("cabe");
    let servico = Servico::novo(deposito, Vida::nova(), Duration::ZERO);
    servir(escuta, servico, Opcoes::default(), Vida::nova()).await;
    esperar(balanceado.saos(), |saos| saos == &[false, true]).await;
    assert_eq!(quem(&cliente, 2).await, [3, 3]);
}

#[tokio::test]
async fn servidor_que_nunca_esteve_no_ar_e_pulado_na_repeticao() {
    let vivo = NoAr::novo().await;
    vivo.deposito.gravar("quem", 1).expect("cabe");
    let morto = {
        let escuta = TcpListener::bind("127.0.0.1:0").await.expect("há porta");
        escuta.local_addr().expect("tem endereço")
    };
    let (cliente, _) = balanceado(&[morto, vivo.endereco], Politica::default());
    assert_eq!(quem(&cliente, 4).await, [1, 1, 1, 1]);
}

#[tokio::test]
async fn servidor_que_aceita_a_conexao_e_se_cala_sai_do_rodizio() {
    let vivo = NoAr::novo().await;
    vivo.deposito.gravar("quem", 1).expect("cabe");
    let calado = TcpListener::bind("127.0.0.1:0").await.expect("há porta");
    let endereco = calado.local_addr().expect("tem endereço");
    let (cliente, balanceado) = balanceado(&[endereco, vivo.endereco], SEM_REPETIR);
    esperar(balanceado.saos(), |saos| saos == &[false, true]).await;
    let inicio = tokio::time::Instant::now();
    assert_eq!(quem(&cliente, 4).await, [1, 1, 1, 1]);
    let por_tentativa = Politica::default().por_tentativa;
    assert!(
        inicio.elapsed() < por_tentativa,
        "ninguém esperou pelo calado"
    );
}
