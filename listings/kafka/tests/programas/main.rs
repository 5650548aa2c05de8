//! Os programas como o leitor os usa: contra o broker embutido e, nos módulos
//! `real_…`, à parte, contra um Kafka de verdade.

#[path = "../comum/mod.rs"]
mod comum;

mod depositos;
#[cfg(unix)]
mod encerramento;
mod execucao;
#[cfg(unix)]
mod real_contador;
mod real_grupo;
mod real_kcat;
#[cfg(unix)]
mod real_quedas;
mod real_saidas;
mod real_transacoes;
mod recusas;
mod saidas;
mod sem_leitor;

use kafka::embutido::Embutido;

const PRODUTOR: &str = env!("CARGO_BIN_EXE_produtor");
const CONSUMIDOR: &str = env!("CARGO_BIN_EXE_consumidor");
const CONTADOR: &str = env!("CARGO_BIN_EXE_contador");
const GRUPO: &str = env!("CARGO_BIN_EXE_grupo");

fn endereco(broker: &Embutido) -> String {
    comum::ligar(broker).endereco
}
