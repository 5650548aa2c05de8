//! Muitas mensagens pequenas, cada uma no seu quadro de HTTP/2: é como as manda um
//! cliente que as escreve uma a uma, e não é ataque nenhum.

use std::time::Duration;

use apoio::teste::PRAZO;
use bytes::Bytes;
use grpc::contrato::pedido_vigiar::Acao;
use grpc::contrato::{Importados, PedidoAcompanhar, PedidoGravar, PedidoVigiar};
use h2::client::{SendRequest, handshake};
use prost::Message;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::comum::NoAr;
use crate::cru::{IMPORTAR, OBTER, pedido, quadro};

const VIGIAR: &str = "/curso.deposito.v1.Deposito/Vigiar";

async fn conectar(servidor: &NoAr) -> SendRequest<Bytes> {
    let fluxo = TcpStream::connect(servidor.endereco).await.expect("escuta");
    let (cliente, conexao) = handshake(fluxo).await.expect("HTTP/2");
    tokio::spawn(conexao);
    cliente
}

#[tokio::test]
async fn cem_mil_itens_miudos_de_um_cliente_rapido_se_importam() {
    const ITENS: u32 = 100_000;
    let servidor = NoAr::novo().await;
    let mut cliente = conectar(&servidor).await;
    let (resposta, mut envio) = cliente
        .send_request(pedido("POST", IMPORTAR), false)
        .expect("enviado");
    let item = PedidoGravar {
        chave: "a".into(),
        valor: 1,
    };
    let item = Bytes::from(quadro(&item.encode_to_vec()));
    for _ in 1..ITENS {
        envio
            .send_data(item.clone(), false)
            .expect("a conexão vive");
    }
    envio.send_data(item, true).expect("a conexão vive");
    let resposta = timeout(3 * PRAZO, resposta).await.expect("não trava");
    let mut corpo = resposta.expect("a conexão vive").into_body();
    let dados = corpo.data().await.expect("há resposta").expect("inteira");
    let importados = Importados::decode(&dados[5..]).expect("é a do contrato");
    assert_eq!(importados.itens, ITENS);
}

/// Quem vigia e não lê os avisos faz o servidor parar de ler os seus pedidos: eles se
/// acumulam até a janela, que é o que segura o cliente. Não se derruba a conexão.
#[tokio::test]
async fn pedidos_miudos_por_ler_enchem_a_janela_e_nao_derrubam_a_conexao() {
    let servidor = NoAr::novo().await;
    servidor.deposito.gravar("a", 1).expect("cabe");
    let mut cliente = conectar(&servidor).await;
    let (_resposta, mut envio) = cliente
        .send_request(pedido("POST", VIGIAR), false)
        .expect("enviado");
    let acao = Some(Acao::Vigiar("a".into()));
    let um = Bytes::from(quadro(&PedidoVigiar { acao }.encode_to_vec()));
    for _ in 0..50_000 {
        envio.send_data(um.clone(), false).expect("a conexão vive");
    }
    // Cada ida e volta na mesma conexão prova que ela vive, e a deixa andar.
    for _ in 0..200 {
        let mut cliente = cliente.clone().ready().await.expect("a conexão vive");
        let (resposta, mut envio) = cliente
            .send_request(pedido("POST", OBTER), false)
            .expect("a conexão vive");
        let obter = Bytes::from(quadro(b"\x0a\x01a"));
        envio.send_data(obter, true).expect("a conexão vive");
        let resposta = timeout(PRAZO, resposta).await.expect("não trava");
        assert_eq!(resposta.expect("a conexão vive").status(), 200);
    }
}

/// O mesmo, do outro lado: o cliente que segue e não lê não derruba o servidor que lhe
/// manda um evento de cada vez.
#[tokio::test]
async fn eventos_miudos_por_ler_nao_derrubam_a_conexao_do_cliente() {
    const EVENTOS: u64 = 30_000;
    let servidor = NoAr::novo().await;
    let cliente = servidor.com_prazo(Duration::from_secs(300));
    let pedido = PedidoAcompanhar {
        seguir: true,
        ..PedidoAcompanhar::default()
    };
    let mut fluxo = cliente.acompanhar(pedido).await.expect("aceito");
    servidor.esperar_em_curso(1).await;
    for _ in 0..EVENTOS {
        servidor.deposito.gravar("a", 1).expect("cabe");
        tokio::task::yield_now().await; // o servidor manda um de cada vez
    }
    for n in 1..=EVENTOS {
        let evento = timeout(PRAZO, fluxo.proximo()).await.expect("não trava");
        let evento = evento.expect("a conexão vive").expect("segue");
        assert_eq!(evento.revisao, n, "nenhum se perdeu");
    }
}
