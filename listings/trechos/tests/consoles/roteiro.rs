//! O que um bloco pede ao leitor, um passo por vez.

use crate::pagina::Bloco;

#[derive(Debug, PartialEq, Eq)]
pub enum Acao {
    /// Um comando, e o que a página mostra dele.
    Comando(String),
    CtrlC,
    CtrlD,
    Digite(String),
    /// Uma sessão sem `$`: o terminal diz isto, sem que ninguém digite nada.
    Continua,
}

#[derive(Debug)]
pub struct Passo {
    /// No capítulo.
    pub linha: usize,
    /// Sem isto, num terminal que esteja livre.
    pub terminal: Option<u8>,
    pub acao: Acao,
    pub saida: Vec<String>,
    /// O rótulo diz que o passo é dado com o anterior ainda a trabalhar.
    pub em_andamento: bool,
    /// O que esperar antes: que tal terminal diga tal coisa ou, sem ela, que o programa dele acabe.
    pub quando: Option<(u8, Option<String>)>,
}

/// # Errors
/// Uma frase, se há uma linha que ninguém saberia a quem dar.
pub fn passos(bloco: &Bloco) -> Result<Vec<Passo>, String> {
    let legenda = bloco.atributo("legenda").unwrap_or_default();
    let mut rotulo = Rotulo::default();
    let mut passos: Vec<Passo> = Vec::new();
    if let Some(resto) = legenda.strip_prefix("Terminal ") {
        rotulo = Rotulo::ler(resto)?;
    }
    let corpo = bloco.corpo.replace("\\\n", "");
    for (i, linha) in corpo.lines().enumerate() {
        let onde = if bloco.incluido {
            bloco.linha
        } else {
            bloco.linha + 1 + i
        };
        if let Some(resto) = linha.strip_prefix("# terminal ") {
            rotulo = Rotulo::ler(resto)?;
            let (_, pedido) = resto.split_once(": ").unwrap_or_default();
            passos.extend(ordem(pedido).map(|acao| rotulo.passo(onde, acao)));
        } else if linha.starts_with("# ") {
            return Err(format!("não é de terminal nenhum: {linha}"));
        } else if let Some(comando) = linha.strip_prefix("$ ") {
            if std::mem::take(&mut rotulo.depois_do_ctrl_c) {
                passos.push(rotulo.passo(onde, Acao::CtrlC));
            }
            passos.push(rotulo.passo(onde, Acao::Comando(comando.to_owned())));
        } else if let Some(ultimo) = passos.last_mut() {
            ultimo.saida.push(linha.to_owned());
        } else if rotulo.terminal.is_some() {
            let tecla = linha.starts_with("^C");
            let acao = if tecla { Acao::CtrlC } else { Acao::Continua };
            passos.push(rotulo.passo(onde, acao));
            passos[0].saida.push(linha.to_owned());
        } else {
            return Err("a sessão não tem comando nem terminal".to_owned());
        }
    }
    Ok(passos)
}

/// A ordem de um rótulo: `Ctrl-C`, `Ctrl-D`, `digite bom dia`. O que não é ordem é prosa.
fn ordem(pedido: &str) -> Option<Acao> {
    let tecla = pedido.split([',', ';', ' ']).next()?;
    match tecla {
        "Ctrl-C" => Some(Acao::CtrlC),
        "Ctrl-D" => Some(Acao::CtrlD),
        "digite" => Some(Acao::Digite(pedido[tecla.len()..].trim().to_owned())),
        _ => None,
    }
}

/// De `# terminal 2, depois do Ctrl-C` ou de `Terminal 2. O cliente.`, o que segue o número.
#[derive(Default)]
struct Rotulo {
    terminal: Option<u8>,
    depois_do_ctrl_c: bool,
    em_andamento: bool,
    quando: Option<(u8, Option<String>)>,
}

impl Rotulo {
    fn ler(resto: &str) -> Result<Self, String> {
        let numero = resto
            .split([' ', ',', ':', '.', ';'])
            .next()
            .unwrap_or_default();
        let quando = resto
            .split_once("quando o terminal ")
            .and_then(|(_, resto)| {
                let (outro, resto) = resto.split_once(' ')?;
                let dito = resto
                    .strip_prefix("disser “")
                    .and_then(|r| r.split('”').next());
                let acaba = resto.starts_with("acabar");
                (acaba || dito.is_some())
                    .then_some((outro.parse().ok()?, dito.map(str::to_owned)))
            });
        if quando.is_none() && resto.contains("quando o terminal ") {
            return Err(format!("diga “acabar” ou “disser “…””: {resto}"));
        }
        Ok(Self {
            terminal: Some(
                numero
                    .parse()
                    .map_err(|_| format!("que terminal é “{resto}”?"))?,
            ),
            depois_do_ctrl_c: resto.contains("depois do Ctrl-C"),
            em_andamento: ["em andamento", "enquanto ", "no meio"]
                .iter()
                .any(|dito| resto.contains(dito)),
            quando,
        })
    }

    fn passo(&mut self, linha: usize, acao: Acao) -> Passo {
        Passo {
            linha,
            terminal: self.terminal,
            acao,
            saida: Vec::new(),
            // Valem para o primeiro passo que seguir o rótulo.
            em_andamento: std::mem::take(&mut self.em_andamento),
            quando: self.quando.take(),
        }
    }
}
