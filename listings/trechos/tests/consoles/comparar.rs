//! O que a página mostra e o que o programa disse.

/// Como a página anota um número de processo e uma porta que serão outros.
const PROCESSO: &str = "4242";
const PORTA: &str = "50000";

/// Se a saída é a que a página mostra, inteira; `…` está por quaisquer linhas.
pub fn iguais(pagina: &[String], dito: &[String], numeros: bool) -> bool {
    match pagina.split_first() {
        None => dito.is_empty(),
        Some((linha, resto)) if linha.trim() == "…" => {
            (0..=dito.len()).any(|n| iguais(resto, &dito[n..], numeros))
        }
        Some((linha, resto)) => dito.split_first().is_some_and(|(dita, depois)| {
            casa(linha, dita, numeros) && iguais(resto, depois, numeros)
        }),
    }
}

/// Sem as linhas vazias, que o bash também põe, nem os espaços do fim.
pub fn limpas(linhas: &[String]) -> Vec<String> {
    let linhas = linhas.iter().map(|l| l.trim_end().to_owned());
    linhas.filter(|l| !l.is_empty()).collect()
}

fn casa(pagina: &str, dita: &str, numeros: bool) -> bool {
    if numeros {
        return geral(pagina) == geral(dita);
    }
    pagina == dita || {
        let (pagina, dita) = (numeros_de(pagina), numeros_de(dita));
        pagina.len() == dita.len()
            && pagina.iter().zip(&dita).all(|(um, outro)| {
                um == outro || (um == PROCESSO || um == PORTA) && e_numero(outro)
            })
    }
}

/// A linha com `#` no lugar de cada número e um espaço onde havia muitos: a largura da coluna
/// segue o número.
fn geral(linha: &str) -> String {
    let partes = numeros_de(linha).into_iter();
    let partes = partes.map(|p| if e_numero(&p) { "#".to_owned() } else { p });
    let linha: String = partes.collect();
    let palavras: Vec<_> = linha.split_whitespace().collect();
    palavras.join(" ").replace("#,#", "#").replace("#.#", "#")
}

/// A linha em pedaços, cada número sozinho no seu.
fn numeros_de(linha: &str) -> Vec<String> {
    let mut pedacos: Vec<String> = Vec::new();
    let mut era = None;
    for letra in linha.chars() {
        let e = letra.is_ascii_digit();
        if era != Some(e) {
            pedacos.push(String::new());
        }
        pedacos.last_mut().expect("acabou de nascer").push(letra);
        era = Some(e);
    }
    pedacos
}

fn e_numero(pedaco: &str) -> bool {
    pedaco.starts_with(|letra: char| letra.is_ascii_digit())
}

/// O processo que a linha anuncia: `processo 4242, 2 recados em …`.
pub fn processo(linha: &str) -> Option<String> {
    let (_, depois) = linha.split_once("processo ")?;
    numeros_de(depois)
        .into_iter()
        .next()
        .filter(|n| e_numero(n))
}

/// O comando da página, com o número que o leitor anotou.
pub fn com_o_processo(comando: &str, anotado: Option<&str>) -> Result<String, String> {
    match anotado {
        _ if !comando.contains(PROCESSO) => Ok(comando.to_owned()),
        Some(anotado) => Ok(comando.replace(PROCESSO, anotado)),
        None => Err(format!(
            "nenhum terminal disse o número que se escreve no lugar de {PROCESSO}"
        )),
    }
}
