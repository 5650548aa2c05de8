//! Um terminal: um bash dentro do `script`, que lhe dá um pseudoterminal.
//!
//! O eco fica ligado: o que se digita aparece na saída, como na tela do leitor, e o `^C` também.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::comparar::{iguais, limpas, processo};
use crate::pasta::Pasta;
use crate::processos;

/// O aviso de que o bash espera um comando: entre estes dois bytes, o status do anterior.
pub const AVISO: &str =
    "PS1=$'\\036$?\\037'; PS2=; PROMPT_COMMAND=; unset HISTFILE; umask 022\n";

/// O que está em andamento, ou o que acabou por último.
pub struct Rodando {
    pub comando: String,
    pub linha: usize,
    pub espera_falha: bool,
    /// O que a página mostra; nada, se não mostra.
    pub saida: Option<Vec<String>>,
    /// Se os números da página estão por quaisquer outros.
    pub numeros: bool,
    /// Alguém lhe mandou um sinal, do teclado ou de outro terminal.
    pub avisado: bool,
}

pub struct Terminal {
    script: Child,
    entrada: ChildStdin,
    chegada: Receiver<Vec<u8>>,
    bytes: Vec<u8>,
    pub shell: i32,
    /// As linhas inteiras desde o último comando.
    pub linhas: Vec<String>,
    /// Quantas a página já mostrou.
    pub lidas: usize,
    /// O status do último comando; nenhum, se ele ainda roda.
    pub status: Option<i32>,
    pub rodando: Option<Rodando>,
    /// O número de processo anunciado, até que alguém o anote.
    pub anuncio: Option<String>,
    ecos: usize,
}

impl Terminal {
    pub fn abrir(pasta: &Pasta) -> Self {
        let mut comando = Command::new("script");
        comando
            .args(["-q", "-f", "-E", "always", "-c"])
            .arg(format!(
                "exec bash --rcfile '{}' --noediting -i",
                pasta.arquivo_do_bash().display()
            ))
            .arg("/dev/null")
            .current_dir(pasta.caminho())
            .envs(pasta.ambiente())
            // O capítulo da mensageria inicia o seu broker de MQTT, na porta de sempre.
            .env_remove("MQTT_URL")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut script = comando.spawn().expect("há um script (do util-linux)");
        let mut saida = script.stdout.take().expect("foi pedida");
        let (envia, chegada) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 65_536];
            while let Ok(lidos @ 1..) = saida.read(&mut bytes) {
                if envia.send(bytes[..lidos].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            entrada: script.stdin.take().expect("foi pedida"),
            script,
            chegada,
            bytes: Vec::new(),
            shell: 0,
            linhas: Vec::new(),
            lidas: 0,
            status: None,
            rodando: None,
            anuncio: None,
            ecos: 0,
        }
    }

    /// O processo do bash, que é filho do `script`.
    pub fn achar_shell(&mut self) {
        let pid = self.script.id();
        let filhos = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"));
        self.shell = filhos
            .ok()
            .and_then(|filhos| filhos.trim().parse().ok())
            .unwrap_or_default();
    }

    pub fn rodar(&mut self, rodando: Rodando) {
        self.linhas.clear();
        self.lidas = 0;
        self.status = None;
        self.ecos = 1;
        self.digitar(&(rodando.comando.clone() + "\n"));
        self.rodando = Some(rodando);
    }

    /// Bytes do teclado. Se o terminal já fechou, quem espera a resposta o dirá.
    pub fn digitar(&mut self, texto: &str) {
        let _ = self.entrada.write_all(texto.as_bytes());
        let _ = self.entrada.flush();
    }

    /// Recebe o que chegou, esperando até `espera` pelo primeiro pedaço. Diz se algo veio.
    pub fn ouvir(&mut self, espera: Duration) -> bool {
        let Ok(primeiro) = self.chegada.recv_timeout(espera) else {
            return false;
        };
        self.bytes.extend(primeiro);
        let resto: Vec<_> = self.chegada.try_iter().flatten().collect();
        self.bytes.extend(resto);
        while let Some(fim) = self.bytes.iter().position(|b| matches!(b, b'\n' | 0o37)) {
            let pedaco: Vec<u8> = self.bytes.drain(..=fim).collect();
            let pedaco = String::from_utf8_lossy(&pedaco).into_owned();
            match pedaco.strip_suffix('\u{1f}') {
                Some(aviso) => {
                    let (antes, status) =
                        aviso.rsplit_once('\u{1e}').unwrap_or(("", aviso));
                    if !antes.is_empty() {
                        self.linha(antes);
                    }
                    self.status = status.parse().ok();
                }
                None => self.linha(pedaco.trim_end_matches(['\r', '\n'])),
            }
        }
        true
    }

