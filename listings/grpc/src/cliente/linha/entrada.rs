//! O que se digita, transformado em fluxo de pedidos.

use std::io::{self, BufRead, Read};
use std::thread;

use anyhow::{Context, Error, Result, anyhow, ensure};
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
        while let Some(linha) = linha(&mut entrada).transpose() {
            let pedido = linha.and_then(|l| entender(&l));
            let ruim = pedido.is_err();
            if envia.blocking_send(pedido).is_err() || ruim {
                break;
            }
        }
    });
    ReceiverStream::new(recebe)
}

/// A próxima linha, sem a quebra; `None` no fim.
fn linha(entrada: &mut impl BufRead) -> Result<Option<String>> {
    let mut linha = Vec::new();
    let teto = u64::try_from(MAIOR_LINHA + 1).unwrap_or(u64::MAX);
    let lidos = entrada.take(teto).read_until(b'\n', &mut linha);
    if lidos.context("não consegui ler a entrada")? == 0 {
        return Ok(None);
    }
    ensure!(
        linha.len() <= MAIOR_LINHA,
        "uma linha da entrada passa de 64 KiB"
    );
    // A causa fica de fora: a biblioteca padrão a diz em inglês.
    let linha =
        String::from_utf8(linha).map_err(|_| anyhow!("a entrada não é texto UTF-8"))?;
    Ok(Some(linha.trim_end_matches(['\r', '\n']).to_owned()))
}
