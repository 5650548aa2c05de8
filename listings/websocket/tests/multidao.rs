//! Muitos clientes calados, em processos à parte: todos ficam, e cada um custa pouco.
//! Os dez mil são de `cargo bench -p websocket --bench medidas -- ociosos`.
#![cfg(target_os = "linux")] // a memória vem de /proc

use std::fs;

use apoio::teste::{Programa, permitir_descritores};

const POR_PROCESSO: u64 = 500;
const PROCESSOS: u64 = 2;

fn memoria(pid: u32) -> u64 {
    let estado = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let linha = estado.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    let kib = linha.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok());
    kib.expect("o sistema diz a memória")
}

#[test]
fn mil_calados_ficam_e_custam_menos_de_20_kib_cada() {
    permitir_descritores(4096);
    let pasta = tempfile::tempdir().unwrap();
    let historia = pasta.path().join("historia").display().to_string();
    let salas = ["--endereco", "127.0.0.1:0", "--historia", &historia];
    let servidor = Programa::iniciar(env!("CARGO_BIN_EXE_salas-servidor"), &salas);
    let endereco = servidor.esperar_pronto().to_string();
    let antes = memoria(servidor.pid());
    let multidoes: Vec<_> = (0..PROCESSOS)
        .map(|i| {
            let (quantos, marca) = (POR_PROCESSO.to_string(), format!("m{i}"));
            let clientes = ["--clientes", &quantos, "--marca", &marca];
            let argumentos = [&["--endereco", &endereco][..], &clientes].concat();
            Programa::iniciar(env!("CARGO_BIN_EXE_multidao"), &argumentos)
        })
        .collect();
    for multidao in &multidoes {
        assert_eq!(multidao.linha(), format!("{POR_PROCESSO} dentro"));
    }
    let cada = (memoria(servidor.pid()) - antes) / (PROCESSOS * POR_PROCESSO);
    assert!(cada < 20, "cada calado custou {cada} KiB");
    for multidao in multidoes {
        let fim = multidao.esperar_fim();
        assert_eq!(
            fim.saida,
            format!("{POR_PROCESSO} ainda dentro\n"),
            "{}",
            fim.erro
        );
    }
}
