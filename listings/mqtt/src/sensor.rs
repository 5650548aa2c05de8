//! O sensor: lê, publica, insiste, e se despede.

use std::time::Duration;

use anyhow::{Result, bail};
use apoio::programa::{escrever_linha, registrar};
use apoio::texto::quantos;
use rumqttc::{AsyncClient, QoS};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::ajustes::{Ajustes, LUGARES, opcoes};
use crate::caixa::Caixa;
use crate::conexao::{DESPEDIDA, EM_VOO, Fato, Laco, conectar};
use crate::leitura::{
    Leitura, NO_AR, SAIU, graus, topico_da_temperatura, topico_do_estado,
};

/// Quanto se espera, depois da última leitura, pelas confirmações que faltam.
const CONFIRMACOES: Duration = Duration::from_secs(5);

/// O que o sensor tem por mandar: leituras e mudanças de estado, numa fila só.
#[derive(Clone)]
enum Recado {
    Leitura(Leitura),
    Estado(&'static str),
}

struct Sensor {
    ajustes: Ajustes,
    cliente: AsyncClient,
    caixa: Caixa<Recado>,
    sorte: fastrand::Rng,
    fim: CancellationToken,
    vida: u32,
    lidas: u64,
    decimos: i32,
    ligado: bool,
}

/// Roda o sensor até acabarem as leituras ou alguém pedir o fim.
///
/// # Errors
/// Sem broker, ou se as últimas leituras não foram confirmadas a tempo. A quem pede o
/// fim se obedece logo: o que faltar confirmar se diz, e não é um erro.
pub async fn rodar(ajustes: Ajustes, fim: CancellationToken) -> Result<()> {
    let (cliente, mut laco) = conectar(opcoes(&ajustes));
    let mut sorte = fastrand::Rng::with_seed(ajustes.semente);
    let mut sensor = Sensor {
        cliente,
        caixa: Caixa::nova(LUGARES, usize::from(EM_VOO)),
        decimos: 180 + sorte.i32(0..60),
        vida: fastrand::u32(..),
        sorte,
        fim: fim.clone(),
        lidas: 0,
        ligado: false,
        ajustes,
    };
    sensor.medir(&mut laco, &fim).await?;
    if sensor.despedir(&mut laco, &fim).await? {
        return Ok(());
    }
    let faltam = quantos(sensor.caixa.pendentes(), "mensagem", "mensagens");
    let broker = &sensor.ajustes.broker;
    let dito = format!("saí sem a confirmação de {broker} para {faltam}");
    if fim.is_cancelled() {
        registrar(dito);
        return Ok(());
    }
    bail!(dito)
}

impl Sensor {
    async fn medir(&mut self, laco: &mut Laco, fim: &CancellationToken) -> Result<()> {
        let mut relogio = interval(self.ajustes.intervalo);
        relogio.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while self.ajustes.leituras.is_none_or(|total| self.lidas < total) {
            // O mesmo futuro atravessa as leituras: recriá-lo a cada uma
            // recomeçaria a conexão que ainda não se completou.
            let mut proximo = std::pin::pin!(laco.proximo());
            let fato = loop {
                self.mandar()?;
                tokio::select! {
                    fato = &mut proximo => break fato?,
                    _ = relogio.tick() => self.ler(),
                    () = fim.cancelled() => return Ok(()),
                }
                if self.ajustes.leituras == Some(self.lidas) {
                    return Ok(());
                }
            };
            self.entender(fato)?;
        }
        Ok(())
    }

    fn ler(&mut self) {
        self.lidas += 1;
        self.decimos += self.sorte.i32(-3..=3);
        let (vida, numero, decimos) = (self.vida, self.lidas, self.decimos);
        self.caixa.por(Recado::Leitura(Leitura {
            vida,
            numero,
            decimos,
        }));
    }

    fn mandar(&mut self) -> Result<()> {
        while self.ligado {
            let Some(recado) = self.caixa.pedir() else {
                break;
            };
            let comodo = &self.ajustes.comodo;
            match recado {
                Recado::Leitura(leitura) => {
                    let carga = serde_json::to_vec(&leitura)?;
                    let topico = topico_da_temperatura(comodo);
                    self.cliente
                        .try_publish(topico, self.ajustes.qos, true, carga)?;
                }
                Recado::Estado(estado) => {
                    let topico = topico_do_estado(comodo);
                    self.cliente
                        .try_publish(topico, QoS::AtLeastOnce, true, estado)?;
                }
            }
        }
        Ok(())
    }

    fn entender(&mut self, fato: Fato) -> Result<()> {
        match fato {
            Fato::Ligado { sessao } => {
                registrar(format_args!("ligado a {}", self.ajustes.broker));
                if !sessao {
                    self.caixa.esquecidas();
                }
                self.ligado = true;
                self.caixa.por(Recado::Estado(NO_AR));
            }
            Fato::Caiu { motivo, espera } => {
                self.ligado = false;
                let guardadas = self.caixa.pendentes();
                registrar(format_args!(
                    "sem broker: {motivo}; {guardadas} por confirmar; tento em {espera:.0?}"
                ));
            }
            Fato::Enviada(numero) => {
                self.caixa.enviada(numero);
                // No QoS 0 o número é 0 e não há confirmação por que esperar.
                if numero == 0 {
                    self.confirmar(0, "enviada")?;
                }
            }
            Fato::Confirmada(numero) => self.confirmar(numero, "confirmada")?,
            _ => {}
        }
        Ok(())
    }

    fn confirmar(&mut self, numero: u16, como: &str) -> Result<()> {
        if let Some(Recado::Leitura(leitura)) = self.caixa.confirmada(numero) {
            let (n, graus) = (leitura.numero, graus(leitura.decimos));
            if !escrever_linha(format_args!("leitura {n}: {graus}, {como}"))? {
                self.fim.cancel(); // ninguém mais lê o que digo
            }
        }
        Ok(())
    }

    /// Espera as confirmações e se despede; diz se conseguiu.
    async fn despedir(
        &mut self,
        laco: &mut Laco,
        fim: &CancellationToken,
    ) -> Result<bool> {
        let vence = Instant::now() + CONFIRMACOES;
        let pressa = async {
            fim.cancelled().await;
            sleep(DESPEDIDA).await;
        };
        let mut pressa = std::pin::pin!(pressa);
        self.caixa.por(Recado::Estado(SAIU));
        let mut pediu = false;
        loop {
            if fim.is_cancelled() && !self.ligado {
                return Ok(false);
            }
            self.mandar()?;
            if self.caixa.pendentes() == 0 && !pediu {
                // Só agora: o DISCONNECT apaga o testamento.
                self.cliente.try_disconnect()?;
                pediu = true;
            }
            let fato = tokio::select! {
                fato = laco.proximo() => fato?,
                () = &mut pressa => return Ok(false),
                () = sleep_until(vence) => return Ok(false),
            };
            if matches!(fato, Fato::Despedido) {
                return Ok(true);
            }
            self.entender(fato)?;
        }
    }
}
