//! A figura de uma execução: o diagrama, e o elemento que o percorre ou em que se joga.
//!
//! Os botões já vão na página, para que nada mude de lugar quando o roteiro chega.

use super::bloco::{Falha, obrigatorio};
use super::contexto::Contexto;
use super::figura::numerada;
use super::legenda::{self, conferir_alternativo};
use crate::desenho::figuras;
use crate::leitura::cerca::Cerca;
use crate::leitura::documento::Bloco;
use crate::leitura::execucao::{Execucao, PASTA};

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
) -> Result<String, Falha> {
    let titulo = obrigatorio(cerca, "legenda")?;
    let alternativo = obrigatorio(cerca, "alt")?;
    conferir_alternativo(contexto, alternativo)?;
    let titulo = legenda::desenhar(contexto, titulo, bloco.faixa.start);
    let (raiz, pasta) = (&contexto.oficina.raiz, contexto.documento.pasta());
    let execucao = Execucao::ler(&cerca.linguagem, &bloco.corpo, raiz, pasta)?;
    let (rotulo, id) = contexto.proxima_figura();
    let svg = figuras::preparar(&execucao.svg, &id, alternativo).map_err(|motivo| {
        (
            motivo,
            "grave o desenho de novo, no teste da listagem".to_owned(),
        )
    })?;
    let raiz = &contexto.ate_a_raiz;
    let (elemento, atributo, dentro) = match execucao.dados {
        Some(dados) => ("voce-e-a-rede", format!(" dados=\"{raiz}{dados}\""), JOGAR),
        None => ("passo-a-passo", String::new(), PERCORRER),
    };
    let imagem = format!(
        "<link rel=\"stylesheet\" href=\"{raiz}{PASTA}/rastro.css\">\
         <script type=\"module\" src=\"{raiz}{PASTA}/{elemento}.js\"></script>\
         {svg}<{elemento}{atributo}>{dentro}</{elemento}>"
    );
    Ok(numerada("desenho execucao", &id, &imagem, &rotulo, &titulo))
}