    fn linha(&mut self, linha: &str) {
        if self.ecos > 0 {
            self.ecos -= 1;
        } else if !self.do_bash(linha) {
            self.anuncio = processo(linha).or(self.anuncio.take());
            self.linhas.push(linha.to_owned());
        }
    }

    /// O que o bash diz por conta própria dos programas que vigia, e nenhuma página mostra.
    fn do_bash(&self, linha: &str) -> bool {
        const AVISOS: [&str; 4] = ["Killed", "Terminated", "Hangup", "Aborted"];
        let de_trabalho = linha
            .strip_prefix('[')
            .and_then(|l| l.split_once(']'))
            .is_some_and(|(n, _)| n.parse::<u8>().is_ok());
        let de_fg = self
            .rodando
            .as_ref()
            .is_some_and(|r| r.comando == "fg" && linha.starts_with("cargo "));
        de_trabalho
            || de_fg
            || linha == "^C"
            || AVISOS.iter().any(|a| linha.starts_with(a))
    }

    /// Se quem tem o terminal é um programa, e não o bash.
    pub fn ocupado(&self) -> bool {
        self.status.is_none()
            && processos::ler(self.shell).is_some_and(|p| p.na_frente != self.shell)
    }

    /// Se o comando devolve o terminal e continua.
    pub fn em_segundo_plano(&self) -> bool {
        let comando = self.rodando.as_ref().map_or("", |r| &r.comando);
        comando.replace("&&", "").contains(" &")
    }

    /// Se já disse tudo o que a página mostra dele.
    pub fn disse_tudo(&self) -> bool {
        self.rodando.as_ref().is_none_or(|rodando| {
            let saida = rodando.saida.as_ref();
            saida
                .is_none_or(|saida| iguais(saida, &limpas(&self.linhas), rodando.numeros))
        })
    }

    /// O programa vai receber um sinal: pode acabar por ele.
    pub fn avisar(&mut self) {
        if let Some(rodando) = &mut self.rodando {
            rodando.avisado = true;
        }
    }

    /// Confere, uma vez, o status e a saída do comando que acabou.
    pub fn conferir_fim(&mut self) -> Result<(), String> {
        let (Some(status), Some(rodando)) = (self.status, &self.rodando) else {
            return Ok(());
        };
        if rodando.avisado {
            // Quem mandou o sinal pode ter sido o programa, ao ver morrer um filho: vale o 1.
            if (2..128).contains(&status) {
                return Err(self.falha(&format!("acabou com status {status}")));
            }
        } else if rodando.espera_falha != (status != 0)
            || [101, 126, 127].contains(&status)
        {
            let devia = if rodando.espera_falha {
                "falhar"
            } else {
                "dar certo"
            };
            return Err(
                self.falha(&format!("acabou com status {status}, e devia {devia}"))
            );
        } else if !self.disse_tudo() {
            let saida = rodando.saida.clone().unwrap_or_default();
            return Err(self.diferenca(&saida));
        }
        self.rodando = None;
        Ok(())
    }

    pub fn diferenca(&self, pagina: &[String]) -> String {
        let pagina = pagina.join("\n  ");
        self.falha(&format!("a página mostra outra saída:\n  {pagina}"))
    }

    /// A mensagem: o motivo, o comando e o que ele disse.
    pub fn falha(&self, motivo: &str) -> String {
        let (comando, linha) = match &self.rodando {
            Some(rodando) => (rodando.comando.as_str(), rodando.linha),
            None => ("(nenhum comando)", 0),
        };
        // O fim basta, se disse muito.
        let dito = self.linhas[self.linhas.len().saturating_sub(40)..].join("\n  ");
        let resto = String::from_utf8_lossy(&self.bytes);
        format!("{motivo}\n$ {comando}    (linha {linha})\ndisse:\n  {dito}\n  {resto}")
    }

    pub fn e_meu(&self, pid: i32) -> bool {
        pid == self.shell || pid == self.script.id().cast_signed()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.script.kill();
        let _ = self.script.wait();
    }
}

/// O bash abre o terminal com este arquivo.
pub fn escrever_aviso(onde: &Path) {
    std::fs::write(onde, AVISO).expect("a pasta do ensaio aceita arquivos");
}
