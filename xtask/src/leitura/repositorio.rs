//! Onde está o código-fonte que o leitor pode abrir.
//!
//! Uma bifurcação não edita nada: em CI o endereço vem do ambiente; em casa, do `git remote`;
//! e quem baixou um arquivo compactado lê a cópia que o próprio site traz.

use std::path::Path;
use std::process::Command;

/// Endereço de um repositório no GitHub ou compatível, sem barra final, e o ramo publicado.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repositorio {
    pub endereco: String,
    pub ramo: String,
}

impl Repositorio {
    /// Procura em `CURSO_REPOSITORIO` e `CURSO_RAMO`; depois, no remoto `origin`.
    pub fn descobrir(raiz: &Path) -> Option<Self> {
        let endereco = match variavel("CURSO_REPOSITORIO") {
            Some(endereco) => endereco,
            None => do_remoto(&git(raiz, &["config", "--get", "remote.origin.url"])?)?,
        };
        Some(Self {
            endereco: endereco.trim_end_matches('/').to_owned(),
            ramo: variavel("CURSO_RAMO").unwrap_or_else(|| "main".to_owned()),
        })
    }

    /// Página de um arquivo do repositório, com as linhas marcadas.
    pub fn fonte(&self, arquivo: &str, (primeira, ultima): (usize, usize)) -> String {
        let Self { endereco, ramo } = self;
        format!("{endereco}/blob/{ramo}/{arquivo}#L{primeira}-L{ultima}")
    }

    /// Modelo do mdBook para o elo “sugerir uma mudança”.
    pub fn edicao(&self) -> String {
        format!("{}/edit/{}/{{path}}", self.endereco, self.ramo)
    }
}

/// Variável de ambiente com conteúdo.
pub fn variavel(nome: &str) -> Option<String> {
    std::env::var(nome)
        .ok()
        .filter(|valor| !valor.trim().is_empty())
}

fn git(raiz: &Path, argumentos: &[&str]) -> Option<String> {
    let saida = Command::new("git")
        .arg("-C")
        .arg(raiz)
        .args(argumentos)
        .output()
        .ok()?;
    let texto = String::from_utf8(saida.stdout).ok()?;
    (saida.status.success() && !texto.trim().is_empty()).then(|| texto.trim().to_owned())
}

/// `git@servidor:dono/nome.git` e `https://servidor/dono/nome.git` dão a mesma página.
fn do_remoto(remoto: &str) -> Option<String> {
    let sem_sufixo = remoto.trim_end_matches('/').trim_end_matches(".git");
    if let Some(resto) = sem_sufixo.strip_prefix("git@") {
        let (servidor, caminho) = resto.split_once(':')?;
        return Some(format!("https://{servidor}/{caminho}"));
    }
    let resto = sem_sufixo.strip_prefix("https://")?;
    // Uma senha no remoto não pode ir parar na página.
    let sem_senha = resto
        .rsplit_once('@')
        .map_or(resto, |(_, servidor)| servidor);
    Some(format!("https://{sem_senha}"))
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_remoto_vira_endereco_de_pagina() {
        for remoto in [
            "git@exemplo.org:dono/curso.git",
            "https://exemplo.org/dono/curso.git",
            "https://usuario:senha@exemplo.org/dono/curso",
        ] {
            assert_eq!(
                do_remoto(remoto).as_deref(),
                Some("https://exemplo.org/dono/curso")
            );
        }
    }

    #[test]
    fn um_remoto_que_e_pasta_nao_tem_pagina() {
        assert_eq!(do_remoto("/tmp/curso"), None);
    }

    #[test]
    fn a_fonte_marca_as_linhas() {
        let r = Repositorio {
            endereco: "https://e.org/d/c".into(),
            ramo: "main".into(),
        };
        assert_eq!(
            r.fonte("listings/a.rs", (3, 9)),
            "https://e.org/d/c/blob/main/listings/a.rs#L3-L9"
        );
    }
}
