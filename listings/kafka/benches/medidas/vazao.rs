//! Registros por segundo, tão depressa quanto cada um consegue.

use crate::envios::{ACKS, Carga, LOTES, Mesa, Quem, TODOS, nome};

const RODADAS: usize = 3;

/// O Java só chega à velocidade dele depois de uns segundos, e lotes pequenos são
/// lentos: cada um aquece e mede por alguns segundos. O Python recebe menos trabalho.
fn carga(quem: Quem, lote: u32) -> Carga {
    let quantos = match (quem, lote) {
        (Quem::Python, _) => 20_000,
        (_, 0..10_000) => 150_000,
        _ => 1_000_000,
    };
    Carga {
        aquecer: quantos,
        medir: quantos,
        por_segundo: None,
    }
}

/// Em cada rodada os três, um depois do outro, e quem começa muda: o que atrapalhar
/// a máquina atrapalha todos.
pub fn medir(mesa: &Mesa) -> String {
    let mut texto = format!(
        "# {RODADAS} rodadas alternadas; medianas\n\
         # registros por segundo\n\
         lote (bytes);acks;{}\n",
        TODOS.map(Quem::nome).join(";")
    );
    for lote in LOTES {
        for acks in ACKS {
            let mut vistos: [Vec<f64>; 3] = Default::default();
            for rodada in 0..RODADAS {
                for i in 0..TODOS.len() {
                    let vez = (i + rodada) % TODOS.len();
                    let quem = TODOS[vez];
                    let topico = mesa.topico();
                    vistos[vez].push(mesa.enviar(
                        quem,
                        &topico,
                        acks,
                        lote,
                        carga(quem, lote),
                    ));
                }
            }
            let medianas = vistos.map(|mut vistos| {
                vistos.sort_by(f64::total_cmp);
                format!("{:.0}", vistos[RODADAS / 2])
            });
            let linha = format!("{lote};{};{}\n", nome(acks), medianas.join(";"));
            eprint!("{linha}");
            texto += &linha;
        }
    }
    texto
}
