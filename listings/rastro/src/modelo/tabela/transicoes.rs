//! O que cada nó faz com o que lhe chega: as linhas da tabela.

use stateright::actor::{Command, Out};

use super::coleta::Coleta;
use super::{Efeito, Linha};
use crate::modelo::ator::{Ator, Fato};
use crate::modelo::estado::Estado;
use crate::modelo::jogada::{Jogada, JogadaDe};
use crate::modelo::passos::{Entrada, Reacao};
use crate::modelo::sistema::Sistema;

impl<A: Ator> Coleta<A> {
    pub(super) fn anotar(
        &mut self,
        sistema: &Sistema<A>,
        estado: &Estado<A>,
        jogada: &JogadaDe<A>,
    ) {
        match jogada {
            Jogada::Entregar(e) => {
                let numero = vec![0, e.de as i32, self.mensagens.numero(&e.msg)];
                let (de, msg) = (e.de, &e.msg);
                let entrada = (numero, Entrada::Mensagem { de, msg });
                let fato = Fato::Recebeu { de, msg };
                self.linha(sistema, e.para, estado.ator(e.para), entrada, fato);
            }
            Jogada::Vencer { no, prazo } => {
                let numero = vec![1, self.prazos.numero(prazo)];
                let entrada = (numero, Entrada::Prazo(prazo));
                self.linha(sistema, *no, estado.ator(*no), entrada, Fato::Venceu);
            }
            Jogada::Voltar { no } => {
                let guardado = estado.guardado(*no).cloned();
                let numero = vec![2, self.guardados.numero(&guardado)];
                let entrada = (numero, Entrada::Volta(&guardado));
                self.linha(sistema, *no, estado.ator(*no), entrada, Fato::Voltou);
            }
            _ => {}
        }
    }

    pub(super) fn linha(
        &mut self,
        sistema: &Sistema<A>,
        no: usize,
        antes: &A::State,
        (numero, entrada): (Vec<i32>, Entrada<'_, A>),
        fato: Fato<'_, A::Msg>,
    ) {
        let volta = matches!(entrada, Entrada::Volta(_));
        // Na volta, o estado de antes da queda não importa.
        let local = if volta {
            -1
        } else {
            self.estados[no].numero(antes)
        };
        let entra = self.entradas.numero(&numero);
        if !self.vistas.insert((no, local, entra)) {
            return;
        }
        let Reacao { novo, saida } = sistema.reagir(no, antes, &entrada);
        let fora = novo.as_ref().is_some_and(|novo| {
            sistema
                .fronteira
                .as_ref()
                .is_some_and(|dentro| !dentro(novo))
        });
        let depois = novo.as_ref().unwrap_or(antes);
        // Quem volta não vem de um estado: recomeça.
        let antes = if volta { depois } else { antes };
        let relogio = sistema.atores[no].relogio(antes, depois, fato);
        if !volta && novo.is_none() && saida.is_empty() && relogio.is_none() {
            return;
        }
        let linha = match fora {
            true => Linha(no, local, entra as usize, -1, Vec::new(), -1),
            false => {
                let relogio = self.texto(relogio);
                let efeitos = self.efeitos(sistema, no, [antes, depois], saida, true);
                let depois = self.estados[no].numero(depois);
                Linha(no, local, entra as usize, depois, efeitos, relogio)
            }
        };
        self.linhas.insert((no, local, entra), linha);
    }

    pub(super) fn texto(&mut self, texto: Option<String>) -> i32 {
        texto.map_or(-1, |texto| self.textos.numero(&texto))
    }

    pub(super) fn efeitos(
        &mut self,
        sistema: &Sistema<A>,
        no: usize,
        [antes, depois]: [&A::State; 2],
        saida: Out<A>,
        com_marco: bool,
    ) -> Vec<Efeito> {
        let ator = &sistema.atores[no];
        let mut efeitos = Vec::new();
        if let Some(marco) = ator.marco(antes, depois).filter(|_| com_marco) {
            let relogio = ator.relogio(antes, depois, Fato::Marcou);
            let marco = self.textos.numero(&marco);
            efeitos.push(vec![4, marco, self.texto(relogio)]);
        }
        for comando in saida {
            efeitos.push(match comando {
                Command::Send(para, msg) => {
                    let para = usize::from(para);
                    let fato = Fato::Enviou { para, msg: &msg };
                    let relogio = ator.relogio(antes, depois, fato);
                    let mensagem = self.mensagens.numero(&msg);
                    vec![0, para as i32, mensagem, self.texto(relogio)]
                }
                Command::SetTimer(prazo, _) => vec![1, self.prazos.numero(&prazo)],
                Command::CancelTimer(prazo) => vec![2, self.prazos.numero(&prazo)],
                Command::Save(guardado) => {
                    vec![3, self.guardados.numero(&Some(guardado))]
                }
                Command::ChooseRandom(..) => continue,
            });
        }
        efeitos
    }
}
