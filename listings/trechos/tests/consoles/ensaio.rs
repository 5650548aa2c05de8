//! Um capítulo, do primeiro bloco ao último.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::comparar::{com_o_processo, iguais, limpas};
use crate::pagina::{self, Bloco};
use crate::pasta::{Pasta, semanal};
use crate::processos;
use crate::roteiro::{self, Acao, Passo};
use crate::terminal::{Rodando, Terminal};

/// Quanto se espera por um comando: o mais lento, o milhão de mensagens do Kafka, leva um minuto.
const PRAZO: Duration = Duration::from_secs(120);
/// O mesmo, na vez dos que demoram.
const PRAZO_SEMANAL: Duration = Duration::from_secs(900);
/// Por quanto tempo ninguém trabalha nem diz nada, para se crer que esperam pelo leitor.
const CALMA: Duration = Duration::from_millis(150);
/// O mesmo, de quem não se sabe se espera pelo leitor ou só dorme um pouco.
const CALMA_DE_QUEM_ACABA: Duration = Duration::from_millis(1000);
/// De quanto em quanto tempo se olha.
const OLHADA: Duration = Duration::from_millis(15);
/// Há quanto tempo um programa está à frente, para se dizer que está em andamento.
const EM_ANDAMENTO: Duration = Duration::from_millis(400);

/// Um passo, com o que a cerca do bloco diz dele.
struct Cena {
    passo: Passo,
    /// Qual bloco: os comandos de um, sem rótulo, vão todos para o mesmo terminal.
    bloco: usize,
    espera_falha: bool,
    confere: bool,
    numeros: bool,
}

pub fn percorrer(arquivo: &str) -> Result<(), String> {
    let mut cenas = Vec::new();
    for (i, bloco) in pagina::blocos(arquivo).iter().enumerate() {
        let roda = bloco.modo("roda");
        if roda == Some("nao") || roda == Some("semanal") && !semanal() {
            continue;
        }
        let novas = cenas_de(bloco, i);
        cenas.extend(novas.map_err(|e| format!("src/{arquivo}:{}: {e}", bloco.linha))?);
    }
    if cenas.is_empty() {
        return Ok(());
    }
    let mut ensaio = Ensaio::novo()?;
    for i in 0..cenas.len() {
        ensaio.representar(&cenas, i).map_err(|falha| {
            format!("src/{arquivo}:{}: {falha}", cenas[i].passo.linha)
        })?;
    }
    ensaio
        .acabar()
        .map_err(|falha| format!("src/{arquivo}: {falha}"))
}

fn cenas_de(bloco: &Bloco, numero: usize) -> Result<Vec<Cena>, String> {
    let falham: Vec<usize> = bloco
        .atributo("falha")
        .map_or(Ok(Vec::new()), |lista| {
            lista.split(',').map(str::parse).collect()
        })
        .map_err(|e| format!("falha=\"…\": {e}"))?;
    let mut comandos = 0;
    let passos = roteiro::passos(bloco)?;
    let mostra = passos.iter().any(|passo| !passo.saida.is_empty());
    let cenas = passos.into_iter().map(|passo| {
        comandos += usize::from(e_comando(&passo));
        Cena {
            bloco: numero,
            espera_falha: falham.contains(&comandos)
                || passo.saida.iter().any(|linha| linha.starts_with("erro: ")),
            // Uma saída que vem de um arquivo está inteira: quem não diz nada nela não diz nada.
            confere: bloco.modo("varia") != Some("saida")
                && (!passo.saida.is_empty()
                    || mostra && bloco.incluido && e_comando(&passo)),
            numeros: bloco.modo("varia") == Some("numeros"),
            passo,
        }
    });
    Ok(cenas.collect())
}

fn e_comando(passo: &Passo) -> bool {
    matches!(passo.acao, Acao::Comando(_))
}

struct Ensaio {
    // Antes da pasta: os terminais fecham primeiro.
    terminais: BTreeMap<u8, Terminal>,
    pasta: Pasta,
    prazo: Duration,
    /// O último número de processo que um terminal disse.
    anotado: Option<String>,
    /// O bloco que não diz o terminal, e o que lhe coube.
    livre: Option<(usize, u8)>,
    /// Quem existia e quanto tinha trabalhado, e desde quando é assim.
    retrato: Vec<(i32, u64)>,
    desde: Instant,
}

impl Ensaio {
    fn novo() -> Result<Self, String> {
        Ok(Self {
            terminais: BTreeMap::new(),
            pasta: Pasta::nova().map_err(|e| format!("não fiz a pasta: {e}"))?,
            prazo: if semanal() { PRAZO_SEMANAL } else { PRAZO },
            anotado: None,
            livre: None,
            retrato: Vec::new(),
            desde: Instant::now(),
        })
    }

