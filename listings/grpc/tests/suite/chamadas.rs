//! As quatro chamadas, e o que cada uma promete.

use std::time::Duration;

use crate::comum::NoAr;
use grpc::cliente::fluxo::Recebido;
use grpc::contrato::pedido_vigiar::Acao;
use grpc::contrato::vigia::Aviso;
use grpc::contrato::{PedidoAcompanhar, PedidoGravar, PedidoVigiar, Vigia};
use grpc::deposito::Limites;
use grpc::servidor::Opcoes;
use tokio::sync::mpsc::{Sender, channel};
use tokio_stream::wrappers::ReceiverStream;
use tonic::Code;
use tonic_types::StatusExt;

fn prefixo(prefixo: &str, seguir: bool) -> PedidoAcompanhar {
    PedidoAcompanhar {
        prefixo: prefixo.to_owned(),
        desde: 0,
        seguir,
    }
}

fn item(chave: &str, valor: i64) -> PedidoGravar {
    PedidoGravar {
        chave: chave.to_owned(),
        valor,
    }
}

#[tokio::test]
async fn unaria_um_pedido_e_uma_resposta() {
    let servidor = NoAr::novo().await;
    let cliente = servidor.cliente();
    let gravado = cliente.gravar("visitas", 7).await.expect("gravou");
    assert_eq!((gravado.valor, gravado.revisao), (7, 1));
    assert_eq!(cliente.obter("visitas").await.expect("há"), gravado);
    let erro = cliente.obter("outra").await.expect_err("não há");
    assert_eq!(erro.code(), Code::NotFound);
}

#[tokio::test]
async fn fluxo_do_servidor_manda_o_passado_em_ordem_e_acaba() {
    let servidor = NoAr::novo().await;
    for n in 0..200 {
        let chave = if n % 2 == 0 { "par" } else { "impar" };
        servidor.deposito.gravar(chave, n).expect("cabe");
    }
    let mut fluxo = servidor.cliente().acompanhar(prefixo("par", false)).await;
    let fluxo = fluxo.as_mut().expect("aceito");
    let mut valores = Vec::new();
    while let Some(evento) = fluxo.proximo().await.expect("sem erro") {
        valores.push(evento.valor);
    }
    let pares: Vec<_> = (0..200).filter(|n| n % 2 == 0).collect();
    assert_eq!(valores, pares, "todos os pares, em ordem, e nenhum ímpar");
}

#[tokio::test]
async fn quem_segue_recebe_o_futuro_sem_buraco() {
    let servidor = NoAr::novo().await;
    servidor.deposito.gravar("a", 0).expect("cabe");
    let fluxo = servidor.cliente().acompanhar(prefixo("", true)).await;
    let mut fluxo = fluxo.expect("aceito");
    for n in 1..500 {
        servidor.deposito.gravar("a", n).expect("cabe");
    }
    for esperado in 0..500 {
        let evento = fluxo.proximo().await.expect("sem erro").expect("há mais");
        assert_eq!(evento.valor, esperado);
    }
}

#[tokio::test]
async fn fluxo_do_cliente_muitos_pedidos_e_uma_resposta() {
    let servidor = NoAr::novo().await;
    let itens = (0..1000).map(|n| item(&format!("k{n}"), n));
    let itens = tokio_stream::iter(itens.collect::<Vec<_>>());
    let soma = servidor.cliente().importar(itens).await.expect("importou");
    assert_eq!((soma.itens, soma.revisao), (1000, 1000));
}

