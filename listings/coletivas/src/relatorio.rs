//! O que o lançador mostra: cada coletiva, o que custou e com o que cada um ficou.

use std::io;

use apoio::programa::escrever_linha;
use apoio::texto::quantos;

use crate::recado::Relato;

/// Escreve os relatos; `por_rank[p][i]` é o que o rank `p` disse da coletiva `i`.
///
/// # Errors
/// Se não conseguir escrever.
pub fn mostrar(por_rank: &[Vec<Relato>], mensagens: bool) -> io::Result<()> {
    let coletivas = por_rank.first().map_or(0, Vec::len);
    for i in 0..coletivas {
        let relatos: Vec<_> = por_rank.iter().filter_map(|r| r.get(i)).collect();
        for linha in linhas(&relatos, mensagens) {
            if !escrever_linha(linha)? {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn linhas(relatos: &[&Relato], mensagens: bool) -> Vec<String> {
    let rodadas = relatos.iter().map(|r| r.rodadas).max().unwrap_or(0);
    let total: usize = relatos.iter().map(|r| r.recebidas.len()).sum();
    let valores = |r: &Relato| r.recebidas.iter().map(|m| m.valores).sum::<usize>();
    let levados: usize = relatos.iter().map(|r| valores(r)).sum();
    let mut linhas = vec![format!(
        "{}, raiz {}: {} em {}, {}",
        relatos[0].coletiva,
        relatos[0].raiz,
        quantos(total, "mensagem", "mensagens"),
        quantos(rodadas as usize, "rodada", "rodadas"),
        quantos(levados, "valor levado", "valores levados"),
    )];
    if mensagens {
        linhas.extend(por_rodada(relatos));
    }
    for (rank, relato) in relatos.iter().enumerate() {
        match relato.valores.as_deref() {
            Some([]) => linhas.push(format!("rank {rank}: nada")),
            Some(valores) => linhas.push(format!("rank {rank}: {}", valores.join(" "))),
            None => {}
        }
    }
    linhas
}

fn por_rodada(relatos: &[&Relato]) -> Vec<String> {
    let mut todas = Vec::new();
    for (para, relato) in relatos.iter().enumerate() {
        let dele = relato.recebidas.iter();
        todas.extend(dele.map(|m| (m.rodada, m.de, para, m.valores)));
    }
    todas.sort_unstable();
    let linha = |(rodada, de, para, valores)| {
        let valores = quantos(valores, "valor", "valores");
        format!("  rodada {rodada}: {de} → {para} ({valores})")
    };
    todas.into_iter().map(linha).collect()
}
