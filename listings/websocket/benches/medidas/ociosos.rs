//! Dez mil clientes calados: a memória do servidor, antes e depois.

use std::fs;

use apoio::teste::{Programa, permitir_descritores};

/// Cada processo abre no máximo 20.000 descritores: a carga fica em dois.
const POR_PROCESSO: usize = 5_000;
const PASSOS: [usize; 2] = [1, 2];

pub fn medir() -> String {
    permitir_descritores(12_000);
    let mut texto =
        String::from("clientes;memória do servidor (KiB);por cliente (KiB)\n");
    for processos in PASSOS {
        texto += &medir_com(processos);
    }
    texto
}

fn medir_com(processos: usize) -> String {
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let historia = pasta.path().join("historia").display().to_string();
    let servidor = Programa::iniciar(
        env!("CARGO_BIN_EXE_salas-servidor"),
        &["--endereco", "127.0.0.1:0", "--historia", &historia],
    );
    let endereco = servidor.esperar_pronto().to_string();
    let antes = memoria(servidor.pid());
    let por_processo = POR_PROCESSO.to_string();
    let multidoes: Vec<_> = (0..processos)
        .map(|i| {
            let marca = format!("m{i}");
            let argumentos = [
                "--endereco",
                &endereco,
                "--clientes",
                &por_processo,
                "--marca",
                &marca,
            ];
            let multidao = Programa::iniciar(env!("CARGO_BIN_EXE_multidao"), &argumentos);
            assert_eq!(multidao.linha(), format!("{POR_PROCESSO} dentro"));
            multidao
        })
        .collect();
    let depois = memoria(servidor.pid());
    for multidao in multidoes {
        let fim = multidao.esperar_fim();
        assert_eq!(
            fim.saida,
            format!("{POR_PROCESSO} ainda dentro\n"),
            "{}",
            fim.erro
        );
    }
    let clientes = processos * POR_PROCESSO;
    let cada = (depois - antes) as f64 / clientes as f64;
    format!("{clientes};{depois};{cada:.1}\n")
}

/// A memória residente do processo, em KiB.
fn memoria(pid: u32) -> u64 {
    let estado = fs::read_to_string(format!("/proc/{pid}/status")).expect("só no Linux");
    let linha = estado.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    let valor = linha.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok());
    valor.expect("o sistema diz a memória")
}
