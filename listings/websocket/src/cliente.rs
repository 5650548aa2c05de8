//! O cliente das salas: reconecta sozinho, sem perder nem repetir.
//!
//! Guarda duas coisas entre uma conexão e outra: o número do último evento que
//! mostrou, e as falas que ninguém confirmou. Ao voltar, pede o que vem depois
//! do primeiro e repete as segundas.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;
use tokio_rustls::TlsConnector;

use crate::aviso::{Aviso, Desistencia};
use crate::conexao::{ErroDeConexao, conectar};
use crate::conversa::{Queda, conversar};
use crate::limites::Limites;
use crate::memoria::Memoria;
use crate::tls::{ErroDeTls, cifrar};

/// Quem é o cliente, e aonde vai.
#[derive(Clone)]
pub struct Opcoes {
    pub endereco: String,
    pub sala: String,
    pub nome: String,
    pub tls: Option<TlsConnector>,
    /// A primeira espera para reconectar; dobra a cada tentativa.
    pub recuo: Duration,
    /// Tentativas seguidas antes de desistir.
    pub tentativas: u32,
}

/// Vive na sala até a entrada acabar, ou até ninguém mais ouvir os avisos,
/// reconectando quando cai.
///
/// # Errors
/// Se o servidor recusar de um modo que repetir não conserta, ou se as
/// tentativas acabarem.
pub async fn viver(
    opcoes: Opcoes,
    mut falas: mpsc::Receiver<String>,
    avisos: mpsc::Sender<Aviso>,
) -> Result<(), Desistencia> {
    let mut memoria = Memoria::nova(&opcoes.sala, &opcoes.nome);
    let mut seguidas = 0;
    loop {
        memoria.em_dia = false;
        let motivo = match uma_conexao(&opcoes, &mut memoria, &mut falas, &avisos).await {
            Queda::Fim => return Ok(()),
            Queda::Definitiva(motivo) => return Err(motivo),
            Queda::Passageira(motivo) => motivo,
        };
        // Só conta de novo quem chegou a entrar: aceitar e cair não é progresso.
        seguidas = if memoria.em_dia { 0 } else { seguidas + 1 };
        if seguidas >= opcoes.tentativas {
            return Err(Desistencia::Tentativas(seguidas, motivo));
        }
        if avisos.send(Aviso::Caiu(motivo)).await.is_err() {
            return Ok(());
        }
        tokio::select! {
            () = sleep(recuo(opcoes.recuo, seguidas)) => {}
            () = avisos.closed() => return Ok(()),
        }
    }
}

// ANCHOR: recuo
/// Uma espera ao acaso entre zero e o teto: cem clientes derrubados juntos não
/// voltam juntos.
fn recuo(primeiro: Duration, seguidas: u32) -> Duration {
    let teto = primeiro.saturating_mul(1 << seguidas.min(10));
    teto.min(Duration::from_secs(30)).mul_f64(fastrand::f64())
}
// ANCHOR_END: recuo

async fn uma_conexao(
    opcoes: &Opcoes,
    memoria: &mut Memoria,
    falas: &mut mpsc::Receiver<String>,
    avisos: &mpsc::Sender<Aviso>,
) -> Queda {
    let fluxo = match conectar(&opcoes.endereco).await {
        Ok(fluxo) => fluxo,
        // O que não é endereço hoje não será amanhã; um servidor pode voltar.
        Err(ErroDeConexao::Endereco(erro)) => {
            return Queda::Definitiva(Desistencia::Endereco(erro));
        }
        Err(ErroDeConexao::Conexao(onde, erro)) => {
            let motivo = apoio::erro::motivo(&erro);
            return Queda::Passageira(format!("{onde} não atende ({motivo})"));
        }
        Err(erro) => return Queda::Passageira(erro.to_string()),
    };
    let Some(tls) = &opcoes.tls else {
        let url = format!("ws://{}/salas", opcoes.endereco);
        return conversar(&url, fluxo, memoria, falas, avisos).await;
    };
    let prazo = Limites::default().entrada;
    match cifrar(tls, &opcoes.endereco, fluxo, prazo).await {
        Ok(fluxo) => {
            let url = format!("wss://{}/salas", opcoes.endereco);
            conversar(&url, fluxo, memoria, falas, avisos).await
        }
        // O servidor caiu no meio, ou está lento: pode voltar.
        Err(erro @ (ErroDeTls::Prazo | ErroDeTls::Corte(_))) => {
            Queda::Passageira(erro.to_string())
        }
        // Um certificado ruim não melhora sozinho.
        Err(erro) => Queda::Definitiva(Desistencia::Aperto(erro.to_string())),
    }
}
