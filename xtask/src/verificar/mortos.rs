//! Recusa arquivo de listagem que ninguém mostra nem usa.
//!
//! O que é “usar” está em [`super::usados`]. Além do código: um caso de `tests/ui` tem de ser
//! mostrado ou citado por um teste, um `.stderr` precisa do seu `.rs`, e uma saída de `saidas/`
//! tem de ser mostrada **e** comparada por um teste, que são os dois motivos de ela existir.

use super::comando::{analisar, do_cargo};
use super::comandos::comandos;
use super::listagens::{Arquivo, Listagem};
use super::modulos::sem_comentarios;
use super::usados::usados;
use super::{Livro, Problema, Recusa, recusa};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

struct Uso {
    mostrados: BTreeSet<PathBuf>,
    usados: BTreeSet<PathBuf>,
    /// Todo o código de `tests/` de todas as crates.
    testes: String,
}

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let listagens = &livro.acervo.listagens;
    let testes = listagens.iter().flat_map(|l| {
        let dos_testes = l.em("tests");
        dos_testes.filter(|a| l.compilados.contains(&a.caminho))
    });
    let testes: String = testes.map(|a| sem_comentarios(&a.texto) + "\n").collect();
    let uso = Uso {
        mostrados: livro.incluidos().map(|(arquivo, _)| arquivo).collect(),
        usados: usados(listagens, &chamados(livro, &testes)),
        testes,
    };
    for listagem in listagens {
        for arquivo in &listagem.arquivos {
            let recusa = recusar(listagem, arquivo, &uso);
            let caminho = &arquivo.caminho;
            problemas.extend(recusa.map(|(m, r)| Problema::novo(caminho, 1, m, r)));
        }
    }
}

/// Os programas que um teste ou um comando do livro chama pelo nome.
fn chamados(livro: &Livro<'_>, testes: &str) -> BTreeSet<String> {
    let textos = comandos(livro);
    let chamadas = textos.iter().flat_map(|(_, texto, _)| do_cargo(texto));
    let lidas = chamadas.filter_map(|palavras| analisar(&palavras).ok());
    let nos_comandos: Vec<_> = lidas.filter(|c| c.acao == "run").collect();
    let mut chamados = BTreeSet::new();
    for listagem in &livro.acervo.listagens {
        let unico = listagem.programas.len() == 1;
        for programa in listagem.programas.keys() {
            let no_teste = testes.contains(&format!("CARGO_BIN_EXE_{programa}\""))
                || testes.contains(&format!("\"{programa}\""));
            let no_livro = nos_comandos.iter().any(|c| {
                c.pacotes.contains(&listagem.nome)
                    && c.alvos.first().map_or(unico, |(_, p)| p == programa)
            });
            chamados.extend((no_teste || no_livro).then(|| programa.clone()));
        }
    }
    chamados
}

/// Motivo e remédio, quando o arquivo sobra.
fn recusar(listagem: &Listagem, arquivo: &Arquivo, uso: &Uso) -> Option<Recusa> {
    let dentro = arquivo.caminho.strip_prefix(&listagem.pasta).ok()?;
    let mostrado = uso.mostrados.contains(&arquivo.caminho);
    if dentro.starts_with("saidas") {
        return recusar_saida(dentro, mostrado, uso);
    }
    if dentro.starts_with("tests/ui") {
        return recusar_caso(listagem, arquivo, mostrado, uso);
    }
    if dentro.starts_with("rede") || dentro.starts_with("rastros") {
        return recusar_execucao(dentro, uso);
    }
    if mostrado || dentro.extension().is_none_or(|e| e != "rs") {
        return None;
    }
    let compila = dentro.starts_with("src") || dentro.starts_with("tests");
    if compila && !listagem.compilados.contains(&arquivo.caminho) {
        return Some(recusa(
            "nenhum `mod` alcança este arquivo: o Cargo não o compila",
            "declare-o com `mod` no arquivo acima dele, ou apague-o",
        ));
    }
    let usado = !dentro.starts_with("src") || uso.usados.contains(&arquivo.caminho);
    let mapa = dentro == Path::new("src/lib.rs") && so_declara(&arquivo.texto);
    let motivo = "nenhum capítulo mostra este arquivo e nenhum teste o usa";
    let remedio = "mostre-o num capítulo, use-o num teste, ou apague-o";
    (!usado && !mapa).then(|| recusa(motivo, remedio))
}

/// Um `lib.rs` que só declara módulos é um mapa; se eles sobram, eles é que são recusados.
fn so_declara(texto: &str) -> bool {
    sem_comentarios(texto).lines().map(str::trim).all(|l| {
        let declara =
            l.ends_with(';') && (l.starts_with("mod ") || l.starts_with("pub mod "));
        l.is_empty() || l.starts_with("#") || declara
    })
}

fn recusar_saida(dentro: &Path, mostrada: bool, uso: &Uso) -> Option<Recusa> {
    let nome = dentro.file_name()?.to_string_lossy();
    if !mostrada {
        return Some(recusa(
            "nenhum capítulo mostra esta saída",
            "inclua-a num bloco console, ou apague-a",
        ));
    }
    let raiz = Path::new(nome.as_ref()).file_stem()?.to_string_lossy();
    let comparada =
        uso.testes.contains(nome.as_ref()) || uso.testes.contains(&format!("\"{raiz}\""));
    let motivo = "nenhum teste compara esta saída com o programa";
    let remedio = format!("escreva um teste que rode o programa e compare com {nome}");
    (!comparada).then(|| recusa(motivo, remedio))
}

/// O exercício e o diagrama só valem se um teste os grava pelo nome.
fn recusar_execucao(dentro: &Path, uso: &Uso) -> Option<Recusa> {
    let nome = dentro.file_stem()?.to_string_lossy();
    let gravada = uso.testes.contains(&format!("\"{nome}\""));
    let chamada = format!("conferir_exercicio ou conferir_diagrama com \"{nome}\"");
    let remedio = format!("chame {chamada}, ou apague-a");
    (!gravada).then(|| recusa("nenhum teste grava esta execução", remedio))
}

fn recusar_caso(
    listagem: &Listagem,
    arquivo: &Arquivo,
    mostrado: bool,
    uso: &Uso,
) -> Option<Recusa> {
    if arquivo.caminho.extension().is_some_and(|e| e == "stderr") {
        let caso = arquivo.caminho.with_extension("rs");
        let motivo = "resposta do compilador sem o código que a provoca";
        let remedio = "escreva o .rs de mesmo nome, ou apague esta resposta";
        let falta = listagem.arquivo(&caso).is_none();
        return falta.then(|| recusa(motivo, remedio));
    }
    let nome = arquivo.caminho.file_name()?.to_string_lossy();
    let citado =
        uso.testes.contains("ui/*.rs") || uso.testes.contains(&format!("ui/{nome}"));
    let motivo = "nenhum capítulo mostra este caso e nenhum teste o usa";
    let remedio = "mostre-o num capítulo, cite-o num teste, ou apague-o";
    (!mostrado && !citado).then(|| recusa(motivo, remedio))
}
