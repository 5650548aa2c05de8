//! Os processos do grupo, do lado de quem os iniciou: nenhum sobra.

use std::env;
use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::encontro::Vaga;

/// A variável de ambiente em que cada processo encontra a sua vaga.
pub const VARIAVEL: &str = "COLETIVAS_VAGA";

/// De quanto em quanto se pergunta ao sistema se um filho já saiu.
const OLHADA: Duration = Duration::from_millis(2);

pub struct Filhos(Vec<Child>);

impl Filhos {
    /// Inicia `n` processos deste mesmo programa, com os mesmos argumentos.
    /// Só a vaga, no ambiente, distingue um do outro.
    pub fn iniciar(n: usize, vaga: impl Fn(usize) -> Vaga) -> io::Result<Self> {
        let programa = env::current_exe()?;
        // Se um não puder ser iniciado, o `drop` encerra os anteriores.
        let mut filhos = Self(Vec::new());
        for rank in 0..n {
            let mut comando = Command::new(&programa);
            let vaga = serde_json::to_string(&vaga(rank))?;
            comando.args(env::args_os().skip(1)).env(VARIAVEL, vaga);
            comando.stdin(Stdio::null()).stdout(Stdio::null());
            // O Ctrl-C do terminal vai ao grupo todo: só o lançador deve ouvi-lo.
            #[cfg(unix)]
            std::os::unix::process::CommandExt::process_group(&mut comando, 0);
            filhos.0.push(comando.spawn()?);
        }
        Ok(filhos)
    }

    /// O primeiro rank que já saiu, se algum saiu.
    pub fn algum_saiu(&mut self) -> Option<(usize, ExitStatus)> {
        self.saidas().find_map(|(rank, saida)| Some((rank, saida?)))
    }

    /// Espera que alguém saia, até `prazo`.
    pub fn esperar_algum(&mut self, prazo: Duration) -> Option<(usize, ExitStatus)> {
        let vence = Instant::now() + prazo;
        loop {
            let saida = self.algum_saiu();
            if saida.is_some() || Instant::now() >= vence {
                return saida;
            }
            thread::sleep(OLHADA);
        }
    }

    /// Espera que todos saiam até `prazo`, mata os que restarem e recolhe os
    /// status: um processo que ninguém espera vira um zumbi.
    pub fn recolher(&mut self, prazo: Duration) -> Vec<io::Result<ExitStatus>> {
        let vence = Instant::now() + prazo;
        while Instant::now() < vence && self.saidas().any(|(_, s)| s.is_none()) {
            thread::sleep(OLHADA);
        }
        for filho in &mut self.0 {
            // Falha se ele já saiu, e então não há quem matar.
            let _ = filho.kill();
        }
        self.0.iter_mut().map(Child::wait).collect()
    }

    fn saidas(&mut self) -> impl Iterator<Item = (usize, Option<ExitStatus>)> {
        let filhos = self.0.iter_mut().enumerate();
        filhos.map(|(rank, filho)| (rank, filho.try_wait().ok().flatten()))
    }
}

impl Drop for Filhos {
    fn drop(&mut self) {
        self.recolher(Duration::ZERO);
    }
}
