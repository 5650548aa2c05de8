//! O que um rank faz com as coletivas: o programa que o usuário escreveria.

use crate::coletivas::{allreduce, aplicar, broadcast, gather, reduce, scatter};
use crate::erro::Erro;
use crate::grupo::Grupo;
use crate::numero::{Elemento, Operacao};
use crate::pedido::{Pedido, Tarefa};
use crate::recado::Relato;

const CINCO: [Tarefa; 5] = [
    Tarefa::Broadcast,
    Tarefa::Scatter,
    Tarefa::Gather,
    Tarefa::Reduce,
    Tarefa::Allreduce,
];

/// Faz a tarefa uma vez para cada raiz e relata cada coletiva que termina.
///
/// # Errors
/// O primeiro que uma coletiva ou o relato der.
pub fn executar<T: Elemento + Default>(
    grupo: &mut Grupo,
    pedido: &Pedido,
    valores: &[T],
    mut relatar: impl FnMut(Relato) -> Result<(), Erro>,
) -> Result<(), Erro> {
    let tarefas = match &pedido.tarefa {
        Tarefa::Todas => &CINCO[..],
        uma => std::slice::from_ref(uma),
    };
    for &raiz in &pedido.raiz {
        for &tarefa in tarefas {
            grupo.comecar();
            let ficou = fazer(grupo, tarefa, raiz, pedido.operacao, valores)?;
            let (rodadas, recebidas) = grupo.contas();
            relatar(Relato {
                coletiva: format!("{tarefa:?}").to_lowercase(),
                raiz,
                rodadas,
                recebidas,
                valores: ficou.map(|v| v.into_iter().map(T::texto).collect()),
            })?;
        }
    }
    Ok(())
}

/// Uma coletiva; devolve com o que este rank ficou.
fn fazer<T: Elemento + Default>(
    grupo: &mut Grupo,
    tarefa: Tarefa,
    raiz: usize,
    operacao: Operacao,
    valores: &[T],
) -> Result<Option<Vec<T>>, Erro> {
    let n = grupo.tamanho();
    let meus = || repartir(valores, n).swap_remove(grupo.rank);
    let da_raiz = || match grupo.rank == raiz {
        true => valores.to_vec(),
        // Só a raiz sabe os dados: os outros esperam por eles.
        false => Vec::new(),
    };
    match tarefa {
        Tarefa::Broadcast => broadcast(grupo, raiz, da_raiz()).map(Some),
        Tarefa::Scatter => scatter(grupo, raiz, repartir(&da_raiz(), n)).map(Some),
        Tarefa::Gather => Ok(gather(grupo, raiz, meus())?.map(|todos| todos.concat())),
        Tarefa::Reduce => reduce(grupo, raiz, operacao, meus()),
        Tarefa::Allreduce | Tarefa::Todas => allreduce(grupo, operacao, meus()).map(Some),
        Tarefa::Soma => soma(grupo, raiz, &da_raiz()),
    }
}

// ANCHOR: soma
/// A soma de um vetor que só a raiz tem: reparte, soma cada um o seu, reúne.
fn soma<T: Elemento + Default>(
    grupo: &mut Grupo,
    raiz: usize,
    valores: &[T],
) -> Result<Option<Vec<T>>, Erro> {
    let partes = repartir(valores, grupo.tamanho());
    let meus = scatter(grupo, raiz, partes)?;
    let parcial = meus
        .into_iter()
        .try_fold(T::default(), |a, b| aplicar(Operacao::Soma, a, b))?;
    reduce(grupo, raiz, Operacao::Soma, vec![parcial])
}
// ANCHOR_END: soma

/// Corta em `n` blocos seguidos; os primeiros levam um a mais se não der certo.
pub fn repartir<T: Clone>(valores: &[T], n: usize) -> Vec<Vec<T>> {
    let (base, sobra) = (valores.len() / n, valores.len() % n);
    let mut resto = valores;
    (0..n)
        .map(|i| {
            let (bloco, depois) = resto.split_at(base + usize::from(i < sobra));
            resto = depois;
            bloco.to_vec()
        })
        .collect()
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn repartir_nao_perde_nem_desequilibra() {
        for quantos in 0..40 {
            let valores: Vec<_> = (0..quantos).collect();
            for n in 1..=16 {
                let blocos = repartir(&valores, n);
                assert_eq!(blocos.len(), n);
                assert_eq!(blocos.concat(), valores);
                let tamanhos = blocos.iter().map(Vec::len);
                let diferenca = tamanhos.clone().max().unwrap() - tamanhos.min().unwrap();
                assert!(diferenca <= 1, "{quantos} em {n} blocos");
            }
        }
    }
}
