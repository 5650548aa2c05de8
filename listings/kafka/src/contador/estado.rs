//! O estado: relido do tópico compactado, atualizado em memória.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::contagem::Contagem;
use crate::leitura::{ler_particoes, ler_tudo};
use crate::ligacao::{Isolamento, Leitor, Ligacao};
use crate::registro::{Lido, texto};
use crate::topico::limites;

/// O que se espera entre duas perguntas ao broker.
const PAUSA: Duration = Duration::from_millis(20);

/// As contagens das partições deste membro, e como relê-las.
pub struct Estado {
    topico: String,
    prazo: Duration,
    confirmado: Leitor,
    tudo: Leitor,
    particoes: BTreeMap<i32, Contagem>,
}

impl Estado {
    /// Ainda sem partição alguma.
    ///
    /// # Errors
    /// Se o broker não responde.
    pub fn novo(ligacao: &Ligacao, topico: &str) -> Result<Self> {
        Ok(Self {
            topico: topico.to_owned(),
            prazo: ligacao.prazo,
            confirmado: ligacao.leitor(Isolamento::Confirmado)?,
            tudo: ligacao.leitor(Isolamento::Tudo)?,
            particoes: BTreeMap::new(),
        })
    }

    /// Troca as partições deste membro, relendo o estado de cada uma do começo.
    ///
    /// # Errors
    /// Se o broker não responde, ou se o tópico traz o que não é contagem.
    pub fn relembrar(&mut self, particoes: &[i32]) -> Result<()> {
        for particao in particoes {
            self.esperar_abertas(*particao)?;
        }
        self.particoes = particoes.iter().map(|p| (*p, Contagem::new())).collect();
        let (leitor, topico) = (&self.confirmado, &self.topico);
        let mut lidos = Vec::new();
        ler_particoes(leitor, topico, particoes, |lido| lidos.push(lido))?;
        for lido in lidos {
            let contagem = self.particoes.entry(lido.posicao.particao).or_default();
            anotar(contagem, &lido)?;
        }
        Ok(())
    }

    /// Espera que não haja transação aberta na partição: a de quem a tinha antes
    /// pode já ter confirmado os offsets e ainda não se ver aqui.
    fn esperar_abertas(&self, particao: i32) -> Result<()> {
        let vence = Instant::now() + self.prazo + Duration::from_secs(10);
        loop {
            let fim = |leitor| limites(leitor, &self.topico, particao, self.prazo);
            let (_, estavel) = fim(&self.confirmado)?;
            let (_, gravado) = fim(&self.tudo)?;
            if estavel == gravado {
                return Ok(());
            }
            ensure!(Instant::now() < vence, "há uma transação que não termina");
            std::thread::park_timeout(PAUSA);
        }
    }

    /// Soma um e devolve quanto ficou.
    pub fn somar(&mut self, particao: i32, palavra: &str) -> u64 {
        let contagem = self.particoes.entry(particao).or_default();
        let vezes = contagem.entry(palavra.to_owned()).or_insert(0);
        *vezes += 1;
        *vezes
    }
}

fn anotar(contagem: &mut Contagem, lido: &Lido) -> Result<()> {
    let palavra = texto(lido.chave.as_deref().unwrap_or_default());
    let vezes = lido.valor.as_deref().unwrap_or(b"0");
    let vezes = std::str::from_utf8(vezes).ok().and_then(|v| v.parse().ok());
    ensure!(
        vezes.is_some(),
        "o tópico de estado tem um registro que não é contagem: {lido}"
    );
    contagem.insert(palavra, vezes.unwrap_or_default());
    Ok(())
}

/// As contagens gravadas, somadas as partições.
///
/// # Errors
/// Se o broker não responde, ou se o tópico traz o que não é contagem.
pub fn totais(ligacao: &Ligacao, topico: &str) -> Result<Contagem> {
    let mut por_particao: BTreeMap<i32, Contagem> = BTreeMap::new();
    for lido in ler_tudo(ligacao, topico, Isolamento::Confirmado)? {
        anotar(
            por_particao.entry(lido.posicao.particao).or_default(),
            &lido,
        )?;
    }
    let mut totais = Contagem::new();
    for (palavra, vezes) in por_particao.into_values().flatten() {
        *totais.entry(palavra).or_insert(0) += vezes;
    }
    Ok(totais)
}
