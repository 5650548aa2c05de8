//! O servidor de linha de comando: do que se digitou ao que vai ao ar.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use apoio::endereco::{escutar, resolver};
use apoio::programa::{
    anunciar, ao_pedir_fim, conexoes, duracao, endereco, quantidade, registrar,
};
use clap::Args;
use tokio::net::TcpListener;

use super::{Fim, Opcoes, Pronto, montar};
use crate::arquivo;
use crate::camada::vida::Vida;
use crate::cliente::linha::ligacao::{nome, stub};
use crate::credencial::Credencial;
use crate::deposito::{Deposito, Limites};
use crate::fachada::Fachada;
use crate::servico::Servico;

/// O que se pede na linha de comando.
#[derive(Args)]
pub struct Pedido {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25017")]
    #[arg(value_parser = endereco)]
    endereco: String,
    /// Em vez de guardar, repassa a este outro servidor
    #[arg(long, value_name = "HOST:PORTA", value_parser = endereco)]
    atras: Option<String>,
    /// Certificado, em PEM, de quem assinou o do servidor de trás; liga o TLS com ele
    #[arg(long, value_name = "ARQUIVO", requires = "atras")]
    autoridade: Option<PathBuf>,
    /// O nome no certificado do servidor de trás, se não é o do endereço
    #[arg(long, value_name = "NOME", requires = "autoridade", value_parser = nome)]
    nome: Option<String>,
    /// Finge um depósito lento nas chamadas simples
    #[arg(long, value_name = "PRAZO", value_parser = duracao)]
    demora: Option<Duration>,
    /// Para uma chamada começar a responder
    #[arg(long, value_name = "PRAZO", default_value = "30s", value_parser = duracao)]
    limite: Duration,
    /// Para o que está em curso terminar, depois de Ctrl-C
    #[arg(long, value_name = "PRAZO", default_value = "5s", value_parser = duracao)]
    drenagem: Duration,
    /// Bytes da maior mensagem aceita
    #[arg(long, value_name = "N", default_value = "65536", value_parser = quantidade)]
    maior: usize,
    /// Conexões ao mesmo tempo; as outras esperam
    #[arg(long, value_name = "N", default_value = "256", value_parser = conexoes)]
    conexoes: usize,
    /// Arquivo com a credencial que os clientes devem ter; a fachada também a manda
    #[arg(long, value_name = "ARQUIVO")]
    credencial: Option<PathBuf>,
    /// Certificado em PEM; liga o TLS
    #[arg(long, value_name = "ARQUIVO", requires = "chave_privada")]
    certificado: Option<PathBuf>,
    /// Chave privada do certificado, em PEM
    #[arg(long, value_name = "ARQUIVO", requires = "certificado")]
    chave_privada: Option<PathBuf>,
}

/// Serve até SIGINT ou SIGTERM, e drena.
///
/// # Errors
/// Um arquivo que não se lê, um endereço que não se toma, um certificado ruim.
pub fn rodar(pedido: Pedido) -> Result<()> {
    let vida = Vida::nova();
    let pedir = vida.pedido.clone();
    ao_pedir_fim(move || {
        registrar("encerrando: termino o que já comecei");
        pedir.cancel();
    })?;
    let executor = tokio::runtime::Runtime::new()?;
    match executor.block_on(atender(pedido, vida))? {
        Fim::Drenado => registrar("encerrado: nada ficou pela metade"),
        Fim::Cortado(n) => registrar(format_args!(
            "encerrado: o prazo venceu; chamadas cortadas: {n}"
        )),
    }
    Ok(())
}

async fn atender(pedido: Pedido, vida: Vida) -> Result<Fim> {
    let endereco = pedido.endereco.clone();
    let servidor = preparar(pedido, vida).await?;
    let escuta = escutar(resolver(&endereco, 25017)?[0])?;
    escuta.set_nonblocking(true)?;
    let escuta = TcpListener::from_std(escuta)?;
    // Só agora: quem lê "escutando" conta com um servidor que serve.
    anunciar(escuta.local_addr()?);
    Ok(servidor.servir(escuta).await?)
}

/// Tudo o que pode estar errado no pedido, menos o endereço.
async fn preparar(pedido: Pedido, vida: Vida) -> Result<Pronto> {
    let credencial = pedido.credencial.as_deref().map(arquivo::credencial);
    let credencial = credencial.transpose()?;
    let tls = pedido
        .certificado
        .as_deref()
        .zip(pedido.chave_privada.as_deref());
    let tls = tls.map(|(certificado, chave)| arquivo::identidade(certificado, chave));
    let opcoes = Opcoes {
        credencial: credencial.clone(),
        tls: tls.transpose()?,
        limite: pedido.limite,
        drenagem: pedido.drenagem,
        maior_mensagem: pedido.maior,
        conexoes: pedido.conexoes,
        ..Opcoes::default()
    };
    let pronto = match &pedido.atras {
        Some(atras) => {
            let fachada = fachada(&pedido, atras, credencial, &vida)?;
            montar(fachada, opcoes, vida).await
        }
        None => {
            let deposito = Arc::new(Deposito::novo(Limites::default()));
            let demora = pedido.demora.unwrap_or_default();
            let servico = Servico::novo(deposito, vida.clone(), demora);
            montar(servico, opcoes, vida).await
        }
    };
    Ok(pronto?)
}

fn fachada(
    pedido: &Pedido,
    atras: &str,
    credencial: Option<Credencial>,
    vida: &Vida,
) -> Result<Fachada> {
    let (autoridade, nome) = (pedido.autoridade.as_deref(), pedido.nome.as_deref());
    let stub = stub(&[atras.to_owned()], autoridade, nome, credencial)?;
    Ok(Fachada::nova(stub, pedido.limite, vida))
}
