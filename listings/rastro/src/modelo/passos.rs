//! O que pode acontecer num estado, e o estado que vem depois.

use std::borrow::Cow;
use std::sync::Arc;

use stateright::actor::{Command, Id, Out};

use super::ator::Ator;
use super::estado::{Envelope, Estado, No};
use super::jogada::{Jogada, JogadaDe};
use super::sistema::Sistema;

/// O que chega a um ator.
pub(crate) enum Entrada<'a, A: Ator> {
    Mensagem { de: usize, msg: &'a A::Msg },
    Prazo(&'a A::Timer),
    Volta(&'a Option<A::Storage>),
}

/// O que ele faz com isso: o novo estado, se mudou, e o que manda fazer.
pub(crate) struct Reacao<A: Ator> {
    pub novo: Option<A::State>,
    pub saida: Out<A>,
}

impl<A: Ator> Sistema<A> {
    /// A função de transição de um nó: só depende do que é dele.
    pub(crate) fn reagir(
        &self,
        no: usize,
        estado: &A::State,
        entrada: &Entrada<'_, A>,
    ) -> Reacao<A> {
        let (ator, eu) = (&self.atores[no], Id::from(no));
        let mut saida = Out::new();
        let mut depois = Cow::Borrowed(estado);
        match entrada {
            Entrada::Mensagem { de, msg } => {
                let msg = (*msg).clone();
                ator.on_msg(eu, &mut depois, Id::from(*de), msg, &mut saida);
            }
            Entrada::Prazo(prazo) => {
                ator.on_timeout(eu, &mut depois, prazo, &mut saida);
            }
            Entrada::Volta(guardado) => {
                depois = Cow::Owned(ator.on_start(eu, guardado, &mut saida));
            }
        }
        let novo = match depois {
            Cow::Owned(novo) if novo != *estado => Some(novo),
            _ => None,
        };
        Reacao { novo, saida }
    }

    /// O estado inicial: todos iniciaram, e o que enviaram viaja.
    pub fn comeco(&self) -> Estado<A> {
        let mut estado = Estado {
            nos: Vec::new(),
            rede: Vec::new(),
            restam: self.faltas,
        };
        for no in 0..self.atores.len() {
            let (inicial, saida) = self.iniciar(no);
            let mut novo = No {
                estado: inicial,
                prazos: Vec::new(),
                guardado: None,
                caiu: false,
            };
            self.cumprir(no, saida, &mut novo, &mut estado.rede);
            estado.nos.push(Arc::new(novo));
        }
        estado
    }

    /// Um nó que inicia pela primeira vez.
    pub(crate) fn iniciar(&self, no: usize) -> (A::State, Out<A>) {
        let mut saida = Out::new();
        let estado = self.atores[no].on_start(Id::from(no), &None, &mut saida);
        (estado, saida)
    }

    /// O estado depois da jogada; nenhum, se ela não é possível, se nada muda
    /// ou se sai da fronteira.
    pub fn aplicar(&self, antes: &Estado<A>, jogada: &JogadaDe<A>) -> Option<Estado<A>> {
        if !permitida(antes, jogada) {
            return None;
        }
        let mut depois = antes.clone();
        match jogada {
            Jogada::Entregar(envelope) => {
                self.tirar(&mut depois.rede, envelope)?;
                let (de, msg) = (envelope.de, &envelope.msg);
                self.mover(&mut depois, envelope.para, &Entrada::Mensagem { de, msg })?;
            }
            Jogada::Vencer { no, prazo } => {
                let dele = Arc::make_mut(&mut depois.nos[*no]);
                let onde = dele.prazos.binary_search(prazo).ok()?;
                dele.prazos.remove(onde);
                self.mover(&mut depois, *no, &Entrada::Prazo(prazo))?;
            }
            Jogada::Perder(envelope) => {
                self.tirar(&mut depois.rede, envelope)?;
                depois.restam.perdas.gastar();
            }
            Jogada::Duplicar(envelope) => {
                let onde = self.achar(&depois.rede, envelope)?;
                depois.rede.insert(onde, envelope.clone());
                depois.restam.duplicacoes.gastar();
            }
            Jogada::Cair { no } => {
                let dele = Arc::make_mut(&mut depois.nos[*no]);
                dele.caiu = true;
                dele.prazos.clear();
                depois.restam.quedas.gastar();
            }
            Jogada::Voltar { no } => {
                let guardado = depois.nos[*no].guardado.clone();
                Arc::make_mut(&mut depois.nos[*no]).caiu = false;
                depois.restam.voltas.gastar();
                self.mover(&mut depois, *no, &Entrada::Volta(&guardado))?;
            }
        }
        (depois != *antes).then_some(depois)
    }

    fn mover(
        &self,
        estado: &mut Estado<A>,
        no: usize,
        entrada: &Entrada<'_, A>,
    ) -> Option<()> {
        let Reacao { novo, saida } = self.reagir(no, &estado.nos[no].estado, entrada);
        if novo.is_none() && saida.is_empty() {
            return Some(());
        }
        let dele = Arc::make_mut(&mut estado.nos[no]);
        if let Some(novo) = novo {
            if self.fronteira.as_ref().is_some_and(|dentro| !dentro(&novo)) {
                return None;
            }
            dele.estado = novo;
        }
        self.cumprir(no, saida, dele, &mut estado.rede);
        Some(())
    }

    /// Faz o que o ator mandou.
    fn cumprir(
        &self,
        de: usize,
        saida: Out<A>,
        no: &mut No<A>,
        rede: &mut Vec<Envelope<A::Msg>>,
    ) {
        for comando in saida {
            match comando {
                Command::Send(para, msg) => {
                    let para = usize::from(para);
                    let quantos = self.atores.len();
                    assert!(
                        para < quantos,
                        "o nó {de} enviou ao {para}, e são {quantos}"
                    );
                    self.por(rede, Envelope { de, para, msg });
                }
                Command::SetTimer(prazo, _) => {
                    if let Err(onde) = no.prazos.binary_search(&prazo) {
                        no.prazos.insert(onde, prazo);
                    }
                }
                Command::CancelTimer(prazo) => no.prazos.retain(|p| *p != prazo),
                Command::Save(guardado) => no.guardado = Some(guardado),
                Command::ChooseRandom(..) => panic!(
                    "choose_random não se joga nem se executa aqui: marque um prazo \
                     para cada escolha"
                ),
            }
        }
    }
}

/// O que a rede ainda pode fazer, e a quem: o resto se vê ao aplicar.
fn permitida<A: Ator>(estado: &Estado<A>, jogada: &JogadaDe<A>) -> bool {
    let caiu = |no: usize| estado.nos.get(no).map(|no| no.caiu);
    let restam = &estado.restam;
    match jogada {
        Jogada::Entregar(envelope) => caiu(envelope.para) == Some(false),
        Jogada::Vencer { no, .. } => caiu(*no) == Some(false),
        Jogada::Perder(_) => restam.perdas.resta(),
        Jogada::Duplicar(_) => restam.duplicacoes.resta(),
        Jogada::Cair { no } => restam.quedas.resta() && caiu(*no) == Some(false),
        Jogada::Voltar { no } => restam.voltas.resta() && caiu(*no) == Some(true),
    }
}
