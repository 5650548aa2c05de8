//! Dos diários dos processos a uma execução do modelo.
//!
//! Os passos de cada nó estão em ordem; entre nós, uma recepção vem depois do
//! envio. Qualquer ordem que respeite as duas coisas é uma execução que os
//! processos não distinguem da que houve; o relógio da máquina só desempata.

use std::collections::{HashMap, VecDeque};
use std::path::Path;

use anyhow::bail;

use super::passo::{Inicio, Passo, ler};
use crate::modelo::{Ator, Envelope, Estado, Jogada, JogadaDe, Sistema, Tipo};

/// Uma execução de verdade, como jogadas do sistema com folga.
pub struct Juntada<J> {
    pub jogadas: Vec<J>,
    /// Para cada propriedade: o nome, e se valeu (em todos os estados, no caso
    /// das que têm de valer sempre; em algum, no das que têm de acontecer).
    pub propriedades: Vec<(String, Tipo, bool)>,
}

type PassoDe<A> =
    Passo<<A as stateright::actor::Actor>::Msg, <A as stateright::actor::Actor>::Timer>;

/// Junta os diários da pasta. `mortos` são os que não estavam vivos no fim.
///
/// # Errors
/// Se um diário está estragado, ou se o que os processos gravaram não é uma
/// execução do sistema.
pub fn juntar<A: Ator>(
    sistema: &Sistema<A>,
    pasta: &Path,
    mortos: &[usize],
) -> anyhow::Result<Juntada<JogadaDe<A>>> {
    let com_folga = sistema.clone().como_na_execucao();
    let mut diarios: Vec<VecDeque<PassoDe<A>>> = Vec::new();
    for no in 0..com_folga.quantos() {
        diarios.push(ler(pasta, no)?.into());
    }
    let mut costura = Costura::nova(&com_folga);
    while diarios.iter().any(|d| !d.is_empty()) {
        let prontos = diarios.iter().enumerate().filter_map(|(no, diario)| {
            let passo = diario.front()?;
            costura.pronto(passo).then_some((passo.quando, no))
        });
        let Some((_, no)) = prontos.min() else {
            bail!("há quem recebeu o que ninguém gravou ter enviado");
        };
        let passo = diarios[no].pop_front().expect("é dele o passo pronto");
        costura.costurar(no, passo)?;
    }
    for &no in mortos {
        costura.jogar(Jogada::Cair { no })?;
    }
    Ok(costura.terminar())
}

struct Costura<'a, A: Ator> {
    sistema: &'a Sistema<A>,
    estado: Estado<A>,
    jogadas: Vec<JogadaDe<A>>,
    iniciados: Vec<bool>,
    /// De cada mensagem enviada, pelo remetente e o número: quantas vezes chegou.
    enviadas: HashMap<(usize, u64), usize>,
    valeu: Vec<bool>,
}

impl<'a, A: Ator> Costura<'a, A> {
    fn nova(sistema: &'a Sistema<A>) -> Self {
        let estado = sistema.comeco();
        let exigida = |tipo| matches!(tipo, Tipo::Sempre | Tipo::NoFim);
        let propriedades = sistema.exigencias().iter();
        Self {
            valeu: propriedades
                .map(|p| {
                    if exigida(p.tipo) {
                        true
                    } else {
                        p.vale(&estado)
                    }
                })
                .collect(),
            iniciados: vec![false; sistema.quantos()],
            sistema,
            estado,
            jogadas: Vec::new(),
            enviadas: HashMap::new(),
        }
    }

    /// O envio da mensagem já foi costurado; um prazo não depende de ninguém.
    fn pronto(&self, passo: &PassoDe<A>) -> bool {
        match &passo.inicio {
            Inicio::Recebeu { de, numero, .. } => {
                self.enviadas.contains_key(&(*de, *numero))
            }
            _ => true,
        }
    }

    fn costurar(&mut self, no: usize, passo: PassoDe<A>) -> anyhow::Result<()> {
        match passo.inicio {
            // O primeiro início já está no começo do modelo.
            Inicio::Iniciou if !std::mem::replace(&mut self.iniciados[no], true) => {}
            Inicio::Iniciou => {
                self.jogar(Jogada::Cair { no })?;
                self.jogar(Jogada::Voltar { no })?;
            }
            Inicio::Venceu { prazo } => self.jogar(Jogada::Vencer { no, prazo })?,
            Inicio::Recebeu { de, numero, msg } => {
                let para = no;
                let envelope = Envelope { de, para, msg };
                let vezes = self.enviadas.entry((de, numero)).or_default();
                *vezes += 1;
                if *vezes > 1 {
                    bail!("a rede entregou duas vezes a mensagem {numero} do nó {de}");
                }
                self.jogar(Jogada::Entregar(envelope))?;
            }
        }
        let numeros = passo.envia.into_iter().map(|(_, numero, _)| numero);
        self.enviadas
            .extend(numeros.map(|numero| ((no, numero), 0)));
        Ok(())
    }

    fn jogar(&mut self, jogada: JogadaDe<A>) -> anyhow::Result<()> {
        let onde = self.jogadas.len() + 1;
        if !self.sistema.jogadas(&self.estado).contains(&jogada) {
            bail!("o passo {onde} da execução não é possível no modelo: {jogada:?}");
        }
        // Nenhum: o passo foi dado, e não mudou nada.
        if let Some(seguinte) = self.sistema.aplicar(&self.estado, &jogada) {
            self.jogadas.push(jogada);
            self.estado = seguinte;
            for (p, valeu) in self.sistema.exigencias().iter().zip(&mut self.valeu) {
                match p.tipo {
                    Tipo::Sempre => *valeu &= p.vale(&self.estado),
                    Tipo::NoFim => {}
                    Tipo::AlgumaVez | Tipo::UmDia => *valeu |= p.vale(&self.estado),
                }
            }
        }
        Ok(())
    }

    fn terminar(self) -> Juntada<JogadaDe<A>> {
        let propriedades = self.sistema.exigencias().iter().zip(self.valeu);
        Juntada {
            jogadas: self.jogadas,
            propriedades: propriedades
                .map(|(p, valeu)| (p.nome.clone(), p.tipo, valeu))
                .collect(),
        }
    }
}
