//! Vários servidores e um comando: quem espera por quem, e quem encerra quem.

use super::guarda::{Guarda, PASSO};
use super::receita::Receita;
use crate::{comandos::processo::pedir_fim, problema::Em};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Quanto o comando tem para terminar sozinho depois de um sinal. O Ctrl-C do
/// terminal já chegou a ele; um `kill` só a nós, e então lhe pedimos o fim.
const DESPEDIDA: Duration = Duration::from_secs(3);

/// Inicia todos e espera que todos atendam.
/// Erros: do primeiro que não conseguir; os outros são encerrados.
pub fn iniciar(receitas: Vec<Receita>, encerrar: &AtomicBool) -> Result<Vec<Guarda>> {
    let inicio = Instant::now();
    let mut guardas = Vec::new();
    for receita in receitas {
        let nome = &receita.servidor.nome;
        eprintln!("servicos: inicio o {nome} em {}", receita.endereco);
        let mut guarda = Guarda::iniciar(receita)?;
        if guarda.receita.servidor.antes_dos_outros {
            guarda.esperar(encerrar)?;
        }
        guardas.push(guarda);
    }
    for guarda in &mut guardas {
        guarda.esperar(encerrar)?;
    }
    let segundos = inicio.elapsed().as_secs_f32();
    eprintln!("servicos: todos atendem, em {segundos:.1} s");
    Ok(guardas)
}

fn variaveis(guardas: &[Guarda]) -> impl Iterator<Item = (&String, &String)> {
    guardas.iter().flat_map(|g| &g.receita.servidor.variaveis)
}

/// Mantém os servidores de pé até um sinal.
pub fn esperar_sinal(guardas: &mut [Guarda], encerrar: &AtomicBool) -> Result<()> {
    for (nome, valor) in variaveis(guardas) {
        println!("export {nome}='{valor}'");
    }
    eprintln!("servicos: use as variáveis acima em outro terminal; Ctrl+C encerra");
    while !encerrar.load(Ordering::Relaxed) {
        vigiar(guardas)?;
        std::thread::sleep(PASSO);
    }
    Ok(())
}

/// Roda o comando com os servidores de pé e devolve o status dele.
/// Erros: comando que não começa, ou servidor que não se deixa manter: o comando, então, é morto.
pub fn rodar(
    guardas: &mut [Guarda],
    comando: &[OsString],
    encerrar: &AtomicBool,
) -> Result<u8> {
    let (programa, argumentos) = comando.split_first().context("falta o comando")?;
    let mut comando = Command::new(programa);
    let filho = comando.args(argumentos).envs(variaveis(guardas)).spawn();
    let mut filho = filho.em("rodar", programa.as_ref())?;
    let fim = acompanhar(guardas, &mut filho, encerrar);
    if fim.is_err() {
        filho.kill().ok();
        filho.wait().ok();
    }
    fim.map(status)
}

fn acompanhar(
    guardas: &mut [Guarda],
    filho: &mut Child,
    encerrar: &AtomicBool,
) -> Result<ExitStatus> {
    let mut desde: Option<Instant> = None;
    let mut pedido = false;
    loop {
        if let Some(estado) = filho.try_wait()? {
            return Ok(estado);
        }
        vigiar(guardas)?;
        if encerrar.load(Ordering::Relaxed) {
            let espera = desde.get_or_insert_with(Instant::now).elapsed();
            if espera > DESPEDIDA && !pedido {
                pedir_fim(filho);
                pedido = true;
            }
            if espera > DESPEDIDA * 2 {
                filho.kill().ok();
            }
        }
        std::thread::sleep(PASSO);
    }
}

fn vigiar(guardas: &mut [Guarda]) -> Result<()> {
    guardas.iter_mut().try_for_each(Guarda::vigiar)
}

/// O status do comando; morto por um sinal, 128 mais o número dele, como no shell.
fn status(estado: ExitStatus) -> u8 {
    #[cfg(unix)]
    let sinal = std::os::unix::process::ExitStatusExt::signal(&estado);
    #[cfg(not(unix))]
    let sinal: Option<i32> = None;
    let numero = estado.code().or(sinal.map(|s| 128 + s)).unwrap_or(1);
    u8::try_from(numero).unwrap_or(1)
}
