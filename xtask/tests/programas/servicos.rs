//! `cargo xtask servicos` com um servidor substituto: o status, a ressurreição e a
//! limpeza, sem precisar de Mosquitto nem de Kafka.

mod rodada;
mod servidor;

use crate::comum::{contem, saiu_com};
use curso::comandos::servicos::sonda;
use nix::sys::signal::Signal::{SIGKILL, SIGTERM};
use rodada::{Rodada, Substituto, ate, vivo};

/// Não é teste: é o servidor que o `mosquitto` de mentira põe no ar.
#[test]
fn substituto() {
    servidor::servir();
}

#[test]
fn o_comando_recebe_o_endereco_e_o_status_dele_e_o_nosso() {
    let substituto = Substituto::novo();
    let script = r#"test "${MQTT_URL#mqtt://127.0.0.1:}" -gt 0 || exit 9
        kill -0 "$(cat "$MQTT_PID_ARQUIVO")" || exit 8
        cat "$MQTT_PID_ARQUIVO"; exit 7"#;
    let saida = substituto.rodar(&["sh", "-c", script]);
    let dito = String::from_utf8_lossy(&saida.stdout).into_owned();
    assert_eq!(saida.status.code(), Some(7), "{saida:?}");
    let servidor = dito.trim().parse().expect("o número do servidor");
    assert!(!vivo(servidor), "o servidor ficou");
    substituto.nada_ficou();
}

#[test]
fn o_comando_morto_por_um_sinal_da_128_mais_o_numero_dele() {
    let saida = Substituto::novo().rodar(&["sh", "-c", "kill -9 $$"]);
    assert_eq!(saida.status.code(), Some(137), "{saida:?}");
}

#[test]
fn o_servidor_morto_volta_na_mesma_porta_e_o_arquivo_diz_o_numero_novo() {
    let substituto = Substituto::novo();
    let rodada = substituto.iniciar(&[]);
    let antigo = rodada.pid();
    rodada::sinal(antigo, SIGKILL);
    let novo = ate("o servidor voltar", || {
        Some(rodada.pid()).filter(|novo| *novo != antigo)
    });
    let endereco = rodada.endereco();
    ate("o servidor atender de novo", || sonda::mqtt(endereco).ok());
    let neto = rodada.neto();
    rodada::sinal(rodada.numero(), SIGTERM);
    let (estado, erro) = rodada.fim();
    assert_eq!(estado.code(), Some(0), "{erro}");
    assert!(erro.contains("o Mosquitto morreu pelo sinal 9"), "{erro}");
    for pid in [novo, neto] {
        ate("os processos sumirem", || (!vivo(pid)).then_some(()));
    }
    substituto.nada_ficou();
}

#[test]
fn dois_ao_mesmo_tempo_nao_se_atrapalham() {
    let substituto = Substituto::novo();
    let (um, outro) = (substituto.iniciar(&[]), substituto.iniciar(&[]));
    assert_ne!(um.endereco(), outro.endereco());
    let endereco = outro.endereco();
    rodada::sinal(um.numero(), SIGTERM);
    assert_eq!(um.fim().0.code(), Some(0));
    sonda::mqtt(endereco).expect("o outro continua atendendo");
    assert!(vivo(outro.pid()), "o outro servidor morreu junto");
}

#[test]
fn quem_morre_vezes_demais_nao_e_mais_religado() {
    let substituto = Substituto::novo();
    let mut rodada = substituto.iniciar(&[]);
    let mut ultimo = 0;
    ate("desistir", || {
        if let Some(pid) = rodada.pid_se_houver().filter(|pid| *pid != ultimo) {
            ultimo = pid;
            rodada::sinal(pid, SIGKILL);
        }
        rodada.terminou().then_some(())
    });
    let (estado, erro) = rodada.fim();
    assert_eq!(estado.code(), Some(1), "{erro}");
    contem(&erro, &["o Mosquitto morreu 11 vezes", "não o religo"]);
}

#[test]
fn o_servidor_que_nao_comeca_e_dito_com_o_que_ele_escreveu() {
    let substituto = Substituto::com("echo configuração impossível >&2; exit 3");
    let saida = substituto.rodar(&["true"]);
    let fim = "saiu com status 3 antes de atender";
    contem(&saiu_com(1, &saida), &[fim, "configuração impossível"]);
    substituto.nada_ficou();
}

#[test]
fn o_sinal_que_so_chega_a_nos_tambem_encerra_o_comando() {
    let substituto = Substituto::novo();
    let rodada =
        substituto.iniciar(&["sh", "-c", "echo comecei; exec tail -f /dev/null"]);
    rodada::sinal(rodada.numero(), SIGTERM);
    let (estado, erro) = rodada.fim();
    assert_eq!(estado.code(), Some(128 + 15), "{erro}");
    substituto.nada_ficou();
}

/// Só o Linux diz em que pasta um processo trabalha, e só por isso sabemos de quem é.
#[cfg(target_os = "linux")]
#[test]
fn o_que_uma_rodada_morta_deixou_a_seguinte_limpa() {
    let substituto = Substituto::novo();
    let rodada = substituto.iniciar(&[]);
    let (servidor, pasta) = (rodada.pid(), rodada.pasta());
    rodada::sinal(rodada.numero(), SIGKILL);
    Rodada::fim(rodada);
    assert!(vivo(servidor) && pasta.exists(), "SIGKILL não deixa limpar");
    assert!(substituto.rodar(&["true"]).status.success());
    ate("o órfão sumir", || (!vivo(servidor)).then_some(()));
    assert!(!pasta.exists(), "os dados da rodada morta ficaram");
}
