//! Tarefas que dormem, no executor feito à mão, com o relógio que se quiser.

use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant};

use apoio::programa::{duracao, escrever_linha, executar, ler_argumentos};
use apoio::texto::quantos;
use assincrono::executor::s3_fila::Executor;
use assincrono::executor::s4_agenda::{Agenda, DaParede, DeMentira, Relogio};
use clap::{Parser, ValueEnum};

#[derive(Clone, Copy, ValueEnum)]
enum QueRelogio {
    Parede,
    Mentira,
}

/// Lança uma tarefa por espera e mostra a ordem em que acordam.
#[derive(Parser)]
#[command(name = "executor")]
struct Argumentos {
    /// Quanto cada tarefa dorme, separadas por vírgulas
    #[arg(long, value_name = "TEMPOS", value_delimiter = ',', value_parser = duracao)]
    #[arg(default_value = "300ms,100ms,200ms")]
    esperas: Vec<Duration>,
    /// O da parede espera de verdade; o de mentira salta
    #[arg(long, value_enum, default_value = "mentira")]
    relogio: QueRelogio,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let relogio: Rc<dyn Relogio> = match args.relogio {
            QueRelogio::Parede => Rc::new(DaParede(Instant::now())),
            QueRelogio::Mentira => Rc::new(DeMentira::default()),
        };
        let agenda = Agenda::nova(relogio);
        let mut executor = Executor::default();
        for (i, tempo) in args.esperas.into_iter().enumerate() {
            let agenda = Rc::clone(&agenda);
            executor.lancar(async move {
                agenda.dormir(tempo).await;
                let agora = agenda.agora().as_millis();
                // Sem quem leia a saída, a tarefa termina como as outras.
                let _ = escrever_linha(format_args!("{agora} ms: acordou a tarefa {i}"));
            });
        }
        agenda.rodar(&mut executor);
        let chamadas = executor.perguntas();
        escrever_linha(quantos(chamadas, "chamada a poll", "chamadas a poll"))?;
        Ok(())
    })
}
