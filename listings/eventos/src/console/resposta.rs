//! O que o programa `conta` responde a cada pedido.

use apoio::texto::quantos;

use super::Pedido;
use crate::banco::{Banco, Erro, Feito};
use crate::nome::Conta;

/// Atende um pedido e diz, em uma ou mais linhas, o que houve.
///
/// # Errors
/// Veja [`Erro`].
pub fn responder(banco: &mut Banco, pedido: &Pedido) -> Result<String, Erro> {
    match pedido {
        Pedido::Fazer(comando) => Ok(match banco.executar(comando)? {
            Feito::Registrado(evento) => {
                format!("evento {}: {}", evento.numero, evento.fato)
            }
            Feito::JaEstava(numero) => {
                format!("evento {numero}: já estava feito; nada mudou")
            }
        }),
        Pedido::Saldo { conta, ate: None } => {
            let agora = banco.contas().situacao(conta)?;
            Ok(format!(
                "{conta} tem {} (versão {})",
                agora.saldo, agora.versao
            ))
        }
        Pedido::Saldo {
            conta,
            ate: Some(ate),
        } => {
            let antes = banco.em(*ate)?.situacao(conta)?;
            Ok(format!(
                "{conta} tinha {} depois do evento {ate}",
                antes.saldo
            ))
        }
        Pedido::Extrato { conta } => extrato(banco, conta),
        Pedido::Eventos => eventos(banco),
        Pedido::Instantaneo => {
            let numero = banco.tirar_instantaneo()?;
            Ok(format!("instantâneo gravado: cobre até o evento {numero}"))
        }
        Pedido::Reconstruir => {
            let feita = banco.reconstruir()?;
            let veredito = if feita.divergia {
                "DIVERGIA; refiz"
            } else {
                "era o mesmo"
            };
            let eventos = quantos(feita.eventos, "evento relido", "eventos relidos");
            let contas = quantos(feita.contas, "conta", "contas");
            Ok(format!("{eventos}, {contas}; o estado em uso {veredito}"))
        }
    }
}

/// Outra visão do mesmo log: só o que mexeu no saldo de uma conta.
fn extrato(banco: &mut Banco, conta: &Conta) -> Result<String, Erro> {
    banco.contas().situacao(conta)?;
    let mut linhas = vec![format!("{:>6} {:>12} {:>12}", "evento", "valor", "saldo")];
    banco.historia(|evento, contas| {
        if let Some((sinal, valor)) = evento.fato.movimento(conta) {
            let saldo = contas
                .situacao(conta)
                .map_or(Default::default(), |s| s.saldo);
            let valor = format!("{sinal}{valor}");
            linhas.push(format!("{:>6} {valor:>12} {saldo:>12}", evento.numero));
        }
    })?;
    Ok(linhas.join("\n"))
}

fn eventos(banco: &mut Banco) -> Result<String, Erro> {
    let mut linhas = Vec::new();
    banco.historia(|evento, _| {
        let chave = evento
            .chave
            .as_ref()
            .map_or(String::new(), |c| format!(" [{c}]"));
        linhas.push(format!("{:>6} {}{chave}", evento.numero, evento.fato));
    })?;
    Ok(linhas.join("\n"))
}
