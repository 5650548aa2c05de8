//! Lança um grupo de processos deste mesmo programa e faz uma coletiva com eles.

use std::env;
use std::process::{ExitCode, exit};

use apoio::programa::{executar, ler_argumentos, registrar};
use coletivas::filhos::VARIAVEL;
use coletivas::pedido::{Pedido, Tipo};
use coletivas::{lancador, rank, relatorio};

fn main() -> ExitCode {
    let pedido: Pedido = ler_argumentos();
    let servem = match pedido.tipo {
        Tipo::Inteiro => pedido.valores::<i64>().map(drop),
        Tipo::Real => pedido.valores::<f64>().map(drop),
    };
    if let Err(motivo) = servem {
        registrar(format!("erro: {motivo}"));
        exit(2);
    }
    // O mesmo programa tem dois papéis: sem vaga, é quem lança; com ela, é um rank.
    if let Ok(vaga) = env::var(VARIAVEL) {
        return match serde_json::from_str(&vaga) {
            Ok(vaga) => rank::participar(vaga, &pedido),
            Err(_) => {
                registrar(format!("erro: a variável {VARIAVEL} é de uso do lançador"));
                ExitCode::FAILURE
            }
        };
    }
    executar(|| {
        let relatos = lancador::lancar(pedido.processos, pedido.prazo)?;
        relatorio::mostrar(&relatos, pedido.mensagens)?;
        Ok(())
    })
}
