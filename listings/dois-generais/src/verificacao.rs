//! Percorrer todas as execuções e contar a que desmente.

use apoio::texto::quantos;
use rastro::{Passo, Rastro, do_caminho};
use stateright::actor::LossyNetwork;
use stateright::{Checker, Model};

use crate::batalha::{ATACAM, Batalha, CONCORDAM, Estado, Modelo, SEM_ORDEM};
use crate::general::{Elo, General};

/// O que o verificador achou.
#[derive(Debug)]
pub struct Exame {
    /// Quantos estados diferentes visitou.
    pub estados: usize,
    /// Uma execução em que um ataca sozinho, se há.
    pub discordia: Option<Vec<Passo<General>>>,
    /// Se há execução em que os dois atacam.
    pub atacam: bool,
    /// Se o segundo nunca ataca sem ter recebido a ordem.
    pub espera_ordem: bool,
}

/// Visita todos os estados alcançáveis da batalha.
pub fn verificar(batalha: Batalha, rede: LossyNetwork) -> Exame {
    let verificador = batalha.modelo(rede).checker().spawn_bfs().join();
    let discordia = verificador.discovery(CONCORDAM);
    Exame {
        estados: verificador.unique_state_count(),
        discordia: discordia.map(|caminho| caminho.into_actions()),
        atacam: verificador.discovery(ATACAM).is_some(),
        espera_ordem: verificador.discovery(SEM_ORDEM).is_none(),
    }
}

/// A execução como rastro, com a decisão de cada um no fim.
pub fn rastro(batalha: Batalha, passos: &[Passo<General>]) -> Rastro {
    let modelo = batalha.modelo(LossyNetwork::Yes);
    let mut rastro = do_caminho(&modelo, &["primeiro", "segundo"], passos, nome)
        .expect("os passos vieram deste modelo");
    let fim = fim(&modelo, passos);
    for (general, ataca) in batalha.atacam(&fim).into_iter().enumerate() {
        let decisao = if ataca { "ataca" } else { "não ataca" };
        rastro.local(general, decisao).expect("são dois generais");
    }
    rastro
}

/// O estado a que os passos levam.
fn fim(modelo: &Modelo, passos: &[Passo<General>]) -> Estado {
    let inicio = modelo.init_states().remove(0);
    passos.iter().fold(inicio, |estado, passo| {
        let seguinte = modelo.next_state(&estado, passo.clone());
        seguinte.expect("os passos vieram deste modelo")
    })
}

/// Como a mensagem se chama.
pub fn nome(elo: &Elo) -> String {
    match elo.0 {
        0 => "ordem".to_owned(),
        n => format!("confirmação {n}"),
    }
}

/// O que os dois modelos dizem da batalha, em frases.
pub fn relato(batalha: Batalha) -> Vec<String> {
    let confiavel = verificar(batalha, LossyNetwork::No);
    let com_perda = verificar(batalha, LossyNetwork::Yes);
    let mut linhas = Vec::new();
    for (rede, exame) in [
        ("rede que não perde", &confiavel),
        ("rede que perde", &com_perda),
    ] {
        linhas.push(format!(
            "{rede}, {}:",
            quantos(exame.estados, "estado", "estados")
        ));
        linhas.push(format!(
            "   há execução em que os dois atacam: {}",
            sim(exame.atacam)
        ));
        linhas.push(format!(
            "   há execução em que um ataca sozinho: {}",
            sim(exame.discordia.is_some())
        ));
        if !exame.espera_ordem {
            linhas.push("   o segundo ataca sem ter recebido a ordem".to_owned());
        }
    }
    if let Some(passos) = com_perda.discordia {
        linhas.push("a execução:".to_owned());
        let frases = rastro(batalha, &passos).linhas();
        linhas.extend(frases.into_iter().map(|frase| format!("   {frase}")));
    }
    linhas
}

/// O diagrama espaço-tempo da execução em que um ataca sozinho.
///
/// # Errors
/// Se não há nenhuma.
pub fn desenho(batalha: Batalha) -> anyhow::Result<String> {
    let exame = verificar(batalha, LossyNetwork::Yes);
    let Some(passos) = exame.discordia else {
        anyhow::bail!("não há execução em que um ataca sozinho: nada a desenhar");
    };
    let titulo = "Uma execução em que um general ataca sozinho";
    Ok(rastro::desenhar(&rastro(batalha, &passos), titulo))
}

fn sim(sim: bool) -> &'static str {
    if sim { "sim" } else { "não" }
}
