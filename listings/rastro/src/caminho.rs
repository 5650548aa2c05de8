//! Um caminho do verificador stateright, contado como rastro.

use std::borrow::Cow;
use std::fmt::Debug;
use std::hash::Hash;

use stateright::actor::{
    Actor, ActorModel, ActorModelAction, Command, Envelope, Id, Network, Out,
};

use crate::{Incoerente, Mensagem, Rastro};

/// Um passo de um modelo de atores.
pub type Passo<A> =
    ActorModelAction<<A as Actor>::Msg, <A as Actor>::Timer, <A as Actor>::Random>;

/// Refaz `passos` a partir do início do modelo e registra o que cada ator fez.
///
/// Quem diz o que se envia é o próprio ator, chamado de novo: o rastro não tem
/// como contar um algoritmo que não é o verificado. `texto` dá nome às mensagens.
///
/// # Errors
/// Se os passos não são uma execução do modelo.
pub fn do_caminho<A, C, H>(
    modelo: &ActorModel<A, C, H>,
    nomes: &[&str],
    passos: &[Passo<A>],
    texto: impl Fn(&A::Msg) -> String,
) -> Result<Rastro, Incoerente>
where
    A: Actor,
    A::Msg: Ord,
    A::Timer: Ord,
    H: Clone + Debug + Hash,
{
    let mut refeito = Refeito {
        rastro: Rastro::novo(nomes.iter().copied())?,
        estados: Vec::new(),
        em_viagem: Vec::new(),
        duplica: !matches!(
            modelo.init_network,
            Network::UnorderedNonDuplicating(_) | Network::Ordered(_)
        ),
        texto,
    };
    for (i, ator) in modelo.actors.iter().enumerate() {
        let mut saida = Out::new();
        refeito
            .estados
            .push(ator.on_start(Id::from(i), &None, &mut saida));
        refeito.enviar(i, saida)?;
    }
    for passo in passos {
        refeito.passo(&modelo.actors, passo)?;
    }
    Ok(refeito.rastro)
}

struct Refeito<A: Actor, F> {
    rastro: Rastro,
    estados: Vec<A::State>,
    em_viagem: Vec<(Envelope<A::Msg>, Mensagem)>,
    duplica: bool,
    texto: F,
}

impl<A: Actor, F: Fn(&A::Msg) -> String> Refeito<A, F> {
    fn passo(&mut self, atores: &[A], passo: &Passo<A>) -> Result<(), Incoerente> {
        match passo {
            ActorModelAction::Deliver { src, dst, msg } => {
                let (src, msg) = (*src, msg.clone());
                let (dst, i) = (*dst, usize::from(*dst));
                let recebida = self.achar(&Envelope {
                    src,
                    dst,
                    msg: msg.clone(),
                })?;
                self.rastro.receber(recebida)?;
                self.reagir(i, |estado, saida| {
                    atores[i].on_msg(dst, estado, src, msg, saida);
                })
            }
            ActorModelAction::Drop(envelope) => {
                let perdida = self.achar(envelope)?;
                self.rastro.perder(perdida)
            }
            ActorModelAction::Timeout(id, prazo) => {
                let i = usize::from(*id);
                self.rastro.local(i, format!("prazo {prazo:?}"))?;
                self.reagir(i, |estado, saida| {
                    atores[i].on_timeout(*id, estado, prazo, saida);
                })
            }
            ActorModelAction::SelectRandom { actor, random, .. } => {
                let i = usize::from(*actor);
                self.rastro.local(i, format!("escolhe {random:?}"))?;
                self.reagir(i, |estado, saida| {
                    atores[i].on_random(*actor, estado, random, saida);
                })
            }
            ActorModelAction::Crash(id) => self.rastro.local(usize::from(*id), "cai"),
            ActorModelAction::Recover(id) => self.rastro.local(usize::from(*id), "volta"),
        }
    }

    fn reagir(
        &mut self,
        ator: usize,
        reacao: impl FnOnce(&mut Cow<'_, A::State>, &mut Out<A>),
    ) -> Result<(), Incoerente> {
        let mut saida = Out::new();
        let mut estado = Cow::Owned(self.estados[ator].clone());
        reacao(&mut estado, &mut saida);
        self.estados[ator] = estado.into_owned();
        self.enviar(ator, saida)
    }

    fn enviar(&mut self, de: usize, saida: Out<A>) -> Result<(), Incoerente> {
        for comando in saida {
            if let Command::Send(dst, msg) = comando {
                let texto = (self.texto)(&msg);
                let mensagem = self.rastro.enviar(de, usize::from(dst), texto)?;
                let src = Id::from(de);
                self.em_viagem.push((Envelope { src, dst, msg }, mensagem));
            }
        }
        Ok(())
    }

    /// A mais antiga em viagem com esse remetente, destino e conteúdo.
    fn achar(&mut self, envelope: &Envelope<A::Msg>) -> Result<Mensagem, Incoerente> {
        let posicao = self.em_viagem.iter().position(|(e, _)| e == envelope);
        let posicao = posicao.ok_or(Incoerente::NaoEnviada(self.em_viagem.len()))?;
        if self.duplica {
            return Ok(self.em_viagem[posicao].1);
        }
        Ok(self.em_viagem.remove(posicao).1)
    }
}
