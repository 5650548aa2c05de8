//! Um servidor sob guarda: inicia, espera que atenda, religa se morre.

use super::processo::{fim_do_diario, iniciar};
use super::{receita::Receita, sonda};
use crate::comandos::processo::Processo;
use anyhow::{Result, bail};
use apoio::erro::como_saiu;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Quanto um servidor tem para atender; o mais lento leva 10 s numa máquina livre,
/// e a de CI pode estar ocupada.
const PRAZO: Duration = Duration::from_secs(120);

/// De quanto em quanto tempo se olha de novo.
pub const PASSO: Duration = Duration::from_millis(50);

/// Quem morre mais do que isto em [`JANELA`] tem um defeito que religar não cura.
const MORTES: usize = 10;
const JANELA: Duration = Duration::from_secs(60);

/// Um servidor que se religa sozinho, na mesma porta e com os mesmos dados.
#[derive(Debug)]
pub struct Guarda {
    pub receita: Receita,
    processo: Processo,
    mortes: Vec<Instant>,
}

impl Guarda {
    /// Inicia o servidor.
    pub fn iniciar(receita: Receita) -> Result<Self> {
        let processo = iniciar(&receita)?;
        Ok(Self {
            receita,
            processo,
            mortes: Vec::new(),
        })
    }

    /// Espera que o servidor atenda, ou que `encerrar` o dispense.
    /// Erros: se ele morre antes, ou se o prazo vence.
    pub fn esperar(&mut self, encerrar: &AtomicBool) -> Result<()> {
        let (nome, endereco) = (&self.receita.servidor.nome, self.receita.endereco);
        let sonda = sonda::de(&self.receita.servidor.sonda);
        let inicio = Instant::now();
        while !encerrar.load(Ordering::Relaxed) {
            let fim = || fim_do_diario(&self.receita);
            if let Some(estado) = self.processo.terminou()? {
                let como = como_saiu(estado);
                bail!("o {nome} {como} antes de atender. {}", fim());
            }
            let Err(motivo) = sonda(endereco) else {
                return Ok(());
            };
            if inicio.elapsed() > PRAZO {
                let segundos = PRAZO.as_secs();
                bail!(
                    "o {nome} não atendeu em {endereco} em {segundos} s: {motivo}. {}",
                    fim()
                );
            }
            std::thread::sleep(PASSO);
        }
        Ok(())
    }

    /// Se o servidor morreu, religa-o e diz na saída de erro.
    /// Erros: se ele morre vezes demais em pouco tempo.
    pub fn vigiar(&mut self) -> Result<()> {
        let Some(estado) = self.processo.terminou()? else {
            return Ok(());
        };
        let (nome, endereco) = (&self.receita.servidor.nome, self.receita.endereco);
        let como = como_saiu(estado);
        self.mortes.retain(|morte| morte.elapsed() < JANELA);
        self.mortes.push(Instant::now());
        if self.mortes.len() > MORTES {
            bail!(
                "o {nome} morreu {} vezes em menos de {} s (a última: {como}), e não o religo \
                 mais. {}",
                self.mortes.len(),
                JANELA.as_secs(),
                fim_do_diario(&self.receita)
            );
        }
        eprintln!("servicos: o {nome} {como}; religo em {endereco}");
        self.processo = iniciar(&self.receita)?;
        Ok(())
    }
}
