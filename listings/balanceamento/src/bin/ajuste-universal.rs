//! Acha a contenção e a coerência de um sistema medido.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use balanceamento::ajuste::{Medida, ajustar, exemplo};
use balanceamento::argumentos::{medida, recusar};
use clap::Parser;

/// Ajusta a lei universal de Gunther a medidas e diz onde está o pico.
#[derive(Parser)]
#[command(name = "ajuste-universal")]
struct Argumentos {
    /// Com quantas máquinas, que vazão; repita para cada medida (sem nenhuma:
    /// as de um sistema imaginário)
    #[arg(long, value_name = "QUANTAS:VAZÃO", value_parser = medida)]
    medida: Vec<Medida>,
}

fn main() -> ExitCode {
    let mut args: Argumentos = ler_argumentos();
    if args.medida.is_empty() {
        args.medida = exemplo(1);
    }
    let ajuste = match ajustar(&args.medida) {
        Ok(ajuste) => ajuste,
        Err(motivo) => return recusar(&motivo),
    };
    executar(|| {
        escrever_linha("máquinas    vazão    lei")?;
        for m in &args.medida {
            let preve = ajuste.preve(m.p);
            let linha = format!("{:>8} {:>8.0} {preve:>6.0}", m.p, m.vazao);
            escrever_linha(linha.replace('.', ","))?;
        }
        let (sigma, kappa) = (ajuste.sigma, ajuste.kappa);
        let constantes = format!("contenção {sigma:.4}, coerência {kappa:.6}");
        escrever_linha(constantes.replace('.', ","))?;
        escrever_linha(match ajuste.pico() {
            Some(p) => format!("pico com {p:.0} máquinas: {:.0}", ajuste.preve(p)),
            None => "sem pico: a coerência é zero".to_owned(),
        })?;
        Ok(())
    })
}
