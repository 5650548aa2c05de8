//! O que o programa mostra de um escalonamento.

use std::collections::BTreeSet;
use std::fmt::Write;

use apoio::texto::quantos;

use crate::acao::{Acao, Tipo, Transacao, serial, transacoes};
use crate::equivalencia::{MAIS_TRANSACOES, intercalacoes, ordens, por_visao};
use crate::execucao::{Banco, Parada, estado_final, executar};
use crate::grafo::{Grafo, Veredito};
use crate::programas::Programas;

/// De mais transações, as ordens seriais encheriam a tela: quatro já são 24.
const MAIS_SERIAIS: usize = 3;

/// Cada passo, o valor e como o banco ficou; no fim, o que cada ordem serial
/// daria, se são poucas.
///
/// # Errors
/// A primeira conta que não se pode fazer.
pub fn execucao(programas: &Programas, acoes: &[Acao]) -> Result<String, Parada> {
    let mut texto = format!("{:>5}  {:<22}{}\n", "", "início", banco(&programas.inicial));
    for (i, passo) in executar(programas, acoes)?.into_iter().enumerate() {
        let fez = match passo.acao.tipo {
            Tipo::Le => format!("lê {}", passo.valor),
            Tipo::Escreve => format!("escreve {}", passo.valor),
        };
        let acao = format!("{}: {fez}", passo.acao);
        let _ = writeln!(texto, "{:>5}  {acao:<22}{}", i + 1, banco(&passo.banco));
    }
    let presentes = transacoes(acoes);
    if presentes.len() > MAIS_SERIAIS {
        return Ok(texto);
    }
    for ordem in ordens(&presentes) {
        let daria = estado_final(programas, &serial(acoes, &ordem))?;
        let _ = writeln!(texto, "serial {}: {}", lista(&ordem, ", "), banco(&daria));
    }
    Ok(texto)
}

/// As arestas do grafo, cada uma com sua prova, e o veredito.
pub fn grafo(acoes: &[Acao]) -> String {
    let grafo = Grafo::novo(acoes);
    let mut texto = String::new();
    for ((de, para), prova) in &grafo.arestas {
        let _ = writeln!(
            texto,
            "{de} → {para}: {} no passo {}, {} no passo {}",
            acoes[prova.antes],
            prova.antes + 1,
            acoes[prova.depois],
            prova.depois + 1
        );
    }
    match grafo.veredito() {
        Veredito::Serializavel(ordem) => {
            texto += "serializável por conflito: equivale a ";
            texto += &lista(&ordem, ", ");
        }
        Veredito::Ciclo(mut ciclo) => {
            ciclo.extend(ciclo.first().copied());
            texto += "não é serializável por conflito: ciclo ";
            texto += &lista(&ciclo, " → ");
            texto += &por_outra_visao(acoes);
        }
    }
    texto
}

fn por_outra_visao(acoes: &[Acao]) -> String {
    if transacoes(acoes).len() > MAIS_TRANSACOES {
        return "\nsão transações demais para procurar por visão".to_owned();
    }
    match por_visao(acoes) {
        Some(ordem) => {
            let ordem = lista(&ordem, ", ");
            format!("\nserializável por visão: equivale a {ordem}")
        }
        None => "\nnem por visão".to_owned(),
    }
}

/// Uma linha para cada intercalação dos programas, e a conta no fim.
///
/// # Errors
/// A primeira conta que não se pode fazer.
pub fn todas(programas: &Programas) -> Result<String, Parada> {
    let mut texto = String::new();
    let (mut aceitos, mut por_sorte, mut errados) = (0_usize, 0, 0);
    let seriais = finais_seriais(programas)?;
    for acoes in intercalacoes(&programas.acoes()) {
        let fim = estado_final(programas, &acoes)?;
        let coincide = seriais.contains(&fim);
        let veredito = match (Grafo::novo(&acoes).veredito(), coincide) {
            (Veredito::Serializavel(ordem), _) => {
                aceitos += 1;
                format!("aceito, {}", lista(&ordem, " "))
            }
            (Veredito::Ciclo(_), true) => {
                por_sorte += 1;
                "recusado; o estado coincide".to_owned()
            }
            (Veredito::Ciclo(_), false) => {
                errados += 1;
                "recusado".to_owned()
            }
        };
        let acoes: Vec<_> = acoes.iter().map(Acao::to_string).collect();
        let acoes = acoes.join(" ");
        let _ = writeln!(texto, "{acoes}  {}  {veredito}", banco(&fim));
    }
    let total = aceitos + por_sorte + errados;
    let recusados = por_sorte + errados;
    let _ = write!(
        texto,
        "{}: {}, {}\n\
         recusadas que terminam como nenhuma ordem serial: {errados}",
        quantos(total, "intercalação", "intercalações"),
        quantos(aceitos, "aceita", "aceitas"),
        quantos(recusados, "recusada", "recusadas"),
    );
    Ok(texto)
}

/// Como o banco pode terminar se cada transação rodar inteira. Não depende da
/// intercalação: com sete transações são 5.040 ordens, que se executam uma vez só.
fn finais_seriais(programas: &Programas) -> Result<BTreeSet<Banco>, Parada> {
    let acoes = programas.acoes().concat();
    let ordens = ordens(&transacoes(&acoes)).into_iter();
    let finais = ordens.map(|ordem| estado_final(programas, &serial(&acoes, &ordem)));
    finais.collect()
}

fn banco(banco: &Banco) -> String {
    let itens = banco
        .iter()
        .map(|(item, valor)| format!("{item} = {valor}"));
    itens.collect::<Vec<_>>().join("  ")
}

fn lista(transacoes: &[Transacao], entre: &str) -> String {
    let nomes: Vec<_> = transacoes.iter().map(Transacao::to_string).collect();
    nomes.join(entre)
}
