//! A ajuda e os erros de argumento do `clap`, em português.
//!
//! O clap só fala inglês em quatro lugares: a palavra `Usage`, os títulos das
//! listas, as notas `[default: …]` e as mensagens de erro. Os três primeiros
//! se trocam no próprio comando; o último, pelo tipo do erro.

mod engano;

use std::env::args_os;
use std::ffi::OsString;
use std::process::exit;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use engano::{engano_de_endereco, explicar};

use crate::erro::motivo;
use crate::escrita::{escrever_linha, registrar};

/// Sem título próprio, o clap poria `Options`.
const OPCOES: &str = "Opções";

const MODELO: &str = "{about}\n\nUso: {usage}\n\n{all-args}";

/// Lê os argumentos do programa, ou termina: 0 depois de `--help`, 2 se estão
/// errados, com uma linha que diz qual e por quê.
pub fn ler<T: CommandFactory + FromArgMatches>() -> T {
    crate::sinais::falhar_em_vez_de_morrer();
    let nome = T::command().get_name().to_owned();
    ler_de(&nome, args_os().skip(1))
}

/// Como [`ler`], de uma lista de argumentos e com o nome que a ajuda mostra: um programa de
/// muitos comandos lê assim as opções de cada um.
pub fn ler_de<T: CommandFactory + FromArgMatches>(
    nome: &str,
    argumentos: impl Iterator<Item = OsString>,
) -> T {
    let mut comando = traduzir(T::command().bin_name(nome).no_binary_name(true));
    let achados = comando.try_get_matches_from_mut(argumentos);
    if let Ok(achados) = &achados
        && let Some(engano) = engano_de_endereco(&comando, achados)
    {
        recusar(&engano);
    }
    let lidos = achados.and_then(|achados| T::from_arg_matches(&achados));
    lidos.unwrap_or_else(|erro| match erro.kind() {
        ErrorKind::DisplayHelp => match escrever_linha(erro.to_string().trim_end()) {
            Ok(_) => exit(0),
            Err(erro) => {
                let motivo = motivo(&erro);
                registrar(format_args!(
                    "erro: não consegui escrever a ajuda: {motivo}"
                ));
                exit(1)
            }
        },
        _ => recusar(&explicar(&erro)),
    })
}

fn recusar(engano: &str) -> ! {
    registrar(format_args!("erro: {engano}\nVeja as opções com --help"));
    exit(2)
}

fn traduzir(comando: Command) -> Command {
    let uso = uso(&comando);
    comando
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(anotar)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .alias("ajuda")
                .action(ArgAction::Help)
                .help_heading(OPCOES)
                .help("Mostra esta ajuda"),
        )
        .override_usage(uso)
        .help_template(MODELO)
}

/// `programa --obrigatoria <VALOR> [OPÇÕES]`.
fn uso(comando: &Command) -> String {
    let mut uso = comando.get_bin_name().unwrap_or_default().to_owned();
    for arg in comando.get_arguments().filter(|a| a.is_required_set()) {
        let valor = arg.get_value_names().and_then(<[_]>::first);
        match (arg.get_long(), valor) {
            (Some(longo), Some(valor)) => uso += &format!(" --{longo} <{valor}>"),
            (None, Some(valor)) => uso += &format!(" <{valor}>"),
            _ => {}
        }
    }
    uso + " [OPÇÕES]"
}

/// Troca as notas do clap, em inglês, pelas nossas.
fn anotar(arg: Arg) -> Arg {
    let lista = if arg.is_positional() {
        "Argumentos"
    } else {
        OPCOES
    };
    let arg = arg.help_heading(lista);
    if !arg.get_action().takes_values() {
        return arg;
    }
    let ajuda = arg.get_help().map(ToString::to_string);
    let mut ajuda = ajuda.unwrap_or_default();
    let valores = arg.get_possible_values();
    if !valores.is_empty() {
        let nomes: Vec<_> = valores.iter().map(|v| v.get_name()).collect();
        ajuda += &format!(" [valores: {}]", nomes.join(", "));
    }
    if let [padrao, ..] = arg.get_default_values() {
        ajuda += &format!(" [padrão: {}]", padrao.to_string_lossy());
    }
    arg.help(ajuda)
        .hide_default_value(true)
        .hide_possible_values(true)
}
