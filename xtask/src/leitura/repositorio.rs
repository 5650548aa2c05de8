//! Onde está o código-fonte que o leitor pode abrir.
//!
//! Uma bifurcação não edita nada: em CI o endereço vem do ambiente; em casa, do `git remote`;
//! e quem baixou um arquivo compactado lê a cópia que o próprio site traz.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Endereço de um repositório no GitHub ou compatível, sem barra final, e o ramo publicado.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repositorio {
    pub endereco: String,
    pub ramo: String,
}

/// O que o texto escreve onde vai o comando de clonar.
pub const CLONAR: &str = "{{#clonar}}";

impl Repositorio {
    /// Procura em `CURSO_REPOSITORIO` e `CURSO_RAMO`; depois, no remoto `origin`, se o
    /// repositório é o do livro: um ZIP aberto dentro de outro repositório não é dele.
    pub fn descobrir(raiz: &Path) -> Option<Self> {
        let endereco = match variavel("CURSO_REPOSITORIO") {
            Some(endereco) => endereco,
            None => do_remoto(&git(raiz, &["remote", "get-url", "origin"])?, maquina)?,
        };
        Some(Self {
            endereco: endereco.trim_end_matches('/').to_owned(),
            ramo: variavel("CURSO_RAMO").unwrap_or_else(|| "main".to_owned()),
        })
    }

    /// O que o prefácio diz a quem ainda não tem o curso, no lugar de [`CLONAR`].
    pub fn clonar(este: Option<&Self>) -> String {
        let Some(Self { endereco, .. }) = este else {
            return "copie para ela a pasta do curso e entre nessa pasta".to_owned();
        };
        let pasta = endereco.rsplit('/').next().unwrap_or_default();
        format!(
            "clone o repositório com `git clone {endereco}` e entre na pasta com `cd {pasta}`"
        )
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
    let valor = std::env::var(nome).ok();
    valor.filter(|valor| !valor.trim().is_empty())
}

/// Os arquivos que o repositório do livro guarda; nenhum, se o livro não está num.
pub fn guardados(raiz: &Path) -> Option<Vec<String>> {
    let lista = git(raiz, &["ls-files", "-z"])?;
    Some(lista.split_terminator('\0').map(str::to_owned).collect())
}

/// O que o git diz do repositório que começa em `raiz`, e de nenhum outro.
fn git(raiz: &Path, argumentos: &[&str]) -> Option<String> {
    let em =
        |pergunta: &[&str]| saida(Command::new("git").arg("-C").arg(raiz).args(pergunta));
    let dono = PathBuf::from(em(&["rev-parse", "--show-toplevel"])?);
    if dono.canonicalize().ok()? != raiz.canonicalize().ok()? {
        return None;
    }
    em(argumentos)
}

fn saida(comando: &mut Command) -> Option<String> {
    let saida = comando.output().ok()?;
    let texto = String::from_utf8(saida.stdout).ok()?;
    (saida.status.success() && !texto.trim().is_empty()).then(|| texto.trim().to_owned())
}

/// A máquina a que um nome leva: quem usa o SSH pode ter-lhe dado um apelido, que só ele conhece.
fn maquina(nome: &str) -> Option<String> {
    // `-G` só mostra a configuração; não se liga a ninguém.
    let lida = saida(Command::new("ssh").args(["-G", nome]));
    let Some(configuracao) = lida else {
        return Some(nome.to_owned());
    };
    let mut linhas = configuracao.lines();
    let valor = linhas.find_map(|l| l.strip_prefix("hostname "))?;
    Some(com_paginas(valor).to_owned())
}

/// A porta 443 do GitHub e do GitLab é noutra máquina, que não tem páginas.
fn com_paginas(maquina: &str) -> &str {
    let prefixos = ["altssh.", "ssh."].iter();
    let mut sem = prefixos.filter_map(|prefixo| maquina.strip_prefix(prefixo));
    sem.next().unwrap_or(maquina)
}

/// `git@servidor:dono/nome.git`, `ssh://git@servidor/dono/nome.git` e
/// `https://servidor/dono/nome.git` dão a mesma página; um caminho ou um apelido que não leva a
/// um nome da Internet não dão nenhuma, e valem as cópias que o site traz.
fn do_remoto(remoto: &str, maquina: impl Fn(&str) -> Option<String>) -> Option<String> {
    let sem_sufixo = remoto.trim_end_matches('/').trim_end_matches(".git");
    let por_https = sem_sufixo.strip_prefix("https://");
    let por_ssh = sem_sufixo.strip_prefix("ssh://");
    let (nome, caminho) = match por_https.or(por_ssh) {
        Some(resto) => resto.split_once('/')?,
        None => sem_sufixo.split_once(':')?,
    };
    // Uma senha no remoto não pode ir parar na página.
    let nome = nome.rsplit_once('@').map_or(nome, |(_, nome)| nome);
    let nome = match por_https {
        Some(_) => nome.to_owned(),
        // A porta é a do SSH.
        None => maquina(nome.split(':').next().unwrap_or(nome))?,
    };
    let endereco = format!("https://{nome}/{caminho}");
    nome.contains('.').then_some(endereco)
}

#[cfg(test)]
mod testes {
    use super::*;

