//! Um caminho do verificador stateright, contado como rastro.

use std::borrow::Cow;
use std::fmt::Debug;
use std::hash::Hash;

use stateright::Model;
use stateright::actor::{
    Actor, ActorModel, ActorModelAction, ActorModelState, Command, Envelope, Id, Network,
    Out,
};

use crate::evento::{Incoerente, Mensagem};
use crate::registro::Rastro;

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
        atores: &modelo.actors,
        em_viagem: Vec::new(),
        duplica: !matches!(
            modelo.init_network,
            Network::UnorderedNonDuplicating(_) | Network::Ordered(_)
        ),
        texto,
    };
    for (i, ator) in modelo.actors.iter().enumerate() {
        let mut saida = Out::new();
        ator.on_start(Id::from(i), &None, &mut saida);
        refeito.enviar(i, saida)?;
    }
    let mut estado = modelo.init_states().remove(0);
    for (i, passo) in passos.iter().enumerate() {
        let mut possiveis = Vec::new();
        modelo.actions(&estado, &mut possiveis);
        // O modelo não confere o passo que lhe dão: conta com que venha da lista.
        let permitido = possiveis.contains(passo).then(|| passo.clone());
        let seguinte = permitido.and_then(|passo| modelo.next_state(&estado, passo));
        let seguinte = seguinte.ok_or(Incoerente::PassoImpossivel(i))?;
        refeito.passo(&estado, passo)?;
        estado = seguinte;
    }
    Ok(refeito.rastro)
}

struct Refeito<'a, A: Actor, F> {
    rastro: Rastro,
    atores: &'a [A],
    em_viagem: Vec<(Envelope<A::Msg>, Mensagem)>,
    duplica: bool,
    texto: F,
}

impl<A: Actor, F: Fn(&A::Msg) -> String> Refeito<'_, A, F> {
    /// Registra o que `passo` faz no estado `antes`.
    fn passo<H>(
        &mut self,
        antes: &ActorModelState<A, H>,
        passo: &Passo<A>,
    ) -> Result<(), Incoerente> {
        let atores = self.atores;
        let mut saida = Out::new();
        let estado = |i: usize| Cow::Borrowed(&*antes.actor_states[i]);
        let quem = match passo {
            ActorModelAction::Deliver { src, dst, msg } => {
                let (src, dst, i) = (*src, *dst, usize::from(*dst));
                let msg = msg.clone();
                let recebida = self.achar(&Envelope {
                    src,
                    dst,
                    msg: &msg,
                })?;
                self.rastro.receber(recebida)?;
                atores[i].on_msg(dst, &mut estado(i), src, msg, &mut saida);
                i
            }
            ActorModelAction::Drop(Envelope { src, dst, msg }) => {
                let (src, dst) = (*src, *dst);
                let perdida = self.achar(&Envelope { src, dst, msg })?;
                return self.rastro.perder(perdida);
            }
            ActorModelAction::Timeout(id, prazo) => {
                let i = usize::from(*id);
                self.rastro.vencer(i, format!("{prazo:?}"))?;
                atores[i].on_timeout(*id, &mut estado(i), prazo, &mut saida);
                i
            }
            ActorModelAction::SelectRandom { actor, random, .. } => {
                let i = usize::from(*actor);
                self.rastro.local(i, format!("escolhe {random:?}"))?;
                atores[i].on_random(*actor, &mut estado(i), random, &mut saida);
                i
            }
            ActorModelAction::Crash(id) => {
                return self.rastro.cair(usize::from(*id));
            }
            // Quem volta recomeça do que tinha guardado, e pode enviar.
            ActorModelAction::Recover(id) => {
                let i = usize::from(*id);
                self.rastro.voltar(i)?;
                atores[i].on_start(*id, &antes.actor_storages[i], &mut saida);
                i
            }
        };
        self.enviar(quem, saida)
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
    fn achar(&mut self, envelope: &Envelope<&A::Msg>) -> Result<Mensagem, Incoerente> {
        let igual = |(e, _): &(Envelope<A::Msg>, Mensagem)| {
            (e.src, e.dst, &e.msg) == (envelope.src, envelope.dst, envelope.msg)
        };
        let posicao = self.em_viagem.iter().position(igual);
        let posicao = posicao.ok_or(Incoerente::NaoEnviada(self.em_viagem.len()))?;
        let mensagem = self.em_viagem[posicao].1;
        if self.duplica {
            // A original fica para a próxima entrega: a que chega é uma cópia.
            return self.rastro.duplicar(mensagem);
        }
        Ok(self.em_viagem.remove(posicao).1)
    }
}
