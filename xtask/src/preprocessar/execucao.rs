//! Os blocos `rede` e `rastro`: uma execução que se joga, ou que se percorre.
//!
//! Os dois incluem o que um teste da listagem grava: `listings/X/rede/NOME.json`, que tem ao lado
//! o desenho de mesmo nome, ou `listings/X/rastros/NOME.svg`. A figura tem o diagrama, que está lá
//! também sem JavaScript, e o elemento que o percorre ou em que se joga; os botões já vão na página,
//! para que nada mude de lugar quando o roteiro chega.

use super::{contexto::Contexto, figura::numerada, legenda::rotulos};
use crate::desenho::figuras;
use crate::leitura::cerca::Cerca;
use crate::leitura::documento::Bloco;
use crate::leitura::inclusao::Trecho;
use crate::leitura::livro::EXECUCOES;
use crate::problema::{Recusa, com_barras, recusa};

const PERCORRER: &str = "<p class=\"comandos so-js\" role=\"group\" aria-label=\"Percorrer a execução\">\
    <button type=\"button\" data-ir=\"inicio\">Início</button>\
    <button type=\"button\" data-ir=\"antes\">Anterior</button>\
    <button type=\"button\" data-ir=\"tocar\">Tocar</button>\
    <button type=\"button\" data-ir=\"depois\">Próximo</button>\
    <button type=\"button\" data-ir=\"fim\">Fim</button></p>\
    <p class=\"so-js\" role=\"status\"></p>";

const JOGAR: &str = "<p class=\"so-js\"><button type=\"button\" class=\"botao\">Jogar: você é a rede</button></p>";

pub fn montar(
    contexto: &mut Contexto<'_>,
    cerca: &Cerca,
    bloco: &Bloco,
    trecho: Option<&Trecho>,
) -> Result<String, Recusa> {
    let (titulo, alternativo) = rotulos(contexto, cerca, bloco)?;
    let (svg, dados) = ler(contexto, &cerca.linguagem, bloco, trecho)?;
    let (rotulo, id) = contexto.proxima_figura();
    let svg = figuras::preparar(&svg, &id, alternativo).map_err(|motivo| {
        recusa(motivo, "grave o desenho de novo, no teste da listagem")
    })?;
    let raiz = &contexto.ate_a_raiz;
    let (elemento, atributo, dentro) = match dados {
        Some(dados) => ("voce-e-a-rede", format!(" dados=\"{raiz}{dados}\""), JOGAR),
        None => ("passo-a-passo", String::new(), PERCORRER),
    };
    let imagem = format!(
        "<link rel=\"stylesheet\" href=\"{raiz}{EXECUCOES}/rastro.css\">\
         <script type=\"module\" src=\"{raiz}{EXECUCOES}/{elemento}.js\"></script>\
         {svg}<{elemento}{atributo}>{dentro}</{elemento}>"
    );
    Ok(numerada("desenho execucao", &id, &imagem, &rotulo, &titulo))
}

/// O diagrama e, se nele se joga, onde o site tem o exercício.
fn ler(
    contexto: &Contexto<'_>,
    linguagem: &str,
    bloco: &Bloco,
    trecho: Option<&Trecho>,
) -> Result<(String, Option<String>), Recusa> {
    let (dentro, extensao) = match linguagem {
        "rede" => ("rede", "json"),
        _ => ("rastros", "svg"),
    };
    let gravado = format!("listings/<tema>/{dentro}/<nome>.{extensao}");
    let remedio = format!("inclua {gravado}, que um teste da listagem grava");
    let recusar = |motivo: String| recusa(motivo, &remedio);
    let inteiro = trecho.filter(|_| !bloco.corpo.contains(':'));
    let Some(Trecho { arquivo, texto, .. }) = inteiro else {
        return Err(recusar(format!(
            "o bloco {linguagem} não inclui um arquivo"
        )));
    };
    let nome = com_barras(arquivo);
    let partes: Vec<&str> = nome.split('/').collect();
    let ["listings", listagem, da_pasta, folha] = partes[..] else {
        return Err(recusar(format!("{nome} não é de uma listagem")));
    };
    if da_pasta != dentro || !folha.ends_with(&format!(".{extensao}")) {
        return Err(recusar(format!("{nome} não serve a um bloco {linguagem}")));
    }
    if linguagem == "rastro" {
        return Ok((texto.clone(), None));
    }
    if serde_json::from_str::<serde_json::Value>(texto).is_err() {
        return Err(recusar(format!("{nome} não é JSON")));
    }
    let desenho = arquivo.with_extension("svg");
    let svg = std::fs::read_to_string(contexto.oficina.raiz.join(&desenho));
    let motivo = format!("falta o desenho do exercício, {}", com_barras(&desenho));
    let remedio = "grave-o com conferir_exercicio, no teste da listagem";
    let svg = svg.map_err(|_| recusa(motivo, remedio))?;
    Ok((svg, Some(format!("{EXECUCOES}/{listagem}/{folha}"))))
}
