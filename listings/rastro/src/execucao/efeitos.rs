//! O que um nó faz do que o ator mandou.

use std::time::{Duration, Instant};

use anyhow::Context;
use apoio::programa::registrar;
use rand::RngExt;
use stateright::actor::{Command, Out};

use super::no::{InicioDe, No};
use super::passo::{Pacote, Passo, agora, guardado_de};
use crate::modelo::Ator;

impl<A: Ator> No<'_, A> {
    /// Guarda, grava o passo, e só então envia: o que os outros veem já está no
    /// diário.
    pub(super) fn cumprir(
        &mut self,
        inicio: InicioDe<A>,
        saida: Out<A>,
    ) -> anyhow::Result<()> {
        let mut envia = Vec::new();
        for comando in saida {
            match comando {
                Command::Send(para, msg) => {
                    envia.push((usize::from(para), self.proxima, msg));
                    self.proxima += 1;
                }
                Command::SetTimer(prazo, demora) => {
                    let hora = Instant::now() + self.sortear(demora);
                    self.prazos.insert(prazo, hora);
                }
                Command::CancelTimer(prazo) => drop(self.prazos.remove(&prazo)),
                Command::Save(guardado) => {
                    let texto = serde_json::to_string(&guardado)?;
                    let arquivo = guardado_de(&self.pasta, self.eu);
                    apoio::arquivo::gravar(&arquivo, &texto)
                        .context("não consigo guardar")?;
                }
                Command::ChooseRandom(..) => {}
            }
        }
        let passo = Passo {
            quando: agora(),
            inicio,
            envia,
        };
        self.diario
            .gravar(&passo)
            .context("não consigo gravar o diário")?;
        for (para, numero, msg) in passo.envia {
            self.enviar(para, numero, msg)?;
        }
        Ok(())
    }

    fn enviar(&self, para: usize, numero: u64, msg: A::Msg) -> anyhow::Result<()> {
        let de = self.eu;
        let bytes = serde_json::to_vec(&Pacote { de, numero, msg })?;
        let destino = self
            .enderecos
            .lock()
            .expect("quem a tem só a copia")
            .get(para)
            .copied();
        let destino = destino.with_context(|| format!("não há nó {para}"))?;
        if let Err(erro) = self.soquete.send_to(&bytes, destino) {
            // O UDP não promete nada: para os outros, a mensagem se perdeu.
            let motivo = apoio::erro::motivo(&erro);
            registrar(format_args!("nó {de}: não enviei a {para}: {motivo}"));
        }
        Ok(())
    }

    fn sortear(&mut self, demora: std::ops::Range<Duration>) -> Duration {
        match demora.is_empty() {
            true => demora.start,
            false => self.sorte.random_range(demora),
        }
    }
}
