//! O programa `contador`.

use anyhow::Result;
use apoio::programa::{escrever_linha, escrever_linhas, registrar};
use apoio::texto::{escapar, quantos};

use super::Pedido;
use super::ciclo::Contador;
use super::estado::totais;
use crate::erro::ErroDeKafka;
use crate::fim;
use crate::topico::{Forma, garantir};
use crate::vigia::vigiar;

/// Quantas transações seguidas podem ser abortadas antes de desistir: um grupo que
/// se reorganiza tanto tem outro problema.
const ABORTOS: usize = 10;

/// Conta, ou mostra o que está contado.
///
/// # Errors
/// Se o broker não responde, se outro contador assumiu o lugar, ou se os tópicos
/// não servem.
pub fn rodar(pedido: &Pedido) -> Result<()> {
    if pedido.totais {
        let contagens = totais(&pedido.ligacao, &pedido.estado)?;
        let mut linhas: Vec<_> = contagens.into_iter().collect();
        linhas.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        escrever_linhas(
            linhas
                .iter()
                .map(|(palavra, n)| format!("{n:>8} {}", escapar(palavra))),
        )?;
        return Ok(());
    }
    let fim = fim::pedido()?;
    preparar(pedido)?;
    let vigia = vigiar(&pedido.ligacao)?;
    let mut abortos = 0;
    loop {
        let mut contador = Contador::novo(pedido)?;
        let feito = contador.rodar(fim, |registros| {
            abortos = 0;
            let registros = quantos(registros, "registro", "registros");
            escrever_linha(format_args!("confirmei {registros}"))?;
            Ok(())
        });
        let Err(erro) = feito else {
            vigia.tudo_confirmado();
            return Ok(());
        };
        let abortada = matches!(erro.downcast_ref(), Some(ErroDeKafka::Abortada));
        if !abortada || abortos == ABORTOS {
            return Err(erro);
        }
        abortos += 1;
        registrar(format_args!("{erro}; recomeço da última que vale"));
        contador.desistir()?;
    }
}

/// Os dois tópicos, com o mesmo número de partições.
fn preparar(pedido: &Pedido) -> Result<()> {
    let comum = Forma {
        particoes: 3,
        compactado: false,
    };
    let precisa = garantir(&pedido.ligacao, &pedido.entrada, comum)?;
    let estado = Forma {
        particoes: precisa,
        compactado: true,
    };
    let tem = garantir(&pedido.ligacao, &pedido.estado, estado)?;
    if tem != precisa {
        let topico = pedido.estado.clone();
        return Err(ErroDeKafka::ParticoesDiferentes {
            topico,
            tem,
            precisa,
        }
        .into());
    }
    Ok(())
}
