//! As cinco coletivas. Todos os ranks chamam a mesma função, na mesma ordem;
//! o que cada um faz nela depende do seu lugar na árvore.

use crate::arvore::{filhos, pai};
use crate::erro::Erro;
use crate::grupo::Grupo;
use crate::numero::{Elemento, Operacao};

// ANCHOR: broadcast
/// A raiz tem `dados`; no fim, todos têm. O que os outros passam é ignorado.
pub fn broadcast<T: Elemento>(
    grupo: &mut Grupo,
    raiz: usize,
    mut dados: Vec<T>,
) -> Result<Vec<T>, Erro> {
    let eu = grupo.relativo(raiz);
    if let Some(pai) = pai(eu) {
        dados = grupo.receber(grupo.absoluto(pai, raiz))?.concat();
    }
    for filho in filhos(eu, grupo.tamanho()) {
        grupo.enviar(grupo.absoluto(filho, raiz), std::slice::from_ref(&dados))?;
    }
    Ok(dados)
}
// ANCHOR_END: broadcast

// ANCHOR: scatter
/// A raiz tem um bloco para cada rank; no fim, cada um tem o seu.
pub fn scatter<T: Elemento>(
    grupo: &mut Grupo,
    raiz: usize,
    mut blocos: Vec<Vec<T>>,
) -> Result<Vec<T>, Erro> {
    let eu = grupo.relativo(raiz);
    match pai(eu) {
        // Daqui em diante, na ordem da árvore: a raiz é a primeira.
        None => blocos.rotate_left(raiz),
        Some(pai) => blocos = grupo.receber(grupo.absoluto(pai, raiz))?,
    }
    for filho in filhos(eu, grupo.tamanho()) {
        // A metade de trás do que sobrou é, inteira, da subárvore deste filho.
        let dele = blocos.split_off((filho - eu).min(blocos.len()));
        grupo.enviar(grupo.absoluto(filho, raiz), &dele)?;
    }
    Ok(blocos.concat())
}
// ANCHOR_END: scatter

/// Cada rank tem um bloco; no fim, a raiz tem todos, na ordem dos ranks.
pub fn gather<T: Elemento>(
    grupo: &mut Grupo,
    raiz: usize,
    bloco: Vec<T>,
) -> Result<Option<Vec<Vec<T>>>, Erro> {
    let eu = grupo.relativo(raiz);
    let mut blocos = vec![bloco];
    for filho in filhos(eu, grupo.tamanho()).into_iter().rev() {
        blocos.extend(grupo.receber(grupo.absoluto(filho, raiz))?);
    }
    match pai(eu) {
        Some(pai) => grupo.enviar(grupo.absoluto(pai, raiz), &blocos)?,
        None => {
            blocos.rotate_right(raiz);
            return Ok(Some(blocos));
        }
    }
    Ok(None)
}

/// Cada rank tem um vetor; no fim, a raiz tem a redução, posição a posição.
pub fn reduce<T: Elemento>(
    grupo: &mut Grupo,
    raiz: usize,
    operacao: Operacao,
    mut parcial: Vec<T>,
) -> Result<Option<Vec<T>>, Erro> {
    let eu = grupo.relativo(raiz);
    for filho in filhos(eu, grupo.tamanho()).into_iter().rev() {
        let filho = grupo.absoluto(filho, raiz);
        let dele = grupo.receber(filho)?.concat();
        parcial = combinar(operacao, &parcial, &dele, filho)?;
    }
    let Some(pai) = pai(eu) else {
        return Ok(Some(parcial));
    };
    grupo.enviar(grupo.absoluto(pai, raiz), &[parcial])?;
    Ok(None)
}

/// Como [`reduce`], mas o resultado fica com todos: reduz no rank 0 e difunde.
///
/// São 2⌈log₂ n⌉ rodadas. A dobra recursiva faria em ⌈log₂ n⌉, com todos
/// falando ao mesmo tempo nos dois sentidos.
pub fn allreduce<T: Elemento>(
    grupo: &mut Grupo,
    operacao: Operacao,
    meus: Vec<T>,
) -> Result<Vec<T>, Erro> {
    let total = reduce(grupo, 0, operacao, meus)?;
    broadcast(grupo, 0, total.unwrap_or_default())
}

/// Reduz dois vetores, posição a posição.
fn combinar<T: Elemento>(
    operacao: Operacao,
    meus: &[T],
    dele: &[T],
    outro: usize,
) -> Result<Vec<T>, Erro> {
    if meus.len() != dele.len() {
        let (dele, meus) = (dele.len(), meus.len());
        return Err(Erro::Tamanhos { outro, dele, meus });
    }
    let pares = meus.iter().zip(dele);
    pares.map(|(&a, &b)| aplicar(operacao, a, b)).collect()
}

/// Reduz dois valores.
///
/// # Errors
/// Se o resultado não cabe no tipo.
pub fn aplicar<T: Elemento>(operacao: Operacao, a: T, b: T) -> Result<T, Erro> {
    T::aplicar(operacao, a, b).ok_or_else(|| Erro::Estouro {
        operacao,
        a: a.texto(),
        b: b.texto(),
    })
}