    fn representar(&mut self, cenas: &[Cena], i: usize) -> Result<(), String> {
        let cena = &cenas[i];
        let passo = &cena.passo;
        if let Some((outro, frase)) = &passo.quando {
            self.aguardar_o_terminal(*outro, frase.as_deref())?;
        }
        let numero = self.escolher(cena)?;
        if passo.acao == Acao::CtrlC && !passo.saida.is_empty() {
            let terminal = self.terminal(numero);
            terminal.lidas = terminal.linhas.len();
        }
        match &passo.acao {
            Acao::Comando(comando) => self.comando(numero, comando, cena)?,
            Acao::CtrlC => self.teclar(numero, "\u{3}")?,
            Acao::CtrlD => self.teclar(numero, "\u{4}")?,
            Acao::Digite(texto) => self.teclar(numero, &format!("{texto}\n"))?,
            Acao::Continua => {}
        }
        match passo.acao {
            Acao::Continua => return self.continuar(numero, cena),
            Acao::CtrlC | Acao::CtrlD => return self.encerrar(numero, cena),
            _ => {}
        }
        let proximo = cenas[i + 1..]
            .iter()
            .find(|c| c.passo.terminal == Some(numero));
        let fica = proximo.is_some_and(|c| !e_comando(&c.passo));
        match cenas.get(i + 1) {
            Some(seguinte) if seguinte.passo.em_andamento => self.comecar(numero),
            _ => self.assentar(numero, if fica { CALMA } else { CALMA_DE_QUEM_ACABA }),
        }
    }

    /// O terminal do passo. Quem não diz o seu usa o primeiro que esteja livre.
    fn escolher(&mut self, cena: &Cena) -> Result<u8, String> {
        let numero = match (cena.passo.terminal, self.livre) {
            (Some(numero), _) => numero,
            (None, Some((bloco, numero))) if bloco == cena.bloco => numero,
            _ => {
                self.ouvir();
                let livre =
                    |n: &u8| self.terminais.get(n).is_none_or(|t| t.status.is_some());
                let numero = (1..).find(livre).expect("há números de sobra");
                self.livre = Some((cena.bloco, numero));
                numero
            }
        };
        if !self.terminais.contains_key(&numero) {
            self.terminais.insert(numero, Terminal::abrir(&self.pasta));
            self.aguardar(numero, "o bash não abriu", |t| t.status.is_some())?;
            self.terminal(numero).achar_shell();
        }
        Ok(numero)
    }

    fn terminal(&mut self, numero: u8) -> &mut Terminal {
        self.terminais.get_mut(&numero).expect("já foi aberto")
    }

    fn comando(&mut self, numero: u8, comando: &str, cena: &Cena) -> Result<(), String> {
        self.liberar(numero)?;
        let comando = com_o_processo(comando, self.anotado.as_deref())?;
        if comando.contains("kill ") {
            for terminal in self.terminais.values_mut() {
                terminal.avisar();
            }
        }
        self.terminal(numero).rodar(Rodando {
            comando,
            linha: cena.passo.linha,
            espera_falha: cena.espera_falha,
            saida: cena.confere.then(|| limpas(&cena.passo.saida)),
            numeros: cena.numeros,
            avisado: false,
        });
        Ok(())
    }

    /// Espera que o terminal esteja livre para o comando seguinte.
    fn liberar(&mut self, numero: u8) -> Result<(), String> {
        let motivo = "a página dá outro comando a este terminal, e o anterior continua";
        self.aguardar(numero, motivo, |t| t.status.is_some())?;
        self.terminal(numero).conferir_fim()
    }

    fn teclar(&mut self, numero: u8, teclas: &str) -> Result<(), String> {
        self.ouvir();
        let terminal = self.terminal(numero);
        if !terminal.ocupado() {
            return Err(terminal.falha("não há programa que ouça o que se tecla aqui"));
        }
        if teclas == "\u{3}" {
            terminal.avisar();
        }
        if let Some(rodando) = &mut terminal.rodando {
            rodando.saida = None;
        }
        terminal.digitar(teclas);
        Ok(())
    }

    /// Depois do Ctrl-C e do Ctrl-D, o programa acaba.
    fn encerrar(&mut self, numero: u8, cena: &Cena) -> Result<(), String> {
        self.aguardar(numero, "o programa não se encerrou", |t| {
            t.status.is_some()
        })?;
        let terminal = self.terminal(numero);
        let dito = limpas(&terminal.linhas[terminal.lidas..]);
        if cena.confere && !iguais(&limpas(&cena.passo.saida), &dito, cena.numeros) {
            return Err(terminal.diferenca(&cena.passo.saida));
        }
        terminal.conferir_fim()
    }

    /// As linhas seguidas que a página mostra têm de aparecer, seguidas, no que o terminal ainda
    /// não tinha mostrado.
    fn continuar(&mut self, numero: u8, cena: &Cena) -> Result<(), String> {
        let esperado = limpas(&cena.passo.saida);
        let achar = |t: &Terminal| {
            let fins = (t.lidas + 1..=t.linhas.len()).rev();
            fins.into_iter().find(|fim| {
                (t.lidas..*fim).any(|de| {
                    iguais(&esperado, &limpas(&t.linhas[de..*fim]), cena.numeros)
                })
            })
        };
        if cena.confere {
            let achou = self.aguardar(numero, "", |t| achar(t).is_some());
            let terminal = self.terminal(numero);
            if achou.is_err() {
                return Err(terminal.diferenca(&cena.passo.saida));
            }
            terminal.lidas = achar(terminal).unwrap_or_default();
        }
        if let Some(rodando) = &mut self.terminal(numero).rodando {
            rodando.saida = None;
        }
        Ok(())
    }

