//! O que o balanceador recebe na linha de comando, com a razão de cada padrão.

use std::fs::File;
use std::io::{self, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, ensure};
use apoio::arquivo::gravar;
use apoio::erro::motivo;
use apoio::programa::{duracao, escrever_linha, quantidade, registrar};
use apoio::texto::quantos;
use clap::Args;

use crate::ajuste::Medida;
use crate::atender::Regras;
use crate::balanceador::Ajustes;
use crate::descritores::conversas_que_cabem;
use crate::endereco::{ErroDeEndereco, de_servidor};
use crate::medidas::Medidas;
use crate::saude::Limites;

/// Um arquivo de medidas tem umas mil letras; ler sem teto um que não acaba
/// (`/dev/zero`) gastaria a memória toda.
const MAIOR_ARQUIVO: u64 = 1 << 20;

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
    /// Conexões ao mesmo tempo; as outras esperam na fila do sistema
    #[arg(long, value_name = "N", default_value = "1024", value_parser = conexoes)]
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
    /// Baixa o limite ao que o sistema permite, e avisa.
    ///
    /// # Errors
    /// Se o sistema não diz o que permite.
    pub fn caber(&mut self, servidores: usize) -> io::Result<()> {
        let cabem = conversas_que_cabem(self.limite, servidores)?;
        if cabem < self.limite {
            let motivo = "o sistema não dá mais descritores (ulimit -n)";
            let cabem = quantos(cabem, "conexão", "conexões");
            registrar(format_args!("limite reduzido a {cabem}: {motivo}"));
        }
        self.limite = cabem;
        Ok(())
    }

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

/// Entende quantas conexões ao mesmo tempo; o teto é o da memória: uns 32 kB cada.
fn conexoes(texto: &str) -> Result<usize, String> {
    match texto.parse() {
        Ok(n) if (1..=1_000_000).contains(&n) => Ok(n),
        _ => Err("escreva um número inteiro de 1 a 1000000".to_owned()),
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
    let mut texto = String::new();
    File::open(arquivo)
        .and_then(|f| f.take(MAIOR_ARQUIVO + 1).read_to_string(&mut texto))
        .map_err(|e| anyhow::anyhow!(motivo(&e)))
        .with_context(|| format!("não consegui ler {}", arquivo.display()))?;
    ensure!(
        texto.len() as u64 <= MAIOR_ARQUIVO,
        "{} passa de {MAIOR_ARQUIVO} bytes: não é um arquivo de medidas",
        arquivo.display()
    );
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
    gravar(destino, svg)
        .map_err(|e| anyhow::anyhow!(motivo(&e)))
        .with_context(|| format!("não consegui gravar {}", destino.display()))
}
