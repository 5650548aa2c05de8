//! A vazão com 64 conexões: direto ao servidor, pelo balanceador e pelo HAProxy.
//!
//! ```text
//! cargo bench -p balanceamento --bench vazao
//! ```
//!
//! Os três ficam de pé o tempo todo, e cada rodada mede um depois do outro: o
//! que atrapalhar a máquina atrapalha os três. No fim, grava as medidas em
//! `target/tmp/vazao.txt`, com a máquina e a data. Leva uns três minutos, e
//! precisa do HAProxy (no Debian e no Ubuntu, `apt-get install haproxy`).
//!
//! A tabela e a figura do capítulo saem de `medidas/vazao.txt`; para medir de novo
//! o que o capítulo mostra, e refazê-las:
//!
//! ```text
//! ATUALIZAR_MEDIDAS=1 cargo bench -p balanceamento --bench vazao
//! ATUALIZAR_SAIDAS=1 cargo test -p balanceamento --test programas
//! ```

#[path = "vazao/ambiente.rs"]
mod ambiente;
#[path = "vazao/haproxy.rs"]
mod haproxy;

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::medida::gravar;
use apoio::programa::executar;
use apoio::teste::Programa;
use balanceamento::medidas::{ALVOS, CARGAS, Medidas, Serie};
use balanceamento::trocas::Trocas;
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use haproxy::HaProxy;
use tokio::runtime::Runtime;

const CONEXOES: usize = 64;
const RODADAS: usize = 9;
/// O tamanho das trocas de cada carga.
const BYTES: [usize; 2] = [64, 256 * 1024];
/// A unidade de cada carga: milhares de trocas por segundo, e megabytes.
const UNIDADES: [f64; 2] = [1e-3, 256.0 * 1024.0 * 1e-6];

fn main() -> ExitCode {
    executar(medir_tudo)
}

fn medir_tudo() -> Result<()> {
    let eco = ["--eco", "--endereco", "127.0.0.1:0"];
    let servidor = Programa::iniciar(env!("CARGO_BIN_EXE_servidor"), &eco);
    let direto = servidor.esperar_pronto();
    let texto = direto.to_string();
    let argumentos = ["--endereco", "127.0.0.1:0", "--servidor", &texto];
    let balanceador = Programa::iniciar(env!("CARGO_BIN_EXE_balanceador"), &argumentos);
    let haproxy = HaProxy::iniciar(direto)?;
    let alvos = [direto, balanceador.esperar_pronto(), haproxy.endereco()];

    let cabecalho = ambiente::cabecalho();
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(1500))
        .configure_from_args();
    let tokio = Runtime::new().expect("o tokio devia começar");
    let mut series = Vec::new();
    for carga in 0..CARGAS.len() {
        let abrir = |alvo| tokio.block_on(Trocas::abrir(alvo, CONEXOES, BYTES[carga]));
        let mut trocas = alvos.map(|alvo| abrir(alvo).expect("as 64 deviam abrir"));
        let mut valores = [const { Vec::new() }; ALVOS.len()];
        for rodada in 0..RODADAS {
            // Quem começa muda a cada rodada: nenhum pega sempre a máquina fria.
            for alvo in (0..ALVOS.len()).map(|i| (i + rodada) % ALVOS.len()) {
                let caso = (carga, alvo, rodada);
                valores[alvo].push(medir(
                    &mut criterion,
                    &tokio,
                    caso,
                    &mut trocas[alvo],
                ));
            }
        }
        series.extend(ALVOS.into_iter().zip(valores).map(|(alvo, valores)| Serie {
            carga: CARGAS[carga].to_owned(),
            alvo: alvo.to_owned(),
            valores,
        }));
    }
    criterion.final_summary();
    // Só a medida inteira vale: `--test` e `--profile-time` passam por aqui.
    if env::args().skip(1).eq(["--bench"]) {
        let medidas = Medidas { cabecalho, series }.to_string();
        gravar(Path::new(onde()), "vazao.txt", &medidas)?;
    }
    Ok(())
}

/// O arquivo que o capítulo mostra está no git: só muda a pedido.
fn onde() -> &'static str {
    match env::var_os("ATUALIZAR_MEDIDAS") {
        Some(_) => concat!(env!("CARGO_MANIFEST_DIR"), "/medidas"),
        None => env!("CARGO_TARGET_TMPDIR"),
    }
}

/// Uma rodada de um alvo; devolve o que se trocou por segundo, na unidade da carga.
fn medir(
    criterion: &mut Criterion,
    tokio: &Runtime,
    (carga, alvo, rodada): (usize, usize, usize),
    trocas: &mut Trocas,
) -> f64 {
    let (mut feitas, mut tempo) = (0, Duration::ZERO);
    let mut grupo = criterion.benchmark_group(CARGAS[carga]);
    grupo.sampling_mode(SamplingMode::Flat);
    grupo.throughput(Throughput::Elements(1));
    grupo.bench_function(BenchmarkId::new(ALVOS[alvo], rodada + 1), |b| {
        b.iter_custom(|vezes| {
            let demorou = tokio.block_on(trocas.medir(vezes)).expect("a carga parou");
            feitas += vezes;
            tempo += demorou;
            demorou
        });
    });
    grupo.finish();
    feitas as f64 / tempo.as_secs_f64() * UNIDADES[carga]
}
