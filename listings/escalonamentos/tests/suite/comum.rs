//! Programas pequenos para os testes: todos os de certo tamanho, e uma
//! aritmética que não deixa dois caminhos darem o mesmo por acaso.

use std::collections::{BTreeMap, BTreeSet};

use escalonamentos::acao::{Acao, Tipo, Transacao};
use escalonamentos::expressao::{Conta, Expressao};
use escalonamentos::programas::{Passo, Programas};

/// Todos os programas de uma transação com até `maior` passos sobre x e y.
pub fn programas_de(transacao: u8, maior: usize) -> Vec<Vec<Acao>> {
    let mut todos: Vec<Vec<Acao>> = vec![Vec::new()];
    let mut ultimos = todos.clone();
    for _ in 0..maior {
        let mut novos = Vec::new();
        for programa in &ultimos {
            for (tipo, item) in [
                (Tipo::Le, "x"),
                (Tipo::Escreve, "x"),
                (Tipo::Le, "y"),
                (Tipo::Escreve, "y"),
            ] {
                let mut novo = programa.clone();
                novo.push(Acao {
                    transacao: Transacao(transacao),
                    tipo,
                    item: item.to_owned(),
                });
                novos.push(novo);
            }
        }
        todos.extend(novos.clone());
        ultimos = novos;
    }
    todos.retain(|programa| !programa.is_empty());
    todos
}

/// Uma aritmética que lembra tudo: o que se escreve depende de cada valor que a
/// transação viu, de quem escreve e de em que passo.
pub fn com_contas(programas: &[Vec<Acao>]) -> Programas {
    let inicial = [("x".to_owned(), 1), ("y".to_owned(), 2)];
    let passos_de = |acoes: &Vec<Acao>| {
        let mut vistos = BTreeSet::new();
        let mut passos = Vec::new();
        for (k, acao) in acoes.iter().enumerate() {
            passos.push(match acao.tipo {
                Tipo::Le => Passo::Le(acao.item.clone()),
                Tipo::Escreve => {
                    let semente = i64::from(acao.transacao.0) * 7 + k as i64 * 3;
                    let conta = vistos.iter().fold(
                        Expressao::Numero(semente),
                        |conta, item: &String| {
                            let vezes =
                                juntar(conta, Conta::Produto, Expressao::Numero(31));
                            juntar(vezes, Conta::Soma, Expressao::Item(item.clone()))
                        },
                    );
                    Passo::Escreve(acao.item.clone(), conta)
                }
            });
            vistos.insert(acao.item.clone());
        }
        passos
    };
    Programas {
        inicial: inicial.into(),
        transacoes: programas
            .iter()
            .map(|acoes| (acoes[0].transacao, passos_de(acoes)))
            .collect::<BTreeMap<_, _>>(),
    }
}

fn juntar(a: Expressao, conta: Conta, b: Expressao) -> Expressao {
    Expressao::Conta(Box::new(a), conta, Box::new(b))
}

/// Um programa na notação de costume, sem repetir o número.
pub fn programa(transacao: u8, texto: &str) -> Vec<Acao> {
    let texto = texto.replace('(', &format!("{transacao}("));
    let lido = escalonamentos::leitor::ler(&texto);
    lido.expect("o programa do teste devia ser lido").acoes
}
