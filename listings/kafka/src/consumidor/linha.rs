//! O programa `consumidor`: mostra o que lê, com ou sem depósito.

use std::io;
use std::process::exit;
use std::sync::{Arc, Mutex};

use anyhow::{Result, ensure};
use apoio::programa::registrar;
use apoio::texto::quantos;

use super::ciclo::rodar as ciclo;
use super::pedido::Pedido;
use super::{Consumidor, Dono, Mudanca};
use crate::deposito::Deposito;
use crate::fim;
use crate::ligacao::Isolamento;
use crate::registro::Lido;
use crate::topico::{confirmados, limites, particoes};
use crate::vigia::vigiar;

type Guardado = Option<Arc<Mutex<Deposito>>>;

/// Diz as mudanças no diário, e torna durável o depósito.
struct DaLinha(Guardado);

impl Dono for DaLinha {
    fn antes_de_confirmar(&self) -> io::Result<()> {
        let Some(deposito) = &self.0 else {
            return Ok(());
        };
        deposito
            .lock()
            .expect("ninguém entra em pânico com ele")
            .tornar_duravel()
    }

    fn mudou(&self, mudanca: Mudanca) {
        match mudanca {
            Mudanca::Recebeu(p) => registrar(format_args!("recebi as partições {p:?}")),
            Mudanca::Devolveu(p) => registrar(format_args!("devolvi as partições {p:?}")),
        }
    }
}

/// Lê até o fim pedido; o efeito é a linha na tela ou, com depósito, nele.
///
/// # Errors
/// Se o broker não responde, se o depósito não serve, ou se escrever falha.
pub fn rodar(pedido: &Pedido) -> Result<()> {
    let fim = fim::pedido()?;
    let deposito = abrir(pedido)?;
    let vigia = vigiar(&pedido.ligacao)?;
    let consumidor = Consumidor::novo(
        &pedido.ligacao,
        &pedido.topico,
        &pedido.leitura,
        DaLinha(deposito.clone()),
    )?;
    let (mut feitos, mut repetidos) = (0, 0);
    let feito = ciclo(
        &consumidor,
        pedido.cadencia(),
        pedido.ate(),
        fim,
        |mensagem| {
            let lido = Lido::from(mensagem);
            if !fazer(&deposito, &lido)? {
                repetidos += 1;
                return Ok(());
            }
            // O que ninguém viu não se marca: volta na próxima vez.
            fim::mostrar(&lido)?;
            feitos += 1;
            if pedido.cair_depois == Some(feitos) {
                registrar("caio aqui, sem confirmar");
                exit(1);
            }
            Ok(())
        },
    );
    fim::perdoar_sem_leitor(feito.map(drop))?;
    // Sem leitor, o ciclo acaba sem confirmar o que já se tinha visto.
    consumidor.confirmar()?;
    vigia.tudo_confirmado();
    drop(consumidor);
    let mut resumo = quantos(feitos + repetidos, "lido", "lidos");
    if deposito.is_some() {
        let repetidos = quantos(repetidos, "já feito", "já feitos");
        resumo += &format!(", {repetidos} antes");
    }
    registrar(resumo);
    Ok(())
}

fn fazer(deposito: &Guardado, lido: &Lido) -> Result<bool> {
    let Some(deposito) = deposito else {
        return Ok(true);
    };
    let mut deposito = deposito.lock().expect("ninguém entra em pânico com ele");
    Ok(deposito.aplicar(lido.posicao, &lido.to_string())?)
}

/// Abre o depósito e confere que ele não está adiante do tópico, como o de um tópico que
/// foi apagado e recriado. Só se percebe enquanto o novo é mais curto: depois, os
/// offsets são os mesmos, e tudo passa por já feito. Confere também que não lhe falta
/// o que o grupo dá por feito, e que por isso não voltará.
fn abrir(pedido: &Pedido) -> Result<Guardado> {
    let grupo = &pedido.leitura.grupo;
    let leitor = pedido.ligacao.leitor_de(grupo, Isolamento::Tudo)?;
    let existe = particoes(&pedido.ligacao, &leitor, &pedido.topico)?;
    if existe.is_none() {
        registrar(format_args!(
            "o tópico {} ainda não existe: espero que alguém escreva nele",
            pedido.topico
        ));
    }
    let Some(caminho) = &pedido.deposito else {
        return Ok(None);
    };
    let deposito = Deposito::abrir(caminho, &pedido.topico)?;
    for (particao, proximo) in deposito.proximos() {
        let prazo = pedido.ligacao.prazo;
        let (_, fim) = match existe {
            Some(_) => limites(&leitor, &pedido.topico, *particao, prazo)?,
            None => (0, 0),
        };
        ensure!(
            *proximo <= fim,
            "o depósito {} já foi até {proximo} na partição {particao}, que só vai até {fim}: \
             o tópico foi recriado; dê outro --deposito",
            caminho.display()
        );
    }
    if let Some(particoes) = existe {
        let prazo = pedido.ligacao.prazo;
        let confirmados = confirmados(&leitor, &pedido.topico, particoes, prazo)?;
        deposito.conferir(&confirmados)?;
    }
    if deposito.cortado() {
        registrar(format_args!(
            "a última linha do depósito {} foi cortada: o registro dela voltará",
            caminho.display()
        ));
    }
    Ok(Some(Arc::new(Mutex::new(deposito))))
}
