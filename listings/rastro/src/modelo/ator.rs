//! O que se pede de um ator, além de ser um `Actor` do stateright.

use std::fmt::Debug;
use std::hash::Hash;

use serde::Serialize;
use serde::de::DeserializeOwned;
use stateright::actor::Actor;

/// O que se compara, se põe em ordem, se guarda e se manda pela rede.
pub trait Dado:
    Clone + Debug + Ord + Hash + Send + Sync + Serialize + DeserializeOwned + 'static
{
}

impl<T> Dado for T where
    T: Clone + Debug + Ord + Hash + Send + Sync + Serialize + DeserializeOwned + 'static
{
}

/// O que se passou num passo de um ator, para quem lê o relógio dele.
#[derive(Clone, Copy, Debug)]
pub enum Fato<'a, M> {
    Recebeu { de: usize, msg: &'a M },
    Enviou { para: usize, msg: &'a M },
    Venceu,
    Marcou,
    Voltou,
}

/// O nome das coisas de um ator, como o leitor as vê: no diagrama, nas frases e
/// na página. Tudo em português; o `Debug` é para máquinas.
pub trait Rotulos: Actor {
    /// O que a mensagem diz.
    fn mensagem(&self, msg: &Self::Msg) -> String;

    /// Em que situação o ator está.
    fn estado(&self, estado: &Self::State) -> String;

    /// Para que serve o prazo.
    fn prazo(&self, _prazo: &Self::Timer) -> String {
        String::new()
    }

    /// O que o relógio lógico marca depois do fato, se o ator tem um. O passo
    /// levou o estado de `antes` a `depois`.
    fn relogio(
        &self,
        _antes: &Self::State,
        _depois: &Self::State,
        _fato: Fato<'_, Self::Msg>,
    ) -> Option<String> {
        None
    }

    /// O que merece ser escrito no diagrama quando o estado muda: "entra",
    /// "vira líder".
    fn marco(&self, _antes: &Self::State, _depois: &Self::State) -> Option<String> {
        None
    }
}

/// Um ator que se verifica, se simula, se executa, se desenha e se joga. Não se
/// implementa: todo tipo com [`Rotulos`] cujas partes são dados já é um.
pub trait Ator:
    Rotulos<Msg: Dado, Timer: Dado, State: Eq + Send + Sync, Storage: Dado>
    + Send
    + Sync
    + 'static
{
}

impl<T> Ator for T where
    T: Rotulos<Msg: Dado, Timer: Dado, State: Eq + Send + Sync, Storage: Dado>
        + Send
        + Sync
        + 'static
{
}
