//! O cliente de linha de comando: cada chamada, e o que ela imprime.

pub mod entrada;
pub mod erro;

use std::path::PathBuf;
use std::pin::pin;
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{duracao, escrever_linha, registrar};
use clap::{Args, ValueEnum};

use self::erro::dizer;
use super::Cliente;
use super::canal::{Tls, stub};
use crate::contrato::vigia::Aviso;
use crate::contrato::{Evento, Item, PedidoAcompanhar, PedidoSomar};
use crate::insistencia::Politica;
use crate::servidor::linha::{ler, ler_credencial};

/// Como chegar ao servidor.
#[derive(Args)]
pub struct Ligacao {
    /// Os servidores, separados por vírgula
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25017")]
    endereco: String,
    /// Para tudo, com as repetições dentro
    #[arg(long, value_name = "PRAZO", value_parser = duracao)]
    prazo: Option<Duration>,
    /// Arquivo com a credencial
    #[arg(long, value_name = "ARQUIVO")]
    credencial: Option<PathBuf>,
    /// Certificado, em PEM, de quem assinou o do servidor; liga o TLS
    #[arg(long, value_name = "ARQUIVO")]
    autoridade: Option<PathBuf>,
    /// O nome no certificado, se não é o do endereço
    #[arg(long, value_name = "NOME")]
    nome: Option<String>,
}

/// O cliente que a linha de comando pede.
///
/// # Errors
/// Um endereço ou um arquivo que não serve.
pub fn ligar(ligacao: &Ligacao) -> Result<Cliente> {
    let enderecos: Vec<_> = ligacao.endereco.split(',').map(str::to_owned).collect();
    let credencial = ligacao.credencial.as_deref().map(ler_credencial);
    let tls = ligacao.autoridade.as_deref().map(|autoridade| {
        let (autoridade, nome) = (ler(autoridade)?, ligacao.nome.clone());
        anyhow::Ok(Tls { autoridade, nome })
    });
    let stub = stub(
        &enderecos,
        tls.transpose()?.as_ref(),
        credencial.transpose()?,
    )?;
    Ok(Cliente::novo(stub, ligacao.prazo, Politica::default()))
}

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
    #[arg(long, value_name = "REVISAO", default_value = "0")]
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
    let Item {
        chave,
        valor,
        revisao,
    } = item;
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
    format!("{}: {} = {}", evento.revisao, evento.chave, evento.valor)
}

async fn importar(cliente: &Cliente) -> Result<()> {
    let (itens, falhou) = entrada::itens();
    let importados = tokio::select! {
        importados = cliente.importar(itens) => importados.map_err(dizer)?,
        erro = falhou => return Err(erro),
    };
    let (itens, revisao) = (importados.itens, importados.revisao);
    escrever_linha(format_args!("{itens} itens, até a revisão {revisao}"))?;
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
            Some(Aviso::Vigiando(prefixo)) => format!("vigiando {prefixo:?}"),
            Some(Aviso::Esquecido(prefixo)) => format!("esqueci {prefixo:?}"),
            Some(Aviso::Evento(evento)) => frase(&evento),
            None => continue, // um aviso de uma versão mais nova que esta
        };
        if !escrever_linha(linha)? {
            return Ok(());
        }
    }
}