    /// Espera que o comando acabe, ou que já tenha dito o que a página mostra e nada mais se mova.
    fn assentar(&mut self, numero: u8, calma: Duration) -> Result<(), String> {
        let vence = Instant::now() + self.prazo;
        loop {
            self.ouvir();
            let (calmo, terminal) = (self.calmo(calma), self.terminal(numero));
            let em_segundo_plano = terminal.em_segundo_plano();
            if terminal.status.is_some() && (calmo || !em_segundo_plano) {
                return terminal.conferir_fim();
            }
            if calmo && terminal.ocupado() && terminal.disse_tudo() {
                if terminal.rodando.as_ref().is_some_and(|r| r.saida.is_some()) {
                    terminal.lidas = terminal.linhas.len();
                }
                return Ok(());
            }
            if Instant::now() > vence {
                let motivo =
                    "não acabou, nem disse tudo o que a página mostra, nem sossegou";
                return Err(terminal.falha(motivo));
            }
        }
    }

    /// Espera só que o comando esteja em andamento: o leitor faz outra coisa enquanto ele anda.
    fn comecar(&mut self, numero: u8) -> Result<(), String> {
        let motivo = "acabou antes do que se fazia com ele em andamento";
        let desde = Instant::now();
        self.aguardar(numero, "não começou", |t| {
            t.status.is_some() || t.ocupado() && desde.elapsed() > EM_ANDAMENTO
        })?;
        let terminal = self.terminal(numero);
        match terminal.status {
            Some(_) => Err(terminal.falha(motivo)),
            None => Ok(()),
        }
    }

    fn aguardar_o_terminal(
        &mut self,
        numero: u8,
        frase: Option<&str>,
    ) -> Result<(), String> {
        if !self.terminais.contains_key(&numero) {
            return Err(format!("não há terminal {numero}"));
        }
        let Some(frase) = frase else {
            return self.aguardar(numero, "não acabou", |t| t.status.is_some());
        };
        self.aguardar(numero, &format!("não disse “{frase}”"), |t| {
            t.linhas[t.lidas..]
                .iter()
                .any(|linha| linha.contains(frase))
        })
    }

    fn aguardar(
        &mut self,
        numero: u8,
        motivo: &str,
        pronto: impl Fn(&Terminal) -> bool,
    ) -> Result<(), String> {
        let vence = Instant::now() + self.prazo;
        while !pronto(self.terminal(numero)) {
            if Instant::now() > vence {
                return Err(self.terminal(numero).falha(motivo));
            }
            self.ouvir();
        }
        Ok(())
    }

    /// Ouve todos os terminais, e anota o processo que algum anunciar.
    fn ouvir(&mut self) {
        let mut espera = OLHADA;
        for terminal in self.terminais.values_mut() {
            if terminal.ouvir(espera) {
                self.desde = Instant::now();
            }
            espera = Duration::ZERO;
            self.anotado = terminal.anuncio.take().or(self.anotado.take());
        }
    }

    /// Se há tanto tempo nenhum processo da página trabalha, nasce, acaba ou diz algo.
    fn calmo(&mut self, quanto: Duration) -> bool {
        let processos = processos::da_pasta(self.pasta.caminho());
        let retrato = processos.iter().map(|p| (p.pid, p.trabalho)).collect();
        if self.retrato != retrato || processos.iter().any(|p| !p.espera) {
            self.retrato = retrato;
            self.desde = Instant::now();
        }
        self.desde.elapsed() >= quanto
    }

    /// A página acabou: nada pode ter ficado rodando, nem arquivo que o git visse.
    fn acabar(mut self) -> Result<(), String> {
        let numeros: Vec<u8> = self.terminais.keys().copied().collect();
        for numero in numeros {
            let motivo = "a página acaba, e não diz como se encerra o que ela iniciou";
            self.aguardar(numero, motivo, |t| t.status.is_some())?;
            self.terminal(numero).conferir_fim()?;
        }
        let vence = Instant::now() + self.prazo;
        let mut sobram = self.sobras();
        while !sobram.is_empty() {
            if Instant::now() > vence {
                return Err(format!("a página acaba e deixa rodando: {sobram:?}"));
            }
            self.ouvir();
            sobram = self.sobras();
        }
        let restos = self.pasta.restos();
        if !restos.is_empty() {
            return Err(format!("a página deixa {restos:?}, que o git não ignora"));
        }
        Ok(())
    }

    /// O que roda, fora os terminais.
    fn sobras(&self) -> Vec<String> {
        let processos = processos::da_pasta(self.pasta.caminho()).into_iter();
        processos
            .filter(|p| !self.terminais.values().any(|t| t.e_meu(p.pid)))
            .map(|p| processos::nome(p.pid))
            .collect()
    }
}
