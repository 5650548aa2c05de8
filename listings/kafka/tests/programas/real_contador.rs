//! No Kafka de verdade: o contador morto em momentos sorteados.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::comum::{de_verdade, topico_novo};
use fastrand::Rng;
use kafka::contador::contagem::{Contagem, em_sequencia};
use kafka::contador::estado::totais;
use kafka::ligacao::Ligacao;
use kafka::produtor::{Entrega, Envio, Produtor};
use kafka::registro::Registro;

const MORTES: usize = 20;
const FRASES: usize = 30_000;
const PALAVRAS: [&str; 8] = [
    "rede", "nó", "falha", "relógio", "réplica", "quórum", "líder", "época",
];

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn morto_vinte_vezes_o_contador_conta_como_quem_nunca_morreu() {
    let (ligacao, semente) = (de_verdade(), semente());
    let (contado, certo, mortes) = contar_morrendo(&ligacao, semente, &[]);
    assert_eq!(contado, certo, "a conta não fecha; semente {semente}");
    assert_eq!(
        mortes, MORTES,
        "acabou antes de morrer tanto; semente {semente}"
    );
}

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn sem_transacao_as_mesmas_mortes_contam_registros_duas_vezes() {
    let (ligacao, semente) = (de_verdade(), semente());
    let (contado, certo, mortes) =
        contar_morrendo(&ligacao, semente, &["--sem-transacao"]);
    assert_eq!(
        mortes, MORTES,
        "acabou antes de morrer tanto; semente {semente}"
    );
    let (contado, certo) = (soma(&contado), soma(&certo));
    println!("sem transação: {contado} palavras contadas, {certo} escritas");
    assert!(
        contado > certo,
        "nada se repetiu em {MORTES} mortes; semente {semente}"
    );
}

fn semente() -> u64 {
    let semente = std::env::var("SEMENTE").ok().and_then(|s| s.parse().ok());
    let semente = semente.unwrap_or_else(|| fastrand::u64(..1_000_000));
    println!("SEMENTE={semente}");
    semente
}

fn soma(contagem: &Contagem) -> u64 {
    contagem.values().sum()
}

/// Escreve as frases, mata o contador até [`MORTES`] vezes, deixa-o terminar, e
/// devolve o que ele gravou, o certo, e quantas mortes houve.
fn contar_morrendo(
    ligacao: &Ligacao,
    semente: u64,
    modo: &[&str],
) -> (Contagem, Contagem, usize) {
    let mut sorteio = Rng::with_seed(semente);
    let entrada = topico_novo(ligacao, "frases", 3);
    let estado = format!("{entrada}-contagens");
    let certo = escrever_frases(ligacao, &entrada, &mut sorteio);
    let iniciar = || {
        Command::new(crate::CONTADOR)
            .args([
                "--entrada",
                &entrada,
                "--estado",
                &estado,
                "--grupo",
                &entrada,
            ])
            .args(["--endereco", &ligacao.endereco, "--prazo", "30s"])
            .args(["--lote", "200", "--ate-o-fim"])
            .args(modo)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("o contador inicia")
    };
    let mortes = (0..MORTES)
        .filter(|_| morreu(iniciar(), &mut sorteio))
        .count();
    let fim = iniciar().wait_with_output().expect("é nosso filho");
    assert!(
        fim.status.success(),
        "a última vida terminou com {}",
        fim.status
    );
    (totais(ligacao, &estado).expect("responde"), certo, mortes)
}

/// Deixa fechar algumas transações e o mata no meio da seguinte; falso, se ele
/// terminou antes.
fn morreu(mut contador: Child, sorteio: &mut Rng) -> bool {
    let transacoes = sorteio.usize(1..6);
    let depois = Duration::from_micros(sorteio.u64(..20_000));
    let saida = BufReader::new(contador.stdout.take().expect("é um pipe"));
    let vistas = saida.lines().take(transacoes).map_while(Result::ok).count();
    let hora = Instant::now() + depois;
    while Instant::now() < hora {
        std::hint::spin_loop();
    }
    let vivo = contador.try_wait().expect("é nosso filho").is_none();
    contador.kill().expect("SIGKILL");
    contador.wait().expect("é nosso filho");
    vivo && vistas == transacoes
}

fn escrever_frases(ligacao: &Ligacao, topico: &str, sorteio: &mut Rng) -> Contagem {
    let frases: Vec<_> = (0..FRASES).map(|_| frase(sorteio)).collect();
    let produtor = Produtor::novo(ligacao, topico, &Envio::default(), |_, entrega| {
        assert!(matches!(entrega, Entrega::Confirmada(_)), "{entrega:?}");
    });
    let produtor = produtor.expect("o broker responde");
    for (n, frase) in frases.iter().enumerate() {
        let registro = Registro {
            valor: frase.as_bytes(),
            particao: i32::try_from(n % 3).ok(),
            ..Registro::default()
        };
        produtor.enviar(n, &registro).expect("cabe na fila");
    }
    produtor
        .esperar_entregas(crate::comum::PRAZO)
        .expect("tudo é entregue");
    em_sequencia(frases.iter().map(String::as_str))
}

fn frase(sorteio: &mut Rng) -> String {
    let quantas = sorteio.usize(1..6);
    let palavras: Vec<_> = (0..quantas)
        .map(|_| PALAVRAS[sorteio.usize(..PALAVRAS.len())])
        .collect();
    palavras.join(" ")
}
