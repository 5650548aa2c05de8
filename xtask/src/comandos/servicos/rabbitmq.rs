//! RabbitMQ: um broker de AMQP, em Erlang. Vem com um segundo processo, o epmd,
//! a lista telefônica dos nós do Erlang.

use super::programas::Programa;
use super::receita::{Receita, arquivo_do_pid};
use super::{portas, sonda};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

/// O do `PATH`, no Debian, é outro: só aceita o root e o usuário `rabbitmq`, e
/// grava em `/var`.
const RABBITMQ: Programa = Programa {
    nome: "rabbitmq-server",
    debian: "rabbitmq-server",
    brew: "rabbitmq",
    antes: &["/usr/lib/rabbitmq/bin"],
};

const EPMD: Programa = Programa {
    nome: "epmd",
    debian: "erlang-base",
    brew: "erlang",
    antes: &[],
};

/// Prepara as pastas e devolve as receitas do epmd e do broker, nesta ordem.
///
/// # Erros
/// Programa que falta, ou pasta em que não se grava.
pub fn receitas(pasta: &Path) -> Result<Vec<Receita>> {
    let (rabbitmq, epmd) = (RABBITMQ.achar()?, EPMD.achar()?);
    let [amqp, nos, lista] = portas::livres()?;
    let pasta_do_epmd = pasta.with_file_name("epmd");
    for (arquivo, texto) in [
        ("rabbitmq.conf", configuracao(amqp).as_str()),
        ("plugins", "[].\n"),
        ("ambiente.conf", ""),
    ] {
        fs::create_dir_all(pasta)
            .and_then(|()| fs::create_dir_all(&pasta_do_epmd))
            .and_then(|()| fs::write(pasta.join(arquivo), texto))
            .with_context(|| format!("não consigo gravar em {}", pasta.display()))?;
    }
    let guia = Receita {
        nome: "epmd",
        programa: epmd,
        argumentos: ["-port", &lista.to_string(), "-address", "127.0.0.1"]
            .map(OsString::from)
            .to_vec(),
        ambiente: Vec::new(),
        pasta: pasta_do_epmd,
        endereco: casa(lista),
        sonda: sonda::epmd,
        // Sem ele de pé o RabbitMQ iniciaria outro, em segundo plano, que ficaria.
        antes_dos_outros: true,
        variaveis: Vec::new(),
    };
    let broker = Receita {
        nome: "RabbitMQ",
        programa: rabbitmq,
        argumentos: vec!["-noinput".into()],
        ambiente: ambiente(pasta, nos, lista),
        pasta: pasta.to_owned(),
        endereco: casa(amqp),
        sonda: sonda::amqp,
        antes_dos_outros: false,
        variaveis: vec![
            (
                "AMQP_URL",
                format!("amqp://guest:guest@127.0.0.1:{amqp}/%2f").into(),
            ),
            ("AMQP_PID_ARQUIVO", arquivo_do_pid(pasta).into()),
        ],
    };
    Ok(vec![guia, broker])
}

fn casa(porta: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, porta))
}

fn configuracao(amqp: u16) -> String {
    format!(
        "listeners.tcp.1 = 127.0.0.1:{amqp}\n\
         log.console = true\n\
         log.console.level = warning\n\
         log.file = false\n"
    )
}

fn ambiente(pasta: &Path, nos: u16, lista: u16) -> Vec<(&'static str, OsString)> {
    let em = |nome: &str| pasta.join(nome).into_os_string();
    vec![
        ("ERL_EPMD_PORT", lista.to_string().into()),
        ("ERL_EPMD_ADDRESS", "127.0.0.1".into()),
        // O nome leva a porta: dois nós com o mesmo nome se estranhariam.
        ("RABBITMQ_NODENAME", format!("curso{nos}@localhost").into()),
        ("RABBITMQ_DIST_PORT", nos.to_string().into()),
        (
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
            "-kernel inet_dist_use_interface {127,0,0,1}".into(),
        ),
        ("RABBITMQ_CONF_ENV_FILE", em("ambiente.conf")),
        ("RABBITMQ_CONFIG_FILE", em("rabbitmq.conf")),
        ("RABBITMQ_ENABLED_PLUGINS_FILE", em("plugins")),
        ("RABBITMQ_MNESIA_BASE", em("dados")),
        ("RABBITMQ_LOG_BASE", em("diarios")),
        // O script, então, vira o servidor em vez de esperar por ele: o número do
        // processo que gravamos é o de quem atende.
        ("RABBITMQ_ALLOW_INPUT", "1".into()),
    ]
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn tudo_o_que_o_no_grava_fica_na_pasta_e_tudo_o_que_escuta_fica_em_casa() {
        let ambiente = ambiente(Path::new("/p"), 21_001, 21_002);
        for (nome, valor) in &ambiente {
            let valor = valor.to_string_lossy();
            if nome.ends_with("_BASE") || nome.ends_with("_FILE") {
                assert!(valor.starts_with("/p"), "{nome}={valor}");
            }
        }
        let texto = configuracao(21_003);
        assert!(
            texto.contains("listeners.tcp.1 = 127.0.0.1:21003\n"),
            "{texto}"
        );
        let valor = |nome| ambiente.iter().find(|(n, _)| *n == nome).map(|(_, v)| v);
        assert_eq!(valor("ERL_EPMD_PORT"), Some(&"21002".into()));
        assert_eq!(
            valor("RABBITMQ_NODENAME"),
            Some(&"curso21001@localhost".into())
        );
    }
}
