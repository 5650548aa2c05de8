//! As opções de cada programa: a ajuda, a que não existe, e os valores errados.

use std::net::SocketAddr;

use crate::caso::Excecao;
use crate::juizo::{defeito, ingles};
use crate::lista::Binario;
use crate::paralelo::provar_todos;
use crate::rodada::{Fim, Rodada};
use crate::tabela::caso;

/// Maior do que qualquer programa consegue honrar, e ainda cabe em 64 bits.
const DEMAIS: &str = "18446744073709551615";

fn com(binario: &Binario, argumentos: &[&str]) -> Result<Fim, String> {
    Rodada::nova(binario, argumentos).rodar()
}

#[test]
fn cada_programa_se_explica_em_portugues_e_recusa_o_que_nao_conhece() {
    provar_todos(
        |binario| match caso(&binario.nome).excecao {
            Excecao::SemOpcoes => vec![],
            _ => vec!["--help", "-h", "--nao-existe"],
        },
        |binario, argumento| match com(binario, &[argumento]) {
            Err(erro) => Some(erro),
            Ok(fim) if *argumento == "--nao-existe" => desconhecida(&fim),
            Ok(fim) => ajuda(&fim),
        },
    );
}

fn desconhecida(fim: &Fim) -> Option<String> {
    let recusada = fim.status == Some(2) && fim.erro.contains("--nao-existe");
    let recusada = recusada.then_some(()).ok_or_else(|| format!("{fim:?}"));
    recusada.err().or_else(|| defeito(fim))
}

fn ajuda(fim: &Fim) -> Option<String> {
    let uso = fim.saida.lines().any(|linha| linha.starts_with("Uso: "));
    if fim.status != Some(0) || !fim.erro.is_empty() || !uso {
        return Some(format!("devia dizer o uso e sair com 0: {fim:?}"));
    }
    let palavra = ingles(&fim.saida)?;
    Some(format!("em inglês ({palavra}): {}", fim.saida))
}

#[test]
fn sem_o_que_e_obrigatorio_a_falta_e_dita_com_status_2() {
    provar_todos(obrigatorio, |binario, falta| match com(binario, &[]) {
        Ok(fim) if fim.status == Some(2) && fim.erro.contains(falta) => defeito(&fim),
        outro => Some(format!("{outro:?}")),
    });
}

/// O primeiro valor obrigatório: no uso, vem entre o nome e as opções.
fn obrigatorio(binario: &Binario) -> Vec<String> {
    let ajuda = ajuda_de(binario);
    let uso = ajuda.lines().find_map(|linha| linha.strip_prefix("Uso: "));
    let falta = uso.and_then(|uso| uso.split(' ').find(|parte| parte.contains('<')));
    falta.map(str::to_owned).into_iter().collect()
}

fn ajuda_de(binario: &Binario) -> String {
    if caso(&binario.nome).excecao == Excecao::SemOpcoes {
        return String::new();
    }
    com(binario, &["--help"])
        .map(|fim| fim.saida)
        .unwrap_or_default()
}

#[derive(Debug)]
struct Valor {
    opcao: String,
    dado: &'static str,
    recusa: bool,
}

#[test]
fn valor_vazio_ou_errado_e_recusado_ou_serve_e_nunca_em_ingles() {
    provar_todos(valores, |binario, valor| {
        let dada = format!("{}={}", valor.opcao, valor.dado);
        let mut argumentos = caso(&binario.nome).sem(&valor.opcao);
        // Antes do mais: depois, um argumento de posição levaria o que o segue.
        argumentos.insert(0, &dada);
        match com(binario, &argumentos) {
            Ok(fim) if fim.status == Some(2) => defeito(&fim),
            Ok(fim) if matches!(fim.status, Some(0 | 1)) && !valor.recusa => {
                defeito(&fim)
            }
            outro => Some(format!("{outro:?}")),
        }
    });
}

fn valores(binario: &Binario) -> Vec<Valor> {
    let mut valores = Vec::new();
    for (opcao, padrao) in com_valor(&ajuda_de(binario)) {
        let numero = padrao.parse::<u64>().is_ok();
        let endereco = padrao.parse::<SocketAddr>().is_ok();
        valores.extend(["", "x", DEMAIS].map(|dado| Valor {
            opcao: opcao.to_owned(),
            dado,
            // Um número enorme pode servir, se é só um limite ou uma semente.
            recusa: endereco || numero && dado != DEMAIS,
        }));
    }
    valores
}

/// As opções que pedem valor, com o padrão de cada uma, como a ajuda as mostra.
fn com_valor(ajuda: &str) -> Vec<(&str, &str)> {
    let mut achadas: Vec<(&str, &str)> = Vec::new();
    for linha in ajuda.lines().map(str::trim_start) {
        if linha.starts_with("--")
            && let Some((opcao, _)) = linha.split_once(" <")
        {
            achadas.push((opcao, ""));
        }
        // A nota do padrão pode estar na mesma linha ou numa seguinte.
        if let (Some((_, nota)), Some(ultima)) =
            (linha.split_once("[padrão: "), achadas.last_mut())
        {
            ultima.1 = nota.trim_end_matches(']');
        }
    }
    achadas
}

#[test]
fn as_opcoes_se_leem_da_ajuda() {
    let ajuda = "Opções:\n      --limite <N>  Quantas [padrão: 64]\n      --eco  Só\n      \
                 --nome <NOME>\n          Um nome\n  -h, --help  Mostra\n";
    assert_eq!(com_valor(ajuda), [("--limite", "64"), ("--nome", "")]);
}
