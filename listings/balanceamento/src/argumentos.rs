//! O que o balanceador recebe na linha de comando, com a razão de cada padrão.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{self, ExitCode};
use std::time::Duration;

use anyhow::Context;
use apoio::erro::em_portugues;
use apoio::programa::{duracao, escrever_linha, quantidade, registrar};
use clap::Args;

use crate::ajuste::Medida;
use crate::atender::Regras;
use crate::balanceador::Ajustes;
use crate::endereco::{ErroDeEndereco, de_servidor};
use crate::medidas::Medidas;
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

/// Entende uma medida, como `8:710`.
///
/// # Errors
/// Uma frase que diz o formato.
pub fn medida(texto: &str) -> Result<Medida, String> {
    let numero = |t: &str| t.trim().replace(',', ".").parse::<f64>().ok();
    let lida = texto.split_once(':').and_then(|(p, vazao)| {
        let (p, vazao) = (numero(p)?, numero(vazao)?);
        Some(Medida { p, vazao })
    });
    lida.ok_or_else(|| "escreva QUANTAS:VAZÃO, como 8:710".to_owned())
}

/// Termina como quem recebeu argumentos que, juntos, não fazem sentido.
pub fn recusar(motivo: &dyn std::error::Error) -> ExitCode {
    registrar(format_args!("erro: {motivo}\nVeja as opções com --help"));
    ExitCode::from(2)
}

/// As medidas de um arquivo ou, sem ele, as que o livro mostra.
///
/// # Errors
/// Se o arquivo não se lê ou não se entende.
pub fn ler_medidas(arquivo: Option<&Path>) -> anyhow::Result<Medidas> {
    let Some(arquivo) = arquivo else {
        return Ok(Medidas::ler(include_str!("../medidas/vazao.txt"))?);
    };
    let texto = fs::read_to_string(arquivo)
        .map_err(|e| anyhow::anyhow!(em_portugues(e.kind())))
        .with_context(|| format!("não consegui ler {}", arquivo.display()))?;
    Medidas::ler(&texto).with_context(|| format!("{} não serve", arquivo.display()))
}

/// Grava o desenho, ou o escreve na saída quando não há arquivo.
///
/// # Errors
/// Se não se consegue gravar; o que havia antes fica como estava.
pub fn entregar(svg: &str, saida: Option<&Path>) -> anyhow::Result<()> {
    let Some(destino) = saida else {
        return Ok(escrever_linha(svg.trim_end()).map(drop)?);
    };
    // Ao lado do destino, porque entre discos diferentes não há renomeação.
    let parcial = destino.with_added_extension(format!("{}.parcial", process::id()));
    let gravado = fs::write(&parcial, svg).and_then(|()| fs::rename(&parcial, destino));
    if gravado.is_err() {
        let _ = fs::remove_file(&parcial);
    }
    gravado
        .map_err(|e| anyhow::anyhow!(em_portugues(e.kind())))
        .with_context(|| format!("não consegui gravar {}", destino.display()))
}
