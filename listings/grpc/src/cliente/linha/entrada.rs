//! O que se digita, transformado em fluxo de pedidos.

use std::io;
use std::thread;

use anyhow::{Context, Error, Result};
use apoio::entrada::ler_linha;
use tokio::sync::mpsc::channel;
use tokio_stream::Stream;
use tokio_stream::wrappers::ReceiverStream;

use crate::cliente::fluxo::separar;
use crate::contrato::pedido_vigiar::Acao;
use crate::contrato::{PedidoGravar, PedidoVigiar};

/// Linhas lidas à frente da rede: o bastante para não parar a cada uma, e pouco
/// para que um arquivo enorme não vá parar na memória.
const ADIANTE: usize = 64;
/// Em bytes. Nenhuma chave chega perto disto, e `/dev/zero` é uma linha só.
const MAIOR_LINHA: usize = 64 * 1024;

/// Um pedido de gravar por linha `chave=valor`.
pub fn itens() -> (
    impl Stream<Item = PedidoGravar> + Send + 'static,
    impl Future<Output = Error>,
) {
    separar(linhas(|linha| {
        let ruim = || format!("{linha:?}: escreva chave=valor, com valor inteiro");
        let (chave, valor) = linha.split_once('=').with_context(ruim)?;
        let valor = valor.trim().parse().ok().with_context(ruim)?;
        let chave = chave.trim().to_owned();
        Ok(PedidoGravar { chave, valor })
    }))
}

/// Um prefixo a vigiar por linha; com `-` na frente, a esquecer.
pub fn vigias() -> (
    impl Stream<Item = PedidoVigiar> + Send + 'static,
    impl Future<Output = Error>,
) {
    separar(linhas(|linha| {
        let acao = match linha.strip_prefix('-') {
            Some(prefixo) => Acao::Esquecer(prefixo.to_owned()),
            None => Acao::Vigiar(linha.to_owned()),
        };
        Ok(PedidoVigiar { acao: Some(acao) })
    }))
}

/// Lê a entrada padrão numa thread à parte: quem espera o teclado não se cancela, e
/// o programa não pode ficar preso a ele.
fn linhas<T: Send + 'static>(
    entender: impl Fn(&str) -> Result<T> + Send + 'static,
) -> ReceiverStream<Result<T>> {
    let (envia, recebe) = channel(ADIANTE);
    thread::spawn(move || {
        let mut entrada = io::stdin().lock();
        for numero in 1.. {
            let lida = ler_linha(&mut entrada, numero, MAIOR_LINHA).transpose();
            let Some(lida) = lida else { break };
            let pedido = lida.map_err(Error::from).and_then(|l| entender(&l));
            let ruim = pedido.is_err();
            if envia.blocking_send(pedido).is_err() || ruim {
                break;
            }
        }
    });
    ReceiverStream::new(recebe)
}
