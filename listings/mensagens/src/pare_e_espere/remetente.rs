//! Quem envia: uma mensagem por vez, e só passa à seguinte quando a confirmam.

use std::fmt;
use std::io::{self, ErrorKind};
use std::time::Duration;

use apoio::erro::em_portugues;
use apoio::texto::quantos;

use super::insistencia::Insistencia;
use super::numero::{Largura, Numero};
use super::prazo::Limites;
use super::segmento::{Conexao, MAIOR_CARGA, Pedido, Segmento};
use crate::canal::Canal;
use crate::opcoes::com_virgula;

/// Por que uma mensagem não foi dada como entregue.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Erro {
    #[error("a mensagem tem {0} bytes e um datagrama leva {MAIOR_CARGA}")]
    GrandeDemais(usize),
    #[error(
        "o receptor não respondeu à abertura em {} ({}). \
         Confira se ele está no ar e o endereço", vezes(*.tentativas), segundos(*.espera)
    )]
    SemReceptor { tentativas: u32, espera: Duration },
    #[error(
        "nenhuma confirmação da mensagem {ordem} em {} ({}): \
         {}; desta não sei", vezes(*.tentativas), segundos(*.espera), anteriores(*.ordem)
    )]
    SemConfirmacao {
        ordem: u64,
        tentativas: u32,
        espera: Duration,
    },
    #[error("{}", em_portugues(*.0))]
    Rede(ErrorKind),
}

fn anteriores(ordem: u64) -> String {
    match ordem - 1 {
        0 => "é a primeira".to_owned(),
        1 => "a 1 anterior foi entregue".to_owned(),
        n => format!("as {n} anteriores foram entregues"),
    }
}

fn vezes(tentativas: u32) -> String {
    quantos(tentativas, "tentativa", "tentativas")
}

fn segundos(tempo: Duration) -> String {
    com_virgula(tempo.as_secs_f64(), 1) + " s"
}

impl From<io::Error> for Erro {
    fn from(erro: io::Error) -> Self {
        Self::Rede(erro.kind())
    }
}

/// Como terminou.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relato {
    pub entregues: u64,
    pub transmissoes: u64,
    /// Se o receptor confirmou o fim. Falso não quer dizer que ele não soube.
    pub fim_confirmado: bool,
}

impl fmt::Display for Relato {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            entregues,
            transmissoes,
            ..
        } = self;
        let entregues = quantos(*entregues, "mensagem entregue", "mensagens entregues");
        let transmissoes = quantos(*transmissoes, "transmissão", "transmissões");
        write!(f, "{entregues} em {transmissoes}")?;
        if !self.fim_confirmado {
            write!(f, "; o fim não foi confirmado")?;
        }
        Ok(())
    }
}

/// Uma conexão aberta, do lado de quem envia.
pub struct Remetente<C> {
    canal: C,
    conexao: Conexao,
    largura: Largura,
    proximo: Numero,
    insistencia: Insistencia,
    entregues: u64,
}

impl<C: Canal> Remetente<C> {
    /// Abre uma conexão. `pedido` é um sorteio: dois remetentes com o mesmo se
    /// confundiriam.
    ///
    /// # Errors
    /// [`Erro::SemReceptor`] se ninguém responde.
    pub fn abrir(
        mut canal: C,
        pedido: u64,
        largura: Largura,
        limites: Limites,
    ) -> Result<Self, Erro> {
        let mut insistencia = Insistencia::nova(limites);
        let pedido = Pedido(pedido);
        let aceito = |resposta: &Segmento| match *resposta {
            Segmento::Aceito(de, conexao) if de == pedido => Some(conexao),
            _ => None,
        };
        let comeco = canal.agora();
        let conexao = insistencia
            .insistir(&mut canal, &Segmento::Abrir(pedido), aceito)?
            .ok_or_else(|| Erro::SemReceptor {
                tentativas: limites.tentativas,
                espera: canal.agora() - comeco,
            })?;
        Ok(Self {
            canal,
            conexao,
            largura,
            proximo: Numero(0),
            insistencia,
            entregues: 0,
        })
    }

    /// Envia e só volta quando o receptor confirma que entregou.
    ///
    /// # Errors
    /// [`Erro::SemConfirmacao`] se o receptor se cala; veja os outros em [`Erro`].
    pub fn enviar(&mut self, carga: &[u8]) -> Result<(), Erro> {
        if carga.len() > MAIOR_CARGA {
            return Err(Erro::GrandeDemais(carga.len()));
        }
        let dados = Segmento::Dados(self.conexao, self.proximo, carga.to_vec());
        let comeco = self.canal.agora();
        if !self.confirmado(&dados)? {
            return Err(Erro::SemConfirmacao {
                ordem: self.entregues + 1,
                tentativas: self.insistencia.limites.tentativas,
                espera: self.canal.agora() - comeco,
            });
        }
        self.entregues += 1;
        self.proximo = self.largura.seguinte(self.proximo);
        Ok(())
    }

    fn confirmado(&mut self, segmento: &Segmento) -> Result<bool, Erro> {
        let esperada = Segmento::Confirmacao(self.conexao, self.proximo);
        let e_a_esperada = |resposta: &Segmento| (*resposta == esperada).then_some(());
        let confirmacao =
            self.insistencia
                .insistir(&mut self.canal, segmento, e_a_esperada)?;
        Ok(confirmacao.is_some())
    }

    pub fn canal(&self) -> &C {
        &self.canal
    }

    /// Avisa que não há mais mensagens e devolve o relato, e o canal.
    ///
    /// # Errors
    /// Só se a rede falhar. Fim sem confirmação não é erro: tudo o que foi
    /// enviado já tinha sido confirmado.
    pub fn encerrar(mut self) -> Result<(Relato, C), Erro> {
        let fim_confirmado =
            self.confirmado(&Segmento::Fim(self.conexao, self.proximo))?;
        let relato = Relato {
            entregues: self.entregues,
            transmissoes: self.insistencia.transmissoes,
            fim_confirmado,
        };
        Ok((relato, self.canal))
    }
}
