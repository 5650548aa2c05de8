//! O exame em frases.

use super::cenario::Cenario;
use super::execucao::{Execucao, Fala, Ordem};
use super::modelo::{CI2, Exame};

/// Uma linha por cenário e, depois do primeiro que falha, a execução inteira.
pub fn linhas(exames: &[Exame], sorteado: bool) -> Vec<String> {
    let mut linhas = Vec::new();
    let mut contado = false;
    for exame in exames {
        linhas.push(resumo(exame, sorteado, contado));
        if let (Some((condicao, execucao)), false) = (&exame.falha, contado) {
            contado = true;
            linhas.extend(contar(&exame.cenario, execucao));
            linhas.push(format!("   {}", explicar(condicao)));
        }
    }
    linhas
}

fn resumo(exame: &Exame, sorteado: bool, contado: bool) -> String {
    let traidores: Vec<_> = exame.cenario.traidores().map(nome).collect();
    let quem = match traidores.len() {
        0 => "todos leais".to_owned(),
        1 => format!("traidor: {}", traidores[0]),
        _ => format!("traidores: {}", traidores.join(" e ")),
    };
    let como = if sorteado { "sorteadas" } else { "possíveis" };
    match &exame.falha {
        None => {
            let vazio = match exame.cenario.tem_um_so_leal() {
                true => ", porque só há um leal",
                false => "",
            };
            let execucoes = match exame.execucoes {
                1 => "na única execução".to_owned(),
                n => format!("nas {n} execuções {como}"),
            };
            format!("{quem}. Vale {execucoes}{vazio}")
        }
        Some((condicao, _)) => {
            let onde = match sorteado {
                true => format!(" na {}ª execução sorteada", exame.execucoes),
                false => String::new(),
            };
            let como = if contado { "" } else { ", por exemplo assim:" };
            format!("{quem}. FALHA {condicao}{onde}{como}")
        }
    }
}

fn contar(cenario: &Cenario, execucao: &Execucao) -> Vec<String> {
    let mut linhas = Vec::new();
    if !cenario.e_traidor(0) {
        let ordem = ordem(execucao.ordem);
        linhas.push(format!("   o comandante, leal, ordena: {ordem}"));
    }
    for caminho in cenario.mensagens() {
        linhas.push(frase(caminho, execucao.fala(cenario, caminho), cenario));
    }
    for general in cenario.leais() {
        let decisao = ordem(execucao.decide(cenario, general));
        linhas.push(format!("   decisão do {}: {decisao}", nome(general)));
    }
    linhas
}

fn frase(caminho: &[usize], fala: Fala, cenario: &Cenario) -> String {
    let (quem_ouve, por) = caminho.split_last().expect("caminho não é vazio");
    let (quem_fala, antes) = por.split_last().expect("alguém falou");
    let mentira = match cenario.e_traidor(*quem_fala) {
        true => " (traidor)",
        false => "",
    };
    let (de, a) = (nome(*quem_fala), nome(*quem_ouve));
    let dito = match (fala, antes.last()) {
        (None, None) => format!("não diz nada ao {a}"),
        (None, Some(&fonte)) => {
            format!("não repassa ao {a} o que o {} disse", nome(fonte))
        }
        // Por dentro fica o comandante; por fora, quem contou por último.
        (Some(valor), _) => {
            let miolo = format!("“{}”", ordem(valor));
            let contado = antes.iter().fold(miolo, |dito, &fonte| {
                format!("que o {} disse {dito}", nome(fonte))
            });
            format!("diz ao {a} {contado}")
        }
    };
    format!("   {de}{mentira} {dito}")
}

fn explicar(condicao: &str) -> &'static str {
    match condicao {
        CI2 => "CI2 pede que todo leal cumpra a ordem do comandante leal",
        _ => "CI1 pede que os leais decidam o mesmo",
    }
}

fn nome(general: usize) -> String {
    match general {
        0 => "comandante".to_owned(),
        n => format!("tenente {n}"),
    }
}

fn ordem(ordem: Ordem) -> &'static str {
    match ordem {
        Ordem::Ataca => "atacar",
        Ordem::Recua => "recuar",
    }
}
