//! O que se pede: um comando pode ser recusado; um fato, não.

use crate::contas::{Contas, Recusa};
use crate::evento::{Evento, Fato};
use crate::nome::{Chave, Conta};

/// Um pedido para que algo aconteça.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comando {
    /// O fato que o pedido quer tornar verdadeiro.
    pub quer: Fato,
    /// Dois comandos com a mesma chave são o mesmo comando, repetido.
    pub chave: Option<Chave>,
    /// Só vale se a conta ainda está na versão que o cliente leu.
    pub se_versao: Option<u64>,
}

/// O que fazer com um comando aceito.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decisao {
    Registrar(Evento),
    JaFeito(u64),
}

// ANCHOR: decidir
/// Confronta o comando com o estado. Não muda nada: quem muda é o evento.
///
/// # Errors
/// A regra que impede o comando.
pub fn decidir(contas: &Contas, comando: &Comando) -> Result<Decisao, Recusa> {
    // A chave vem antes da versão: a repetição de um comando que deu certo
    // encontra a versão já mudada, por ele mesmo.
    if let Some(numero) = repetido(contas, comando)? {
        return Ok(Decisao::JaFeito(numero));
    }
    conferir_versao(contas, comando)?;
    contas.efeitos(&comando.quer)?;
    Ok(Decisao::Registrar(Evento {
        numero: contas.ultimo() + 1,
        chave: comando.chave.clone(),
        fato: comando.quer.clone(),
    }))
}
// ANCHOR_END: decidir

fn repetido(contas: &Contas, comando: &Comando) -> Result<Option<u64>, Recusa> {
    let Some(chave) = &comando.chave else {
        return Ok(None);
    };
    match contas.feito(chave) {
        None => Ok(None),
        Some((numero, fato)) if *fato == comando.quer => Ok(Some(*numero)),
        Some((numero, _)) => Err(Recusa::ChaveReusada {
            chave: chave.clone(),
            numero: *numero,
        }),
    }
}

fn conferir_versao(contas: &Contas, comando: &Comando) -> Result<(), Recusa> {
    let Some(suposta) = comando.se_versao else {
        return Ok(());
    };
    let conta = principal(&comando.quer);
    // Uma conta que não existe está na versão zero: abrir também se protege.
    let atual = contas.situacao(conta).map_or(0, |s| s.versao);
    if atual == suposta {
        return Ok(());
    }
    Err(Recusa::Versao {
        conta: conta.clone(),
        atual,
        suposta,
    })
}

/// A conta de que o comando fala: numa transferência, a de quem paga.
fn principal(fato: &Fato) -> &Conta {
    match fato {
        Fato::Aberta { conta }
        | Fato::Depositado { conta, .. }
        | Fato::Sacado { conta, .. } => conta,
        Fato::Transferido { de, .. } => de,
    }
}
