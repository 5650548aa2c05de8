//! Clientes calados, em processos à parte: ficam todos, e quanto custa cada um.

use apoio::teste::{Programa, permitir_descritores};

use super::memoria::residente;

/// A memória do servidor, em KiB, sem ninguém e com todos dentro.
#[derive(Debug)]
pub struct Custo {
    pub clientes: usize,
    pub vazio: u64,
    pub cheio: u64,
}

impl Custo {
    /// Quantos KiB custou cada cliente.
    pub fn cada(&self) -> f64 {
        self.cheio.saturating_sub(self.vazio) as f64 / self.clientes as f64
    }
}

/// Põe `processos` multidões de `por_processo` clientes num `salas-servidor`, e
/// confere que todos ainda estão lá quando vão embora.
#[track_caller]
pub fn pesar(processos: usize, por_processo: usize) -> Custo {
    let clientes = processos * por_processo;
    permitir_descritores(clientes as u64 + 1000);
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let historia = pasta.path().join("historia").display().to_string();
    let argumentos = ["--endereco", "127.0.0.1:0", "--historia", &historia];
    let servidor = Programa::iniciar(env!("CARGO_BIN_EXE_salas-servidor"), &argumentos);
    let endereco = servidor.esperar_pronto().to_string();
    let vazio = residente(servidor.pid());
    // Uma multidão por vez: juntas, encheriam a fila de chegada do kernel.
    let multidoes: Vec<_> = (0..processos)
        .map(|i| {
            let (quantos, marca) = (por_processo.to_string(), format!("m{i}"));
            let clientes = ["--clientes", &quantos, "--marca", &marca];
            let argumentos = [&["--endereco", &endereco][..], &clientes].concat();
            let multidao = Programa::iniciar(env!("CARGO_BIN_EXE_multidao"), &argumentos);
            // O prazo é o de cada linha: numa máquina ocupada, o todo demora.
            let todos = format!("{por_processo} dentro");
            while multidao.linha() != todos {}
            multidao
        })
        .collect();
    let cheio = residente(servidor.pid());
    for multidao in multidoes {
        let fim = multidao.esperar_fim();
        let todos = format!("{por_processo} ainda dentro\n");
        assert_eq!(fim.saida, todos, "{}", fim.erro);
    }
    Custo {
        clientes,
        vazio,
        cheio,
    }
}
