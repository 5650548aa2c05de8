//! O que o balanceador recebe na linha de comando, com a razão de cada padrão.

use std::net::SocketAddr;
use std::time::Duration;

use apoio::programa::{duracao, quantidade};
use clap::Args;

use crate::atender::Regras;
use crate::balanceador::Ajustes;
use crate::endereco::{ErroDeEndereco, de_servidor};
use crate::saude::Limites;

/// Quem é servidor e quando deixa de ser.
#[derive(Debug, Args)]
pub struct Servidores {
    /// Um servidor; repita para cada um
    #[arg(long, value_name = "HOST:PORTA", required = true, value_parser = servidor)]
    pub servidor: Vec<SocketAddr>,
    /// De quanto em quanto tempo verificar cada servidor
    #[arg(long, value_name = "PRAZO", default_value = "2s", value_parser = duracao)]
    pub intervalo: Duration,
    /// Falhas seguidas que tiram um servidor
    #[arg(long, value_name = "N", default_value = "3", value_parser = quantidade)]
    pub falhas: usize,
    /// Verificações seguidas que o devolvem
    #[arg(long, value_name = "N", default_value = "2", value_parser = quantidade)]
    pub sucessos: usize,
}

impl Servidores {
    pub fn limites(&self) -> Limites {
        Limites {
            falhas: self.falhas,
            sucessos: self.sucessos,
        }
    }
}

/// Quanto esperar por cada coisa.
#[derive(Debug, Args)]
pub struct Prazos {
    /// Conexões ao mesmo tempo; as outras esperam na fila do núcleo
    #[arg(long, value_name = "N", default_value = "1024", value_parser = quantidade)]
    pub limite: usize,
    /// Por uma conexão com um servidor: numa rede local ela leva milissegundos
    #[arg(long, value_name = "PRAZO", default_value = "1s", value_parser = duracao)]
    pub conexao: Duration,
    /// Por algum servidor que receba a conexão: mais do que um reinício
    #[arg(long, value_name = "PRAZO", default_value = "5s", value_parser = duracao)]
    pub espera: Duration,
    /// Sem que nada se mova: mais do que alguém pensa entre duas frases
    #[arg(long, value_name = "PRAZO", default_value = "60s", value_parser = duracao)]
    pub ocioso: Duration,
    /// Pelas conexões em curso, depois do pedido de fim
    #[arg(long, value_name = "PRAZO", default_value = "10s", value_parser = duracao)]
    pub drenagem: Duration,
    /// Bytes do pedido a guardar para repetir em outro servidor, se um morrer
    /// sem responder: só para pedidos que se podem executar duas vezes
    #[arg(long, value_name = "BYTES", default_value = "0", value_parser = bytes)]
    pub repetir: usize,
}

impl Prazos {
    pub fn ajustes(&self, intervalo: Duration) -> Ajustes {
        Ajustes {
            regras: Regras {
                conexao: self.conexao,
                espera: self.espera,
                ocioso: self.ocioso,
                repetir: self.repetir,
            },
            limite: self.limite,
            intervalo,
            drenagem: self.drenagem,
        }
    }
}

fn servidor(texto: &str) -> Result<SocketAddr, ErroDeEndereco> {
    de_servidor(texto)
}

/// Entende quantos bytes guardar por conexão; o teto limita a memória que um
/// cliente pode ocupar sem ter sido respondido.
fn bytes(texto: &str) -> Result<usize, String> {
    match texto.parse() {
        Ok(n) if n <= 1 << 20 => Ok(n),
        _ => Err("escreva um número inteiro de 0 a 1048576".to_owned()),
    }
}
