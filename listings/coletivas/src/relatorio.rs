//! O que o lançador mostra: cada coletiva, o que custou e com o que cada um ficou.

use std::io;

use apoio::programa::escrever_linha;

use crate::recado::Relato;

/// Escreve os relatos; `por_posto[p][i]` é o que o posto `p` disse da coletiva `i`.
///
/// # Errors
/// Se não conseguir escrever.
pub fn mostrar(por_posto: &[Vec<Relato>], mensagens: bool) -> io::Result<()> {
    let coletivas = por_posto.first().map_or(0, Vec::len);
    for i in 0..coletivas {
        let relatos: Vec<_> = por_posto.iter().filter_map(|r| r.get(i)).collect();
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
    let total = relatos.iter().map(|r| r.recebidas.len()).sum();
    let valores = |r: &Relato| r.recebidas.iter().map(|m| m.valores).sum::<usize>();
    let levados = relatos.iter().map(|r| valores(r)).sum();
    let mut linhas = vec![format!(
        "{}, raiz {}: {} em {}, {}",
        relatos[0].coletiva,
        relatos[0].raiz,
        contar(total, "mensagem", "mensagens"),
        contar(rodadas as usize, "rodada", "rodadas"),
        contar(levados, "valor levado", "valores levados"),
    )];
    if mensagens {
        linhas.extend(por_rodada(relatos));
    }
    for (posto, relato) in relatos.iter().enumerate() {
        match relato.valores.as_deref() {
            Some([]) => linhas.push(format!("posto {posto}: nada")),
            Some(valores) => linhas.push(format!("posto {posto}: {}", valores.join(" "))),
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
        let valores = contar(valores, "valor", "valores");
        format!("  rodada {rodada}: {de} → {para} ({valores})")
    };
    todas.into_iter().map(linha).collect()
}

fn contar(n: usize, um: &str, varios: &str) -> String {
    format!("{n} {}", if n == 1 { um } else { varios })
}
