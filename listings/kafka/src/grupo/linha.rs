//! O programa `grupo`: o quadro no terminal, com comandos da entrada padrão.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{escrever_linha, registrar};

use super::{Numero, Quadro};
use crate::consumidor::Leitura;
use crate::embutido::Embutido;
use crate::fim;
use crate::ligacao::Ligacao;
use crate::topico::{Forma, garantir};
use crate::vigia::vigiar;

/// Quanto esperar por um rebalanceamento antes de mostrar o que houver: um grupo
/// novo espera 3 s por mais membros, e a saída se nota em até 5 s no embutido.
const PRAZO: Duration = Duration::from_secs(15);

/// O que o programa foi chamado a fazer.
pub struct Pedido {
    pub ligacao: Ligacao,
    pub topico: String,
    pub grupo: String,
    pub particoes: usize,
    pub embutido: bool,
}

enum Comando {
    Entra,
    Sai(Numero),
    Fim,
}

fn entender(linha: &str) -> Option<Comando> {
    let palavras: Vec<_> = linha.split_whitespace().collect();
    match palavras[..] {
        ["entra"] => Some(Comando::Entra),
        ["sai", numero] => numero.parse().ok().map(Comando::Sai),
        ["fim"] => Some(Comando::Fim),
        _ => None,
    }
}

/// Começa com um membro e obedece à entrada até ela acabar.
///
/// # Errors
/// Se o broker não responde.
pub fn rodar(pedido: &Pedido) -> Result<()> {
    let fim = fim::pedido()?;
    let embutido = pedido.embutido.then(Embutido::novo).transpose()?;
    let (ligacao, particoes) = match &embutido {
        Some(broker) => {
            broker.criar_topico(&pedido.topico, i32::try_from(pedido.particoes)?)?;
            (broker.ligacao()?, pedido.particoes)
        }
        None => {
            let (particoes, compactado) = (pedido.particoes, false);
            let forma = Forma {
                particoes,
                compactado,
            };
            let tem = garantir(&pedido.ligacao, &pedido.topico, forma)?;
            (pedido.ligacao.clone(), tem)
        }
    };
    let leitura = match pedido.embutido {
        true => Embutido::leitura(&pedido.grupo),
        false => Leitura::do_grupo(&pedido.grupo),
    };
    // O embutido não cai: não há o que vigiar.
    let vigia = match pedido.embutido {
        true => None,
        false => Some(vigiar(&ligacao)?),
    };
    let mut quadro = Quadro::novo(ligacao, &pedido.topico, leitura);
    quadro.entrar()?;
    let mut segue = mostrar(&mut quadro, particoes, "entra 1")?;
    let mut linhas = fim::linhas(fim);
    while segue && let Some(linha) = linhas.next() {
        segue = obedecer(&mut quadro, particoes, &linha?, fim)?;
    }
    // Os membros não fazem nada com o que leem: não há efeito que se perca.
    if let Some(vigia) = vigia {
        vigia.tudo_confirmado();
    }
    Ok(())
}

fn obedecer(
    quadro: &mut Quadro,
    particoes: usize,
    linha: &str,
    fim: &AtomicBool,
) -> Result<bool> {
    let feito = match entender(linha) {
        Some(Comando::Fim) => {
            fim.store(true, Ordering::Relaxed);
            return Ok(true);
        }
        Some(Comando::Entra) => format!("entra {}", quadro.entrar()?),
        Some(Comando::Sai(numero)) if quadro.sair(numero)? => format!("sai {numero}"),
        Some(Comando::Sai(numero)) => {
            registrar(format_args!("não há membro {numero}"));
            return Ok(true);
        }
        None => {
            registrar("os comandos são: entra, sai NÚMERO, fim");
            return Ok(true);
        }
    };
    mostrar(quadro, particoes, &feito)
}

fn mostrar(quadro: &mut Quadro, particoes: usize, feito: &str) -> Result<bool> {
    if !quadro.posse().is_empty() && !quadro.esperar_equilibrio(particoes, PRAZO) {
        registrar("o grupo ainda não se equilibrou; mostro o que há");
    }
    let membros = quadro.posse().iter();
    let membros: Vec<_> = membros.map(|(n, p)| format!("membro {n} {p:?}")).collect();
    let membros = match membros.is_empty() {
        true => "ninguém".to_owned(),
        false => membros.join("  "),
    };
    Ok(escrever_linha(format_args!("{feito:<8} {membros}"))?)
}
