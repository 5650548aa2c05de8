//! Mosquitto: um broker de MQTT, em C.

use super::programas::Programa;
use super::receita::{Receita, arquivo_do_pid};
use super::{portas, sonda};
use anyhow::{Context, Result};
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

const MOSQUITTO: Programa = Programa {
    nome: "mosquitto",
    debian: "mosquitto",
    brew: "mosquitto",
    antes: &[],
};

/// Prepara a pasta e devolve a receita do broker.
///
/// # Erros
/// Mosquitto que falta, ou pasta em que não se grava.
pub fn receitas(pasta: &Path) -> Result<Vec<Receita>> {
    let programa = MOSQUITTO.achar()?;
    let [porta] = portas::livres()?;
    let arquivo = pasta.join("mosquitto.conf");
    fs::create_dir_all(pasta)
        .and_then(|()| fs::write(&arquivo, configuracao(pasta, porta)))
        .with_context(|| format!("não consigo gravar {}", arquivo.display()))?;
    Ok(vec![Receita {
        nome: "Mosquitto",
        programa,
        argumentos: vec!["-c".into(), arquivo.into()],
        ambiente: Vec::new(),
        pasta: pasta.to_owned(),
        endereco: SocketAddr::from((Ipv4Addr::LOCALHOST, porta)),
        sonda: sonda::mqtt,
        antes_dos_outros: false,
        variaveis: vec![
            ("MQTT_URL", format!("mqtt://127.0.0.1:{porta}").into()),
            ("MQTT_PID_ARQUIVO", arquivo_do_pid(pasta).into()),
        ],
    }])
}

/// Sem `user root`, o Mosquitto iniciado pelo root viraria o usuário `mosquitto`,
/// que não grava na nossa pasta; para os outros a linha não muda nada. Gravar a
/// cada mudança é o que deixa alguma coisa no disco quando se mata o broker.
fn configuracao(pasta: &Path, porta: u16) -> String {
    format!(
        "listener {porta} 127.0.0.1\n\
         allow_anonymous true\n\
         user root\n\
         persistence true\n\
         persistence_location {}/\n\
         autosave_on_changes true\n\
         autosave_interval 1\n\
         max_queued_messages 100000\n\
         log_type error\n\
         log_type warning\n",
        pasta.display()
    )
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn a_configuracao_so_escuta_em_casa_e_guarda_na_pasta() {
        let texto = configuracao(Path::new("/p"), 21_883);
        for linha in ["listener 21883 127.0.0.1", "persistence_location /p/"] {
            assert!(texto.lines().any(|l| l == linha), "faltou {linha}: {texto}");
        }
    }
}
