//! Os processos dos servidores: como começam, o que escrevem, e os que uma rodada deixou.

use super::receita::{Receita, arquivo_do_pid};
use crate::comandos::processo::{Processo, matar_grupo};
use crate::problema::Em;
use anyhow::Result;
use apoio::arquivo::gravar;
use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;

/// Quantas linhas do diário acompanham um erro.
const LINHAS_DO_FIM: usize = 15;

/// Inicia o servidor e grava o número dele onde os testes o leem.
pub fn iniciar(receita: &Receita) -> Result<Processo> {
    let mut opcoes = File::options();
    let diario = opcoes.create(true).append(true).open(receita.diario());
    let diario = diario.em("gravar em", &receita.pasta)?;
    let mut comando = receita.comando();
    comando.stdin(Stdio::null());
    comando.stdout(diario.try_clone()?).stderr(diario);
    let processo = Processo::novo(&mut comando).em("iniciar", &receita.programa)?;
    let numero = arquivo_do_pid(&receita.pasta);
    gravar(&numero, &processo.numero().to_string()).em("gravar", &numero)?;
    Ok(processo)
}

/// Mata os servidores de uma rodada morta que ainda usam a pasta dela.
pub fn matar_quem_ficou(pasta: &Path) {
    let Ok(servidores) = pasta.read_dir() else {
        return;
    };
    for servidor in servidores.flatten().map(|e| e.path()) {
        let pid = fs::read_to_string(arquivo_do_pid(&servidor));
        let Some(pid) = pid.ok().and_then(|t| t.trim().parse::<u32>().ok()) else {
            continue;
        };
        // O número pode já ser de outro programa: o nosso trabalha nesta pasta.
        let onde = fs::read_link(format!("/proc/{pid}/cwd"));
        if onde.is_ok_and(|onde| Some(onde) == servidor.canonicalize().ok()) {
            matar_grupo(pid);
        }
    }
}

/// As últimas linhas do diário, para acompanhar um erro.
pub fn fim_do_diario(receita: &Receita) -> String {
    let bytes = fs::read(receita.diario()).unwrap_or_default();
    let texto = String::from_utf8_lossy(&bytes);
    let linhas: Vec<_> = texto.lines().collect();
    let fim = &linhas[linhas.len().saturating_sub(LINHAS_DO_FIM)..];
    if fim.is_empty() {
        return "Ele não escreveu nada.".to_owned();
    }
    format!("As últimas linhas que ele escreveu:\n{}", fim.join("\n"))
}
