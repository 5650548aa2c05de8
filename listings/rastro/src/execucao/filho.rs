//! Um nó visto pelo pai: o processo, a entrada dele e o que dele se sabe.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::Sender;

use anyhow::Context;

/// O que o pai ouve enquanto espera.
pub enum Aviso {
    /// O nó diz em que endereço escuta.
    Escutando(usize, String),
    /// A saída do nó fechou: o processo acabou.
    Calou(usize),
    /// Pediu-se o fim.
    Fim,
}

pub struct Filho {
    processo: Child,
    entrada: Option<ChildStdin>,
}

impl Filho {
    /// Inicia este mesmo programa como o nó de número `no`, e passa a avisar o
    /// que ele diz.
    ///
    /// # Errors
    /// Se o processo não se inicia.
    pub fn iniciar(
        no: usize,
        argumentos: Vec<String>,
        avisar: Sender<Aviso>,
    ) -> anyhow::Result<Self> {
        let este = std::env::current_exe().context("não sei que programa sou")?;
        let mut processo = Command::new(este)
            .args(argumentos)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("não consigo iniciar um nó")?;
        let saida = processo.stdout.take().context("a saída é um pipe")?;
        std::thread::spawn(move || {
            for linha in BufReader::new(saida).lines().map_while(Result::ok) {
                if let Some(endereco) = linha.strip_prefix("escutando em ") {
                    let _ = avisar.send(Aviso::Escutando(no, endereco.to_owned()));
                }
            }
            // A saída só se fecha quando o processo acaba.
            let _ = avisar.send(Aviso::Calou(no));
        });
        Ok(Self {
            entrada: processo.stdin.take(),
            processo,
        })
    }

    /// O número do processo.
    pub fn numero(&self) -> u32 {
        self.processo.id()
    }

    /// Manda uma linha; a quem já morreu não faz falta.
    pub fn dizer(&mut self, linha: &str) {
        if let Some(entrada) = &mut self.entrada {
            let _ = entrada.write_all(linha.as_bytes());
        }
    }

    /// A entrada fechada diz ao nó que acabou.
    pub fn despedir(&mut self) {
        self.entrada = None;
    }

    /// Recolhe o processo; se ainda vive, mata-o antes.
    pub fn recolher(&mut self) {
        self.entrada = None;
        let _ = self.processo.kill();
        let _ = self.processo.wait();
    }
}
