//! O mestre: reparte o trabalho, e o de quem morre dá a outro.

use std::collections::VecDeque;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::aviso::{Aviso, Erro, Total};
use crate::canal::Canal;
use crate::equipe::Equipe;
use crate::evento::Evento;
use crate::fim::Fim;
use crate::protocolo::{Faixa, Feita};
use crate::supervisor::{Acao, Supervisor};

/// Quanto se espera que um trabalhador termine depois de a entrada dele se fechar.
const DESPEDIDA: Duration = Duration::from_secs(5);

pub struct Mestre<'a> {
    equipe: Equipe,
    supervisor: Supervisor,
    canal: Canal,
    fabrica: &'a mut dyn FnMut(usize) -> Command,
    avisar: &'a mut dyn FnMut(Aviso),
    comeco: Instant,
    pids: Vec<u32>,
    pendentes: VecDeque<Faixa>,
    devolvidas: VecDeque<Faixa>,
    em_curso: Vec<Option<Faixa>>,
    feitas: Vec<Option<Feita>>,
    drenando: bool,
}

impl<'a> Mestre<'a> {
    /// Um mestre de `postos` trabalhadores, que cada chamada à fábrica diz como
    /// iniciar.
    pub fn novo(
        faixas: Vec<Faixa>,
        (postos, canal): (usize, Canal),
        supervisor: Supervisor,
        fabrica: &'a mut dyn FnMut(usize) -> Command,
        avisar: &'a mut dyn FnMut(Aviso),
    ) -> Self {
        Self {
            equipe: Equipe::nova(postos),
            supervisor,
            canal,
            fabrica,
            avisar,
            comeco: Instant::now(),
            pids: vec![0; postos],
            feitas: vec![None; faixas.len()],
            pendentes: faixas.into(),
            devolvidas: VecDeque::new(),
            em_curso: vec![None; postos],
            drenando: false,
        }
    }

    pub fn equipe(&self) -> &Equipe {
        &self.equipe
    }

    // ANCHOR: executar
    /// Trabalha até que todas as faixas estejam feitas; se alguém pedir o fim, até
    /// que estejam feitas as que já tinham sido entregues.
    ///
    /// # Errors
    /// Se um trabalhador não puder ser iniciado, ou se caírem vezes demais.
    pub fn executar(mut self) -> Result<Total, Erro> {
        for posto in 0..self.em_curso.len() {
            self.iniciar(posto)?;
        }
        while !self.acabou() {
            self.distribuir();
            let volta = self.supervisor.proximo().map(|volta| self.comeco + volta);
            match self.equipe.esperar(volta) {
                Some(Evento::Disse(posto, carga)) => self.recebeu(posto, &carga),
                Some(Evento::Terminou(posto, fim, queixa)) => {
                    self.queixar(posto, queixa);
                    self.perdeu(posto, fim)?;
                }
                Some(Evento::PedirFim) => self.drenando = true,
                None => self.repor()?,
            }
        }
        self.despedir();
        Ok(Total::de(&self.feitas))
    }
    // ANCHOR_END: executar

    fn iniciar(&mut self, posto: usize) -> Result<(), Erro> {
        let mut comando = (self.fabrica)(posto);
        let iniciado = self.equipe.iniciar(posto, &mut comando, Some(self.canal));
        let pid = iniciado.map_err(|source| Erro::Iniciar { posto, source })?;
        self.pids[posto] = pid;
        (self.avisar)(Aviso::Comecou { posto, pid });
        Ok(())
    }

    fn acabou(&self) -> bool {
        let sem_novas = self.pendentes.is_empty() || self.drenando;
        let parados = self.em_curso.iter().all(Option::is_none);
        sem_novas && parados && self.devolvidas.is_empty()
    }

    /// Dá uma faixa a cada trabalhador vivo e parado; primeiro as devolvidas.
    fn distribuir(&mut self) {
        for posto in 0..self.em_curso.len() {
            if self.em_curso[posto].is_some() || !self.equipe.vive(posto) {
                continue;
            }
            let nova = |mestre: &mut Self| match mestre.drenando {
                true => None,
                false => mestre.pendentes.pop_front(),
            };
            let Some(faixa) = self.devolvidas.pop_front().or_else(|| nova(self)) else {
                return;
            };
            self.em_curso[posto] = Some(faixa);
            self.equipe.dizer(posto, &faixa.em_bytes());
            let (pid, faixa) = (self.pids[posto], faixa.numero);
            (self.avisar)(Aviso::Entregue { posto, pid, faixa });
        }
    }

    // ANCHOR: recebeu
    fn recebeu(&mut self, posto: usize, carga: &[u8]) {
        let esperada = self.em_curso[posto].map(|faixa| faixa.numero);
        match Feita::de_bytes(carga) {
            Ok(feita) if Some(feita.numero) == esperada => {
                self.em_curso[posto] = None;
                let lugar = usize::try_from(feita.numero).expect("é índice de uma faixa");
                self.feitas[lugar] = Some(feita);
                let (pid, faixa) = (self.pids[posto], feita.numero);
                (self.avisar)(Aviso::Feita { posto, pid, faixa });
            }
            // Respondeu ao que não se perguntou: não dá para confiar no resto.
            _ => self.equipe.matar(posto),
        }
    }
    // ANCHOR_END: recebeu

    fn queixar(&mut self, posto: usize, queixa: Option<String>) {
        if let Some(texto) = queixa {
            (self.avisar)(Aviso::Queixa { posto, texto });
        }
    }

    // ANCHOR: perdeu
    fn perdeu(&mut self, posto: usize, fim: Fim) -> Result<(), Erro> {
        let faixa = self.em_curso[posto].take();
        self.devolvidas.extend(faixa);
        let refazer = faixa.map(|faixa| faixa.numero);
        (self.avisar)(Aviso::Terminou {
            posto,
            fim,
            refazer,
        });
        let agora = self.comeco.elapsed();
        for acao in self.supervisor.terminou(posto, fim, agora) {
            match acao {
                Acao::Marcar(posto, volta) => {
                    let espera = volta.saturating_sub(agora);
                    (self.avisar)(Aviso::Volta { posto, espera });
                }
                Acao::Encerrar(posto) => self.equipe.matar(posto),
                Acao::Iniciar(posto) => self.iniciar(posto)?,
                Acao::Desistir => return Err(Erro::Desisti { posto, fim }),
            }
        }
        Ok(())
    }
    // ANCHOR_END: perdeu

    fn repor(&mut self) -> Result<(), Erro> {
        for acao in self.supervisor.vencer(self.comeco.elapsed()) {
            if let Acao::Iniciar(posto) = acao {
                self.iniciar(posto)?;
            }
        }
        Ok(())
    }

    fn despedir(&mut self) {
        (0..self.em_curso.len()).for_each(|posto| self.equipe.fechar(posto));
        let avisar = &mut self.avisar;
        self.equipe.encerrar(DESPEDIDA, |posto, fim| {
            avisar(Aviso::Terminou {
                posto,
                fim,
                refazer: None,
            });
        });
    }
}
