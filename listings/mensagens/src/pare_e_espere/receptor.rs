//! Quem recebe: entrega o que é novo, confirma o que já entregou, ignora o resto.

use std::time::{Duration, Instant};

use rand::RngExt;
use rand::rngs::ChaCha8Rng;

use super::numero::{Largura, Numero};
use super::segmento::{Conexao, Pedido, Segmento};
use crate::canal::Reage;

/// Quantas conexões são lembradas. Uma encerrada fica aqui para que um Fim
/// repetido, cuja confirmação se perdeu, ainda tenha quem o confirme.
pub const SESSOES: usize = 64;

/// Quem se cala por tanto tempo pode perder o lugar, se outro precisar dele:
/// sem isto, 64 remetentes mortos no meio fechariam o receptor para sempre.
const ABANDONO: Duration = Duration::from_secs(600);

/// O que a aplicação recebe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chegada {
    Mensagem { conexao: Conexao, carga: Vec<u8> },
    Fim { conexao: Conexao, mensagens: u64 },
}

#[derive(Debug)]
struct Sessao {
    pedido: Pedido,
    conexao: Conexao,
    esperado: Numero,
    mensagens: u64,
    encerrada: bool,
    /// A hora do último datagrama. É a de verdade, mesmo em tempo virtual: nas
    /// simulações ninguém fica dez minutos calado.
    uso: Instant,
}

/// O receptor. `entregar` devolve se a mensagem teve efeito: só então ela é
/// confirmada.
pub struct Receptor<F> {
    largura: Largura,
    sorte: ChaCha8Rng,
    sessoes: Vec<Sessao>,
    abandono: Duration,
    entregar: F,
}

impl<F: FnMut(Chegada) -> bool> Receptor<F> {
    pub fn novo(largura: Largura, sorte: ChaCha8Rng, entregar: F) -> Self {
        Self {
            largura,
            sorte,
            sessoes: Vec::new(),
            abandono: ABANDONO,
            entregar,
        }
    }

    /// Troca os dez minutos de silêncio que fazem de uma conexão abandonada.
    #[must_use]
    pub fn com_abandono(self, abandono: Duration) -> Self {
        Self { abandono, ..self }
    }

    /// Quantas conexões receberam mensagens e não chegaram ao fim.
    pub fn pela_metade(&self) -> usize {
        let aberta = |s: &&Sessao| !s.encerrada && s.mensagens > 0;
        self.sessoes.iter().filter(aberta).count()
    }

    /// O mesmo pedido recebe sempre a mesma conexão: o Abrir também se repete.
    fn abrir(&mut self, pedido: Pedido) -> Option<Segmento> {
        let conhecida = self.sessoes.iter().find(|s| s.pedido == pedido);
        let conexao = match conhecida {
            Some(sessao) => sessao.conexao,
            None => self.nova_sessao(pedido)?,
        };
        Some(Segmento::Aceito(pedido, conexao))
    }

    /// Sorteia o nome da conexão. Sem lugar, sai a que menos faz falta; se
    /// todas estão em uso, ninguém entra.
    fn nova_sessao(&mut self, pedido: Pedido) -> Option<Conexao> {
        if self.sessoes.len() == SESSOES {
            let dispensa = |s: &Sessao| {
                s.encerrada || s.mensagens == 0 || s.uso.elapsed() >= self.abandono
            };
            let dispensavel = (0..SESSOES)
                .filter(|&i| dispensa(&self.sessoes[i]))
                .min_by_key(|&i| self.sessoes[i].uso)?;
            self.sessoes.swap_remove(dispensavel);
        }
        let conexao = Conexao(self.sorte.random());
        self.sessoes.push(Sessao {
            pedido,
            conexao,
            esperado: Numero(0),
            mensagens: 0,
            encerrada: false,
            uso: Instant::now(),
        });
        Some(conexao)
    }

    /// Uma mensagem, ou o fim (`None`), numerada dentro de uma conexão.
    fn receber(
        &mut self,
        conexao: Conexao,
        numero: Numero,
        carga: Option<Vec<u8>>,
    ) -> Option<Segmento> {
        // ANCHOR: receber
        // Conexão que ninguém abriu: é de outra vida, e não se responde.
        let sessao = self.sessoes.iter_mut().find(|s| s.conexao == conexao)?;
        sessao.uso = Instant::now();
        let confirmacao = Segmento::Confirmacao(conexao, numero);
        let ja_tratou = sessao.mensagens > 0 || sessao.encerrada;
        if ja_tratou && numero == self.largura.anterior(sessao.esperado) {
            // É repetida: a confirmação se perdeu, ou ainda vem vindo.
            return Some(confirmacao);
        }
        if sessao.encerrada || numero != sessao.esperado {
            return None;
        }
        let chegada = match carga {
            Some(carga) => Chegada::Mensagem { conexao, carga },
            None => Chegada::Fim {
                conexao,
                mensagens: sessao.mensagens,
            },
        };
        sessao.encerrada = matches!(chegada, Chegada::Fim { .. });
        // Primeiro o efeito, depois a confirmação: nunca o contrário.
        if !(self.entregar)(chegada) {
            sessao.encerrada = false;
            return None;
        }
        sessao.esperado = self.largura.seguinte(numero);
        sessao.mensagens += u64::from(!sessao.encerrada);
        Some(confirmacao)
        // ANCHOR_END: receber
    }
}

impl<F: FnMut(Chegada) -> bool> Reage for Receptor<F> {
    fn reagir(&mut self, datagrama: &[u8]) -> Option<Vec<u8>> {
        let resposta = match Segmento::decodificar(datagrama)? {
            Segmento::Abrir(pedido) => self.abrir(pedido),
            Segmento::Dados(conexao, numero, carga) => {
                self.receber(conexao, numero, Some(carga))
            }
            Segmento::Fim(conexao, numero) => self.receber(conexao, numero, None),
            Segmento::Aceito(..) | Segmento::Confirmacao(..) => None,
        }?;
        Some(resposta.codificar())
    }
}