#[tokio::test]
async fn fluxo_do_cliente_com_item_ruim_diz_qual_e_os_anteriores_ficam() {
    let servidor = NoAr::novo().await;
    let itens = tokio_stream::iter([item("a", 1), item("", 2), item("c", 3)]);
    let erro = servidor
        .cliente()
        .importar(itens)
        .await
        .expect_err("há um ruim");
    assert_eq!(erro.code(), Code::InvalidArgument);
    let frase = "item 2: chave: está vazia (gravados antes dele: 1)";
    assert_eq!(erro.message(), frase);
    let detalhes = erro.get_error_details();
    let info = detalhes.error_info().expect("há detalhes");
    assert_eq!(info.metadata["gravados"], "1", "para quem não lê frases");
    let campo = detalhes.bad_request().expect("o campo continua dito");
    assert_eq!(campo.field_violations[0].field, "chave");
    assert!(
        servidor.deposito.obter("a").is_ok(),
        "o primeiro foi gravado"
    );
    assert!(servidor.deposito.obter("c").is_err(), "o terceiro, não");
}

/// Um lote que para por falta de lugar também diz até onde foi, e quando voltar.
#[tokio::test]
async fn importacao_que_enche_o_deposito_diz_quantos_gravou() {
    let limites = Limites {
        chaves: 2,
        ..Limites::default()
    };
    let servidor = NoAr::com(limites, Duration::ZERO, Opcoes::default()).await;
    let itens = tokio_stream::iter([item("a", 1), item("b", 2), item("c", 3)]);
    let erro = servidor.cliente().importar(itens).await;
    let erro = erro.expect_err("não cabem três");
    assert_eq!(erro.code(), Code::ResourceExhausted);
    let detalhes = erro.get_error_details();
    let info = detalhes.error_info().expect("há detalhes");
    assert_eq!(
        (info.reason.as_str(), info.metadata["gravados"].as_str()),
        ("CHEIO", "2")
    );
    assert_eq!(
        info.metadata["limite"], "2",
        "o que já se dizia continua dito"
    );
    assert!(detalhes.retry_info().is_some());
}

async fn pedir(envio: &Sender<PedidoVigiar>, acao: Acao) {
    let pedido = PedidoVigiar { acao: Some(acao) };
    envio.send(pedido).await.expect("a chamada está aberta");
}

async fn aviso(fluxo: &mut Recebido<Vigia>) -> Aviso {
    let vigia = fluxo.proximo().await.expect("sem erro").expect("há mais");
    vigia.aviso.expect("todo aviso diz algo")
}

#[tokio::test]
async fn nos_dois_sentidos_muda_se_o_que_se_vigia_no_meio_da_conversa() {
    let servidor = NoAr::novo().await;
    servidor.deposito.gravar("a/0", 0).expect("cabe");
    let (envio, pedidos) = channel(4);
    let fluxo = servidor
        .cliente()
        .vigiar(ReceiverStream::new(pedidos))
        .await;
    let mut fluxo = fluxo.expect("aceito");
    pedir(&envio, Acao::Vigiar("a/".into())).await;
    assert_eq!(aviso(&mut fluxo).await, Aviso::Vigiando("a/".into()));
    servidor.deposito.gravar("b/1", 1).expect("cabe");
    servidor.deposito.gravar("a/1", 1).expect("cabe");
    let Aviso::Evento(evento) = aviso(&mut fluxo).await else {
        panic!("devia ser um evento");
    };
    assert_eq!(evento.chave, "a/1", "nem o passado nem o que não se vigia");
    pedir(&envio, Acao::Esquecer("a/".into())).await;
    pedir(&envio, Acao::Vigiar("b/".into())).await;
    assert_eq!(aviso(&mut fluxo).await, Aviso::Esquecido("a/".into()));
    assert_eq!(aviso(&mut fluxo).await, Aviso::Vigiando("b/".into()));
    servidor.deposito.gravar("a/2", 2).expect("cabe");
    servidor.deposito.gravar("b/2", 2).expect("cabe");
    drop(envio); // fechar o meu lado não joga fora o que já vinha
    let Aviso::Evento(evento) = aviso(&mut fluxo).await else {
        panic!("devia ser um evento");
    };
    assert_eq!(evento.chave, "b/2");
    assert!(fluxo.proximo().await.expect("sem erro").is_none(), "acabou");
}
