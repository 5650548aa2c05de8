//! Dez mil clientes calados: a memória do servidor, antes e depois.

use crate::calados::pesar;

/// Cada processo abre no máximo 20.000 descritores: a carga fica em dois.
const POR_PROCESSO: usize = 5_000;

pub fn medir() -> String {
    let mut texto =
        String::from("clientes;memória do servidor (KiB);por cliente (KiB)\n");
    for processos in [1, 2] {
        let custo = pesar(processos, POR_PROCESSO);
        let (clientes, cheio) = (custo.clientes, custo.cheio);
        texto += &format!("{clientes};{cheio};{:.1}\n", custo.cada());
    }
    texto
}
