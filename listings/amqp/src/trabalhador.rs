//! O trabalhador: um efeito, e só depois a confirmação.

use std::time::Duration;

use anyhow::{Context, Result};
use apoio::programa::{escrever_linha, registrar};
use apoio::texto::escapar;
use futures_util::StreamExt;
use lapin::message::Delivery;
use lapin::options::{
    BasicAckOptions, BasicConsumeOptions, BasicQosOptions, BasicRejectOptions,
};
use lapin::types::FieldTable;
use lapin::{Channel, Consumer};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::conexao::{Queda, com_pressa, conectar, fechar, no_prazo, recuo};
use crate::endereco::Broker;
use crate::livro::{Livro, serve};
use crate::tarefa::{Tarefa, TarefaRuim};
use crate::topologia::declarar;

/// Como o trabalhador trabalha.
pub struct Ajustes {
    pub broker: Broker,
    pub fila: String,
    /// Mensagens que ele segura sem ter confirmado.
    pub adiantadas: u16,
    /// O tempo que uma tarefa finge levar.
    pub demora: Duration,
    /// Quantas tarefas antes de parar; nenhuma diz que não para.
    pub tarefas: Option<u64>,
    pub prazo: Duration,
}

/// Trabalha até acabarem as tarefas ou pedirem o fim; se a conexão cai, volta.
///
/// # Errors
/// Sem broker, fila com outras propriedades, ou livro que não grava.
pub async fn trabalhar(
    ajustes: Ajustes,
    mut livro: Livro,
    fim: CancellationToken,
) -> Result<()> {
    let (mut feitas, mut quedas) = (0, 0);
    loop {
        let conexao = tokio::select! {
            conexao = conectar(&ajustes.broker, ajustes.prazo) => conexao?,
            () = fim.cancelled() => return Ok(()),
        };
        let antes = feitas;
        let turno = uma_conexao(&conexao, &ajustes, &mut livro, &mut feitas, &fim).await;
        // Fechar devolve à fila o que foi adiantado e não feito.
        fechar(&conexao).await;
        let Err(erro) = turno else { return Ok(()) };
        let Some(queda) = erro.downcast_ref::<Queda>() else {
            return Err(erro);
        };
        if queda.e_recusa() {
            return Err(erro);
        }
        // Um broker que aceita e derruba não pode ser procurado sem parar.
        quedas = if feitas > antes { 0 } else { quedas + 1 };
        let espera = recuo(quedas);
        registrar(format_args!("caiu: {queda}; religo em {espera:.0?}"));
        if fim.run_until_cancelled(sleep(espera)).await.is_none() {
            return Ok(());
        }
    }
}

async fn uma_conexao(
    conexao: &lapin::Connection,
    ajustes: &Ajustes,
    livro: &mut Livro,
    feitas: &mut u64,
    fim: &CancellationToken,
) -> Result<()> {
    // O canal fica em mãos: largado, ele se fecha.
    let assinatura = fim.run_until_cancelled(no_prazo(assinar(conexao, ajustes)));
    let Some(assinatura) = assinatura.await else {
        return Ok(());
    };
    let (_canal, mut consumidor) = assinatura?;
    if ajustes.tarefas == Some(0) {
        escrever_linha(format_args!("declarei {0} e {0}.mortas", ajustes.fila))?;
        return Ok(());
    }
    if !escrever_linha(format_args!("esperando tarefas em {}", ajustes.fila))? {
        return Ok(());
    }
    while ajustes.tarefas.is_none_or(|total| *feitas < total) {
        let entrega = tokio::select! {
            // Sem ordem, sortearia entre o fim pedido e as adiantadas.
            biased;
            () = fim.cancelled() => break,
            entrega = consumidor.next() => entrega,
        };
        // O broker pode cancelar o consumidor: a fila foi apagada, por exemplo.
        let entrega = entrega.context("o broker encerrou o consumo")?;
        let entrega = entrega.map_err(Queda::Erro)?;
        let atendida = atender(&entrega, ajustes.demora, livro, fim);
        let Some(nova) = com_pressa(fim, atendida, ajustes.demora).await else {
            // O efeito está no livro; se a confirmação não foi, a tarefa volta, e ele
            // a reconhece.
            registrar("saio sem que o broker responda à última confirmação");
            break;
        };
        *feitas += u64::from(nova?);
    }
    Ok(())
}

async fn assinar(
    conexao: &lapin::Connection,
    ajustes: &Ajustes,
) -> lapin::Result<(Channel, Consumer)> {
    let canal = conexao.create_channel().await?;
    declarar(&canal, &ajustes.fila).await?;
    // Antes de consumir: o que já foi adiantado não volta atrás.
    canal
        .basic_qos(ajustes.adiantadas, BasicQosOptions::default())
        .await?;
    let (fila, etiqueta) = (ajustes.fila.as_str().into(), "".into());
    let (opcoes, nada) = (BasicConsumeOptions::default(), FieldTable::default());
    let consumidor = canal.basic_consume(fila, etiqueta, opcoes, nada).await?;
    Ok((canal, consumidor))
}

// ANCHOR: atender
/// Atende uma entrega; diz se foi trabalho novo.
async fn atender(
    entrega: &Delivery,
    demora: Duration,
    livro: &mut Livro,
    fim: &CancellationToken,
) -> Result<bool> {
    let (id, soma) = match entender(entrega) {
        Ok(tarefa) => tarefa,
        Err(motivo) => {
            let id = entrega.properties.message_id().as_ref();
            let id = id.map_or("sem nome", |id| id.as_str());
            registrar(format_args!("recuso \"{id}\": {motivo}"));
            // Sem voltar à fila: amanhã ela seria tão ruim quanto hoje.
            no_prazo(entrega.reject(BasicRejectOptions { requeue: false })).await?;
            return Ok(true);
        }
    };
    registrar(format_args!("começo {id}"));
    sleep(demora).await;
    let nova = livro.anotar(id, soma).context("o livro não grava")?;
    // Aqui mora a escolha: confirmar antes da linha de cima perderia a tarefa de
    // quem morre entre as duas; depois dela, no pior caso, repete.
    no_prazo(entrega.ack(BasicAckOptions::default())).await?;
    let como = if nova { "" } else { " (já estava no livro)" };
    if !escrever_linha(format_args!("{}: {soma}{como}", escapar(id)))? {
        fim.cancel(); // ninguém mais lê o que digo
    }
    Ok(nova)
}
// ANCHOR_END: atender

fn entender(entrega: &Delivery) -> Result<(&str, i64), TarefaRuim> {
    let tarefa = Tarefa::ler(&entrega.data)?;
    let id = entrega
        .properties
        .message_id()
        .as_ref()
        .map(|id| id.as_str());
    // Sem identificador não há como reconhecer a repetição.
    let id = id.filter(|id| serve(id));
    Ok((id.ok_or(TarefaRuim::SemNome)?, tarefa.executar()?))
}
