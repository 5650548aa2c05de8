//! Das jogadas ao rastro: o que cada ator fez, dito pelos rótulos dele.

use stateright::actor::{Command, Out};

use super::ator::{Ator, Fato};
use super::estado::{Envelope, Estado};
use super::jogada::{Jogada, JogadaDe};
use super::passos::{Entrada, Reacao};
use super::sistema::Sistema;
use crate::evento::{Incoerente, Mensagem};
use crate::registro::Rastro;

impl<A: Ator> Sistema<A> {
    /// Refaz as jogadas desde o início e registra o que houve. Quem diz o que se
    /// envia é o próprio ator: o rastro não tem como contar outro algoritmo.
    ///
    /// # Errors
    /// Se alguma jogada não é possível onde está.
    pub fn rastro(&self, jogadas: &[JogadaDe<A>]) -> Result<Rastro, Incoerente> {
        let mut rastreio = Rastreio {
            sistema: self,
            rastro: Rastro::novo(self.nomes.iter().cloned())?,
            em_viagem: Vec::new(),
        };
        for no in 0..self.atores.len() {
            let (estado, saida) = self.iniciar(no);
            rastreio.enviar(no, [&estado, &estado], saida)?;
        }
        let mut estado = self.comeco();
        for (i, jogada) in jogadas.iter().enumerate() {
            let seguinte = self.aplicar(&estado, jogada);
            let seguinte = seguinte.ok_or(Incoerente::PassoImpossivel(i))?;
            rastreio.jogar(&estado, jogada)?;
            estado = seguinte;
        }
        Ok(rastreio.rastro)
    }

    /// O estado a que as jogadas levam; nenhum, se alguma não é possível.
    pub fn depois_de(&self, jogadas: &[JogadaDe<A>]) -> Option<Estado<A>> {
        let inicio = self.comeco();
        jogadas
            .iter()
            .try_fold(inicio, |estado, jogada| self.aplicar(&estado, jogada))
    }
}

struct Rastreio<'a, A: Ator> {
    sistema: &'a Sistema<A>,
    rastro: Rastro,
    em_viagem: Vec<(Envelope<A::Msg>, Mensagem)>,
}

impl<A: Ator> Rastreio<'_, A> {
    fn jogar(
        &mut self,
        antes: &Estado<A>,
        jogada: &JogadaDe<A>,
    ) -> Result<(), Incoerente> {
        match jogada {
            Jogada::Entregar(envelope) => {
                let recebida = self.tirar(envelope)?;
                self.rastro.receber(recebida)?;
                let (de, msg) = (envelope.de, &envelope.msg);
                let entrada = Entrada::Mensagem { de, msg };
                self.reagir(antes, envelope.para, &entrada, Fato::Recebeu { de, msg })
            }
            Jogada::Vencer { no, prazo } => {
                let texto = self.sistema.atores[*no].prazo(prazo);
                self.rastro.vencer(*no, texto)?;
                self.reagir(antes, *no, &Entrada::Prazo(prazo), Fato::Venceu)
            }
            Jogada::Perder(envelope) => {
                let perdida = self.tirar(envelope)?;
                self.rastro.perder(perdida)
            }
            Jogada::Duplicar(envelope) => {
                let onde = self.achar(envelope)?;
                let copia = self.rastro.duplicar(self.em_viagem[onde].1)?;
                // Depois da original: a cópia não passa à frente dela.
                self.em_viagem.insert(onde + 1, (envelope.clone(), copia));
                Ok(())
            }
            Jogada::Cair { no } => self.rastro.cair(*no),
            Jogada::Voltar { no } => {
                self.rastro.voltar(*no)?;
                let guardado = antes.guardado(*no).cloned();
                self.reagir(antes, *no, &Entrada::Volta(&guardado), Fato::Voltou)
            }
        }
    }

    /// Chama o ator e registra o relógio, o marco e os envios.
    fn reagir(
        &mut self,
        antes: &Estado<A>,
        no: usize,
        entrada: &Entrada<'_, A>,
        fato: Fato<'_, A::Msg>,
    ) -> Result<(), Incoerente> {
        let ator = &self.sistema.atores[no];
        let antes = antes.ator(no);
        let Reacao { novo, saida } = self.sistema.reagir(no, antes, entrada);
        let depois = novo.as_ref().unwrap_or(antes);
        // Quem volta não vem de um estado: recomeça.
        let antes = if matches!(fato, Fato::Voltou) {
            depois
        } else {
            antes
        };
        if let Some(marca) = ator.relogio(antes, depois, fato) {
            self.rastro.relogio(marca);
        }
        if let Some(marco) = ator.marco(antes, depois) {
            self.rastro.local(no, marco)?;
            if let Some(marca) = ator.relogio(antes, depois, Fato::Marcou) {
                self.rastro.relogio(marca);
            }
        }
        self.enviar(no, [antes, depois], saida)
    }

    fn enviar(
        &mut self,
        de: usize,
        [antes, depois]: [&A::State; 2],
        saida: Out<A>,
    ) -> Result<(), Incoerente> {
        let ator = &self.sistema.atores[de];
        for comando in saida {
            let Command::Send(para, msg) = comando else {
                continue;
            };
            let para = usize::from(para);
            let mensagem = self.rastro.enviar(de, para, ator.mensagem(&msg))?;
            let fato = Fato::Enviou { para, msg: &msg };
            if let Some(marca) = ator.relogio(antes, depois, fato) {
                self.rastro.relogio(marca);
            }
            self.em_viagem.push((Envelope { de, para, msg }, mensagem));
        }
        Ok(())
    }

    /// A mais antiga em viagem com esse remetente, destino e conteúdo.
    fn achar(&self, envelope: &Envelope<A::Msg>) -> Result<usize, Incoerente> {
        let posicao = self.em_viagem.iter().position(|(e, _)| e == envelope);
        posicao.ok_or(Incoerente::NaoEnviada(self.em_viagem.len()))
    }

    fn tirar(&mut self, envelope: &Envelope<A::Msg>) -> Result<Mensagem, Incoerente> {
        let onde = self.achar(envelope)?;
        Ok(self.em_viagem.remove(onde).1)
    }
}
