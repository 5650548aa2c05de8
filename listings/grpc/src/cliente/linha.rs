//! O cliente de linha de comando: cada chamada, e o que ela imprime.

pub mod entrada;
pub mod erro;
pub mod ligacao;

use std::pin::pin;

use anyhow::Result;
use apoio::programa::{escrever_linha, registrar};
use apoio::texto::{escapar, quantos};
use clap::{Args, ValueEnum};

use self::erro::dizer;
use super::Cliente;
use crate::contrato::vigia::Aviso;
use crate::contrato::{Evento, Item, PedidoAcompanhar, PedidoSomar};

/// As seis chamadas do contrato.
#[derive(Clone, Copy, ValueEnum)]
pub enum Chamada {
    Obter,
    Gravar,
    Somar,
    Acompanhar,
    Importar,
    Vigiar,
}

/// O que a chamada precisa saber; cada uma usa uma parte.
#[derive(Args)]
pub struct Alvo {
    /// A chave, ou o prefixo de acompanhar
    #[arg(long, value_name = "TEXTO", default_value = "")]
    chave: String,
    /// O valor a gravar, ou a somar
    #[arg(
        long,
        value_name = "N",
        default_value = "1",
        allow_hyphen_values = true
    )]
    valor: i64,
    /// A chave de idempotência de somar; sem ela, uma nova
    #[arg(long, value_name = "TEXTO")]
    intencao: Option<String>,
    /// Acompanhar a partir desta revisão
    #[arg(
        long,
        value_name = "REVISAO",
        default_value = "0",
        allow_hyphen_values = true
    )]
    desde: u64,
    /// Acompanhar também o que ainda vai acontecer
    #[arg(long)]
    seguir: bool,
}

/// Faz a chamada e imprime a resposta, até o fim dela ou de quem lê a saída.
///
/// # Errors
/// O estado do gRPC em uma linha, ou uma falha ao ler ou escrever.
pub async fn fazer(cliente: &Cliente, chamada: Chamada, alvo: Alvo) -> Result<()> {
    match chamada {
        Chamada::Obter => mostrar(&cliente.obter(&alvo.chave).await.map_err(dizer)?),
        Chamada::Gravar => {
            let gravado = cliente.gravar(&alvo.chave, alvo.valor).await;
            mostrar(&gravado.map_err(dizer)?)
        }
        Chamada::Somar => somar(cliente, alvo).await,
        Chamada::Acompanhar => acompanhar(cliente, alvo).await,
        Chamada::Importar => importar(cliente).await,
        Chamada::Vigiar => vigiar(cliente).await,
    }
}

fn mostrar(item: &Item) -> Result<()> {
    let (valor, revisao) = (item.valor, item.revisao);
    let chave = escapar(&item.chave); // quem a disse foi o servidor
    escrever_linha(format_args!("{chave} = {valor} (revisão {revisao})"))?;
    Ok(())
}

async fn somar(cliente: &Cliente, alvo: Alvo) -> Result<()> {
    let intencao = alvo.intencao.unwrap_or_else(|| {
        let nova = format!("{:016x}", fastrand::u64(..));
        registrar(format_args!(
            "intenção {nova}: repita com ela se não souber"
        ));
        nova
    });
    let pedido = PedidoSomar {
        chave: alvo.chave,
        parcela: alvo.valor,
        intencao,
    };
    mostrar(&cliente.somar(pedido).await.map_err(dizer)?)
}

async fn acompanhar(cliente: &Cliente, alvo: Alvo) -> Result<()> {
    let pedido = PedidoAcompanhar {
        prefixo: alvo.chave,
        desde: alvo.desde,
        seguir: alvo.seguir,
    };
    let mut eventos = cliente.acompanhar(pedido).await.map_err(dizer)?;
    while let Some(evento) = eventos.proximo().await.map_err(dizer)? {
        if !escrever_linha(frase(&evento))? {
            break; // ninguém mais lê: largar o fluxo cancela a chamada
        }
    }
    Ok(())
}

fn frase(evento: &Evento) -> String {
    let chave = escapar(&evento.chave);
    format!("{}: {chave} = {}", evento.revisao, evento.valor)
}

async fn importar(cliente: &Cliente) -> Result<()> {
    let (itens, falhou) = entrada::itens();
    let importados = tokio::select! {
        importados = cliente.importar(itens) => importados.map_err(dizer)?,
        erro = falhou => return Err(erro),
    };
    let itens = quantos(importados.itens, "item", "itens");
    let revisao = importados.revisao;
    escrever_linha(format_args!("{itens}, até a revisão {revisao}"))?;
    Ok(())
}

async fn vigiar(cliente: &Cliente) -> Result<()> {
    let (pedidos, falhou) = entrada::vigias();
    let mut falhou = pin!(falhou);
    let mut avisos = cliente.vigiar(pedidos).await.map_err(dizer)?;
    loop {
        let vigia = tokio::select! {
            vigia = avisos.proximo() => vigia.map_err(dizer)?,
            erro = &mut falhou => return Err(erro),
        };
        let Some(vigia) = vigia else { return Ok(()) };
        let linha = match vigia.aviso {
            Some(Aviso::Vigiando(prefixo)) => {
                format!("vigiando \"{}\"", escapar(&prefixo))
            }
            Some(Aviso::Esquecido(prefixo)) => {
                format!("esqueci \"{}\"", escapar(&prefixo))
            }
            Some(Aviso::Evento(evento)) => frase(&evento),
            None => continue, // um aviso de uma versão mais nova que esta
        };
        if !escrever_linha(linha)? {
            return Ok(());
        }
    }
}
