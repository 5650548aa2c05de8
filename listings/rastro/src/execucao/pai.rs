//! Quem inicia os nós, lhes diz os endereços, e espera.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use apoio::programa::{ao_pedir_fim, registrar};

use super::filho::{Aviso, Filho};

/// Quanto um nó tem para se anunciar, e para se encerrar.
const PACIENCIA: Duration = Duration::from_secs(10);

/// O que se pede ao executar.
pub struct Pedido {
    /// Os argumentos com que este mesmo programa vira o nó de número dado.
    pub argumentos: Box<dyn Fn(usize) -> Vec<String>>,
    pub nomes: Vec<String>,
    pub pasta: PathBuf,
    pub tempo: Duration,
    /// Iniciar de novo quem morre.
    pub reviver: bool,
}

/// Executa os nós pelo tempo pedido, ou até que se peça o fim. Devolve os que
/// estavam mortos no final.
///
/// # Errors
/// Se um nó não se inicia, ou se a pasta não se cria.
pub fn executar(pedido: &Pedido) -> anyhow::Result<Vec<usize>> {
    // Os diários de outra execução não são desta.
    let _ = std::fs::remove_dir_all(&pedido.pasta);
    std::fs::create_dir_all(&pedido.pasta)
        .with_context(|| format!("não consigo criar {}", pedido.pasta.display()))?;
    let (avisar, avisos) = channel();
    let ao_fim = avisar.clone();
    ao_pedir_fim(move || drop(ao_fim.send(Aviso::Fim)))?;
    let mut grupo = Grupo {
        pedido,
        avisar,
        avisos,
        enderecos: vec![None; pedido.nomes.len()],
        filhos: Vec::new(),
        mortos: Vec::new(),
    };
    let fim = grupo.iniciar_todos().and_then(|()| grupo.esperar());
    grupo.encerrar();
    fim.map(|()| grupo.mortos)
}

struct Grupo<'a> {
    pedido: &'a Pedido,
    avisar: Sender<Aviso>,
    avisos: Receiver<Aviso>,
    enderecos: Vec<Option<String>>,
    filhos: Vec<Filho>,
    mortos: Vec<usize>,
}

impl Grupo<'_> {
    fn iniciar_todos(&mut self) -> anyhow::Result<()> {
        for no in 0..self.pedido.nomes.len() {
            let filho = self.iniciar(no)?;
            self.filhos.push(filho);
        }
        let vence = Instant::now() + PACIENCIA;
        while self.enderecos.iter().any(Option::is_none) {
            let resta = vence.saturating_duration_since(Instant::now());
            match self.avisos.recv_timeout(resta) {
                Ok(Aviso::Escutando(no, endereco)) => self.enderecos[no] = Some(endereco),
                Ok(Aviso::Calou(no)) => {
                    bail!("o nó {} não iniciou", self.pedido.nomes[no])
                }
                Ok(Aviso::Fim) => bail!("pediu-se o fim antes do começo"),
                Err(_) => bail!("um nó não disse onde escuta em {PACIENCIA:?}"),
            }
        }
        self.contar_enderecos();
        for (no, filho) in self.filhos.iter().enumerate() {
            self.apresentar(no, filho);
        }
        Ok(())
    }

    fn iniciar(&self, no: usize) -> anyhow::Result<Filho> {
        Filho::iniciar(no, (self.pedido.argumentos)(no), self.avisar.clone())
    }

    fn apresentar(&self, no: usize, filho: &Filho) {
        let endereco = self.enderecos[no].as_deref().unwrap_or("?");
        registrar(format_args!(
            "nó {}: processo {}, em {endereco}",
            self.pedido.nomes[no],
            filho.numero()
        ));
    }

    /// Dá a todos a lista de endereços.
    fn contar_enderecos(&mut self) {
        let lista: Vec<&str> = self
            .enderecos
            .iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let linha = serde_json::to_string(&lista).expect("endereços são texto") + "\n";
        for filho in &mut self.filhos {
            filho.dizer(&linha);
        }
    }

    fn esperar(&mut self) -> anyhow::Result<()> {
        let vence = Instant::now() + self.pedido.tempo;
        loop {
            let resta = vence.saturating_duration_since(Instant::now());
            match self.avisos.recv_timeout(resta) {
                Ok(Aviso::Calou(no)) => self.morreu(no)?,
                Ok(Aviso::Escutando(no, endereco)) => {
                    self.enderecos[no] = Some(endereco);
                    self.contar_enderecos();
                    self.apresentar(no, &self.filhos[no]);
                    self.mortos.retain(|&morto| morto != no);
                }
                Ok(Aviso::Fim) | Err(RecvTimeoutError::Timeout) => return Ok(()),
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            if self.mortos.len() == self.filhos.len() && !self.pedido.reviver {
                return Ok(());
            }
        }
    }

    fn morreu(&mut self, no: usize) -> anyhow::Result<()> {
        let nome = &self.pedido.nomes[no];
        self.filhos[no].recolher();
        self.mortos.push(no);
        if self.pedido.reviver {
            registrar(format_args!("nó {nome}: morreu; começa de novo"));
            self.filhos[no] = self.iniciar(no)?;
        } else {
            registrar(format_args!("nó {nome}: morreu"));
        }
        Ok(())
    }

    /// A entrada fechada diz a cada um que acabou; quem não ouve é morto.
    fn encerrar(&mut self) {
        for filho in &mut self.filhos {
            filho.despedir();
        }
        let vence = Instant::now() + PACIENCIA;
        let mut vivos = self.filhos.len() - self.mortos.len();
        while vivos > 0 {
            let resta = vence.saturating_duration_since(Instant::now());
            match self.avisos.recv_timeout(resta) {
                Ok(Aviso::Calou(_)) => vivos -= 1,
                Ok(_) => {}
                Err(_) => break,
            }
        }
        for filho in &mut self.filhos {
            filho.recolher();
        }
    }
}
