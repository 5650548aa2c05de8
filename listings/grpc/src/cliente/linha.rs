//! O cliente de linha de comando: cada chamada, e o que ela imprime.

pub mod entrada;

use std::error::Error as _;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, anyhow};
use apoio::erro::motivo;
use apoio::programa::{escrever_linha, registrar};
use clap::ValueEnum;
use tonic::{Code, Status};
use tonic_types::StatusExt;

use super::Cliente;
use super::canal::{Tls, stub};
use crate::contrato::vigia::Aviso;
use crate::contrato::{Evento, Item, PedidoAcompanhar, PedidoSomar};
use crate::insistencia::Politica;
use crate::servidor::linha::{ler, ler_credencial};

/// Como chegar ao servidor.
pub struct Ligacao {
    /// Endereços separados por vírgula.
    pub endereco: String,
    pub prazo: Option<Duration>,
    pub credencial: Option<PathBuf>,
    pub autoridade: Option<PathBuf>,
    pub nome: Option<String>,
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
pub struct Alvo {
    pub chave: String,
    pub valor: i64,
    pub intencao: Option<String>,
    pub desde: u64,
    pub seguir: bool,
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
        Ok(erro) = falhou => return Err(erro),
    };
    let (itens, revisao) = (importados.itens, importados.revisao);
    escrever_linha(format_args!("{itens} itens, até a revisão {revisao}"))?;
    Ok(())
}

async fn vigiar(cliente: &Cliente) -> Result<()> {
    let (pedidos, mut falhou) = entrada::vigias();
    let mut avisos = cliente.vigiar(pedidos).await.map_err(dizer)?;
    loop {
        let vigia = tokio::select! {
            vigia = avisos.proximo() => vigia.map_err(dizer)?,
            Ok(erro) = &mut falhou => return Err(erro),
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

/// O estado, numa linha: `NOT_FOUND (SEM_CHAVE): não há a chave "x"`.
pub fn dizer(erro: Status) -> anyhow::Error {
    let codigo = nome_do_codigo(erro.code());
    let motivo = erro.get_details_error_info().map(|d| d.reason);
    let motivo = motivo.map_or_else(String::new, |m| format!(" ({m})"));
    let frase = local(&erro).unwrap_or_else(|| erro.message().to_owned());
    anyhow!("{codigo}{motivo}: {frase}")
}

/// O que houve deste lado, se a chamada nem chegou ao servidor.
fn local(erro: &Status) -> Option<String> {
    let mut causa = erro.source();
    let mut ultima = None;
    while let Some(c) = causa {
        if let Some(e) = c.downcast_ref::<io::Error>()
            && e.raw_os_error().is_some()
        {
            return Some(format!("não consegui conectar: {}", motivo(e)));
        }
        ultima = Some(c.to_string());
        causa = c.source();
    }
    let frase = ultima?;
    let sabido = [
        (
            "UnknownIssuer",
            "o certificado não foi assinado por essa autoridade",
        ),
        (
            "NotValidForName",
            "o certificado é de outro nome; diga qual com --nome",
        ),
        ("Expired", "o certificado venceu"),
        (
            "InvalidContentType",
            "o servidor não fala TLS; tire --autoridade",
        ),
        (
            "HandshakeTimeout",
            "o servidor aceitou a conexão e calou-se",
        ),
        ("deadline has elapsed", "o servidor não respondeu à conexão"),
    ];
    let texto = sabido
        .iter()
        .find(|(em_ingles, _)| frase.contains(em_ingles));
    Some(texto.map_or_else(|| erro.message().to_owned(), |(_, t)| (*t).to_owned()))
}

/// `NotFound` vira `NOT_FOUND`, como se escreve na especificação.
pub fn nome_do_codigo(codigo: Code) -> String {
    let mut nome = String::new();
    for letra in format!("{codigo:?}").chars() {
        if letra.is_uppercase() && !nome.is_empty() {
            nome.push('_');
        }
        nome.push(letra.to_ascii_uppercase());
    }
    nome
}
