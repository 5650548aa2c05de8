//! Entrada que não serve e saída que ninguém lê: nada se perde calado.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use apoio::teste::{PRAZO, Programa};
use mensagens::canal::udp::Udp;
use mensagens::pare_e_espere::numero::Largura;
use mensagens::pare_e_espere::prazo::Limites;
use mensagens::pare_e_espere::remetente::{Erro, Remetente};
use mensagens::pare_e_espere::segmento::MAIOR_CARGA;

const RECEPTOR: &str = env!("CARGO_BIN_EXE_receptor");
const REMETENTE: &str = env!("CARGO_BIN_EXE_remetente");

fn receptor() -> (Programa, String) {
    let receptor = Programa::iniciar(RECEPTOR, &["--endereco", "127.0.0.1:0"]);
    let endereco = receptor.esperar_pronto().to_string();
    (receptor, endereco)
}

#[test]
fn a_linha_grande_demais_e_dita_e_o_que_veio_antes_fica_entregue() {
    let (receptor, endereco) = receptor();
    let mut remetente = Programa::iniciar(REMETENTE, &["--endereco", &endereco]);
    remetente.digitar("um");
    remetente.digitar(&"x".repeat(MAIOR_CARGA + 1));
    let fim = remetente.esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.erro);
    assert!(
        fim.erro.contains("1 mensagem entregue em"),
        "o que foi feito se conta: {}",
        fim.erro
    );
    assert!(
        fim.erro
            .contains("erro: a linha 2 da entrada passa dos 1187 bytes"),
        "e o que não foi, também: {}",
        fim.erro
    );
    receptor.esperar_no_diario("fim da conexão: 1 mensagem");
}

#[test]
fn a_mensagem_com_quebra_de_linha_nao_vira_duas() {
    let (receptor, endereco) = receptor();
    let canal = Udp::para(endereco.parse().unwrap()).unwrap();
    let largura = Largura::TRINTA_E_DOIS_BITS;
    let mut remetente = Remetente::abrir(canal, 1, largura, Limites::default()).unwrap();
    remetente.enviar(b"1\n2").unwrap();
    remetente.enviar(b"3").unwrap();
    assert_eq!([receptor.linha(), receptor.linha()], ["1\\n2", "3"]);
}

/// Um receptor cuja saída se fecha depois de ele dizer onde escuta.
#[test]
fn o_receptor_que_ninguem_le_nao_confirma_e_termina() {
    let mut receptor = Command::new(RECEPTOR)
        .args(["--endereco", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pronto = String::new();
    BufReader::new(receptor.stdout.take().unwrap())
        .read_line(&mut pronto)
        .unwrap();
    let endereco = pronto.trim().strip_prefix("escutando em ").unwrap();
    let endereco: SocketAddr = endereco.parse().unwrap();
    let limites = Limites {
        tentativas: 3,
        ..Limites::default()
    };
    let largura = Largura::TRINTA_E_DOIS_BITS;
    let canal = Udp::para(endereco).unwrap();
    let mut remetente = Remetente::abrir(canal, 1, largura, limites).unwrap();
    // Outro teste pode estar criando um processo, que por um instante herda a
    // ponta de leitura: até ele a soltar, ainda há quem leia.
    let vence = Instant::now() + PRAZO;
    let resultado = loop {
        let resultado = remetente.enviar(b"ninguem vai ler");
        if resultado.is_err() || Instant::now() > vence {
            break resultado;
        }
    };
    assert!(
        matches!(resultado, Err(Erro::SemConfirmacao { .. })),
        "o que não se mostrou não se confirma: {resultado:?}"
    );
    let fim = esperar(&mut receptor);
    assert_eq!(fim, Some(0), "fechar a saída é pedir o fim, e não um erro");
}

/// O status de quem termina sozinho, ou um pânico se ele não termina.
fn esperar(filho: &mut Child) -> Option<i32> {
    let vence = Instant::now() + PRAZO;
    while Instant::now() < vence {
        if let Some(status) = filho.try_wait().unwrap() {
            return status.code();
        }
        thread::yield_now();
    }
    filho.kill().unwrap();
    panic!("o programa não terminou");
}
