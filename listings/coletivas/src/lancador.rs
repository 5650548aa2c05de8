//! O lançador: inicia os ranks, apresenta uns aos outros e manda todos saírem.

use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use apoio::programa::{ao_pedir_fim, registrar};

use crate::chegadas::{Evento, receber_ranks};
use crate::encontro::{Vaga, escutar};
use crate::filhos::Filhos;
use crate::fracasso::Fracasso;
use crate::recado::{DoLancador, DoRank, Relato, enviar};
use apoio::erro::como_saiu;

static FIM: AtomicBool = AtomicBool::new(false);

/// De quanto em quanto se olha se pediram o fim ou se um processo saiu.
const OLHADA: Duration = Duration::from_millis(20);
/// Quanto um rank tem para obedecer a uma ordem antes de ser morto.
const OBEDIENCIA: Duration = Duration::from_secs(2);
/// Quanto têm todos para sair, depois de terem terminado. Não há pressa: o
/// prazo só existe para que um defeito apareça.
const SAIDA: Duration = Duration::from_secs(10);
/// Um rank que perdeu outro avisa na hora, às vezes antes que o sistema conte
/// que o outro morreu. A causa vale essa espera.
const CAUSA: Duration = Duration::from_secs(1);

/// Roda o grupo até o fim e devolve o que cada rank relatou.
///
/// # Errors
/// O [`Fracasso`], depois de todos os processos terem saído.
pub fn lancar(n: usize, prazo: Duration) -> anyhow::Result<Vec<Vec<Relato>>> {
    ao_pedir_fim(|| FIM.store(true, Ordering::SeqCst))?;
    let (ouvinte, encontro) = escutar()?;
    let chave = fastrand::u64(..);
    let (envio, eventos) = channel();
    thread::spawn(move || receber_ranks(&ouvinte, chave, n, &envio));
    let vaga = |rank| Vaga {
        rank,
        encontro,
        chave,
    };
    let filhos = Filhos::iniciar(n, vaga).context("não consegui iniciar um processo")?;
    let mut grupo = Lancamento {
        filhos,
        eventos,
        // Os ranks já têm prazo; esta folga deixa que falem antes.
        paciencia: prazo + OBEDIENCIA,
        conexoes: (0..n).map(|_| None).collect(),
        relatos: vec![Vec::new(); n],
        terminaram: vec![false; n],
    };
    match grupo.acompanhar() {
        Ok(()) => grupo.dispensar()?,
        Err(fracasso) => {
            grupo.parar();
            return Err(fracasso.into());
        }
    }
    Ok(grupo.relatos)
}

struct Lancamento {
    filhos: Filhos,
    eventos: Receiver<Evento>,
    /// Quanto o grupo inteiro pode ficar em silêncio.
    paciencia: Duration,
    conexoes: Vec<Option<(SocketAddr, TcpStream)>>,
    relatos: Vec<Vec<Relato>>,
    terminaram: Vec<bool>,
}

impl Lancamento {
    /// Segue o grupo até que todos terminem, ou até o primeiro motivo para parar.
    fn acompanhar(&mut self) -> Result<(), Fracasso> {
        let mut noticia = Instant::now();
        while self.terminaram.contains(&false) {
            if FIM.load(Ordering::SeqCst) {
                return Err(Fracasso::Interrompido);
            }
            match self.eventos.recv_timeout(OLHADA) {
                Ok(evento) => {
                    noticia = Instant::now();
                    self.tratar(evento)?;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let motivo = "ninguém mais as espera".to_owned();
                    return Err(Fracasso::SemPorta(motivo));
                }
                Err(RecvTimeoutError::Timeout) => {
                    // Um rank pode morrer antes de se apresentar.
                    if let Some((rank, status)) = self.filhos.algum_saiu() {
                        return Err(Fracasso::Morreu(rank, como_saiu(status)));
                    }
                    if noticia.elapsed() > self.paciencia {
                        return Err(Fracasso::Silencio(self.calados(), self.paciencia));
                    }
                }
            }
        }
        Ok(())
    }

    fn tratar(&mut self, evento: Evento) -> Result<(), Fracasso> {
        match evento {
            Evento::Chegou(rank, endereco, conexao) => {
                self.conexoes[rank] = Some((endereco, conexao));
                let enderecos = self.conexoes.iter().flatten().map(|(e, _)| *e);
                let tabela: Vec<_> = enderecos.collect();
                if tabela.len() == self.conexoes.len() {
                    self.mandar(&DoLancador::Tabela(tabela));
                }
            }
            Evento::Disse(rank, DoRank::Fez(relato)) => {
                self.relatos[rank].push(relato);
            }
            Evento::Disse(rank, DoRank::Fim) => self.terminaram[rank] = true,
            Evento::Disse(_, DoRank::Pronto | DoRank::Ola { .. }) => {}
            Evento::Disse(rank, DoRank::Errei(texto)) => {
                return Err(Fracasso::Queixa(rank, texto));
            }
            Evento::Disse(rank, DoRank::Perdi(texto)) => {
                return Err(self.causa(Fracasso::Queixa(rank, texto)));
            }
            Evento::SemPorta(motivo) => return Err(Fracasso::SemPorta(motivo)),
            Evento::Sumiu(rank) => return Err(self.causa(Fracasso::Cortou(rank))),
        }
        Ok(())
    }

    /// Troca a queixa pela morte que a causou, se houve uma.
    fn causa(&mut self, queixa: Fracasso) -> Fracasso {
        match self.filhos.esperar_algum(CAUSA) {
            Some((rank, status)) => Fracasso::Morreu(rank, como_saiu(status)),
            None => queixa,
        }
    }

    fn calados(&self) -> Vec<usize> {
        let ranks = self.terminaram.iter().enumerate();
        ranks.filter(|(_, fim)| !**fim).map(|(p, _)| p).collect()
    }

    fn mandar(&self, ordem: &DoLancador) {
        for (_, conexao) in self.conexoes.iter().flatten() {
            // Quem não ouvir será morto no fim do prazo.
            let _ = enviar(conexao, ordem, OLHADA);
        }
    }

    /// Todos terminaram: manda saírem e confere que saíram bem.
    fn dispensar(&mut self) -> Result<(), Fracasso> {
        self.mandar(&DoLancador::Adeus);
        for (rank, saida) in self.filhos.recolher(SAIDA).into_iter().enumerate() {
            match saida {
                Ok(status) if status.success() => {}
                Ok(status) => return Err(Fracasso::Morreu(rank, como_saiu(status))),
                Err(_) => return Err(Fracasso::Cortou(rank)),
            }
        }
        Ok(())
    }

    /// Algo falhou: manda todos pararem e conta como cada um saiu.
    fn parar(&mut self) {
        self.mandar(&DoLancador::Pare);
        for (rank, saida) in self.filhos.recolher(OBEDIENCIA).into_iter().enumerate() {
            let como = saida.map_or_else(|_| "não se sabe como saiu".into(), como_saiu);
            registrar(format!("rank {rank}: {como}"));
        }
    }
}