    /// O que o SSH diria, com `apelido` e `github.com-ana` no arquivo de configuração.
    fn ssh(nome: &str) -> Option<String> {
        let github = matches!(nome, "apelido" | "github.com-ana");
        Some(if github { "github.com" } else { nome }.to_owned())
    }

    fn repositorio() -> Repositorio {
        Repositorio {
            endereco: "https://e.org/ana/curso".into(),
            ramo: "main".into(),
        }
    }

    #[test]
    fn o_remoto_vira_endereco_de_pagina() {
        let confere = |remotos: &[&str], pagina| {
            for remoto in remotos {
                assert_eq!(do_remoto(remoto, ssh).as_deref(), Some(pagina), "{remoto}");
            }
        };
        let remotos = [
            "git@exemplo.org:dono/curso.git",
            "ssh://git@exemplo.org:2222/dono/curso",
            "https://exemplo.org/dono/curso.git",
            "https://ana:senha@exemplo.org/dono/curso",
        ];
        confere(&remotos, "https://exemplo.org/dono/curso");
        let apelidos = ["git@apelido:ana/curso", "git@github.com-ana:ana/curso"];
        confere(&apelidos, "https://github.com/ana/curso");
    }

    #[test]
    fn so_a_maquina_da_porta_443_muda_de_nome() {
        let nomes = ["altssh.gitlab.com", "ssh.github.com", "alternativa.org"];
        let com_paginas = nomes.map(com_paginas);
        assert_eq!(com_paginas, ["gitlab.com", "github.com", "alternativa.org"]);
    }

    #[test]
    fn pasta_e_apelido_que_ninguem_conhece_nao_tem_pagina() {
        let casa = "git@casa:ana/curso.git";
        for remoto in ["/tmp/curso", "C:/cursos/curso", casa, "file:///c"] {
            assert_eq!(do_remoto(remoto, ssh), None, "{remoto}");
        }
    }

    #[test]
    fn o_remoto_de_outro_repositorio_nao_e_o_do_livro() {
        let fora = tempfile::tempdir().expect("pasta temporária");
        let endereco = "https://exemplo.org/outro/repositorio";
        let origem = ["remote", "add", "origin", endereco];
        for pedido in [&["init", "--quiet"][..], &origem] {
            saida(Command::new("git").arg("-C").arg(fora.path()).args(pedido));
        }
        let livro = fora.path().join("curso-main");
        std::fs::create_dir(&livro).expect("a pasta é nossa");
        assert_eq!(Repositorio::descobrir(&livro), None);
        let dele = Repositorio::descobrir(fora.path()).map(|r| r.endereco);
        assert_eq!(dele.as_deref(), Some(endereco));
    }

    #[test]
    fn o_comando_de_clonar_e_o_da_bifurcacao() {
        let dito = Repositorio::clonar(Some(&repositorio()));
        for trecho in ["`git clone https://e.org/ana/curso`", "`cd curso`"] {
            assert!(dito.contains(trecho), "{dito}");
        }
        assert!(!Repositorio::clonar(None).contains("git clone"));
    }

    #[test]
    fn a_fonte_marca_as_linhas() {
        let esperada = "https://e.org/ana/curso/blob/main/listings/a.rs#L3-L9";
        assert_eq!(repositorio().fonte("listings/a.rs", (3, 9)), esperada);
    }
}
