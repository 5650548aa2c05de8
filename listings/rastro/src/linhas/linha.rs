//! Um evento como uma linha do arquivo o conta.

use serde::{Deserialize, Serialize};

use crate::evento::{Acao, Mensagem};

const TIPOS: &str = "envio, recepcao, perda, duplicacao, local, prazo, queda, volta";

/// Um evento como o arquivo o conta.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Linha {
    pub no: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordem: Option<usize>,
    pub tipo: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mensagem: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub para: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub texto: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relogio: Option<String>,
}

pub fn preencher(linha: &mut Linha, acao: &Acao, mensagens: &mut usize) {
    let tipo = match acao {
        Acao::Envio { para, texto } => {
            linha.mensagem = Some(*mensagens);
            linha.para = Some(*para);
            linha.texto = Some(texto.clone());
            *mensagens += 1;
            "envio"
        }
        Acao::Duplicacao { mensagem } => {
            linha.mensagem = Some(mensagem.0);
            *mensagens += 1;
            "duplicacao"
        }
        Acao::Recepcao { mensagem } => {
            linha.mensagem = Some(mensagem.0);
            "recepcao"
        }
        Acao::Perda { mensagem } => {
            linha.mensagem = Some(mensagem.0);
            "perda"
        }
        Acao::Local { texto } => {
            linha.texto = Some(texto.clone());
            "local"
        }
        Acao::Prazo { texto } => {
            linha.texto = Some(texto.clone());
            "prazo"
        }
        Acao::Queda => "queda",
        Acao::Volta => "volta",
    };
    linha.tipo = tipo.to_owned();
}

/// A ação que a linha conta; num envio, também o número que ela dá à mensagem.
pub fn acao(linha: &Linha) -> Result<(Acao, Option<usize>), String> {
    let falta =
        |campo: &str| format!("falta “{campo}” num evento do tipo {}", linha.tipo);
    let mensagem = || {
        linha
            .mensagem
            .map(Mensagem)
            .ok_or_else(|| falta("mensagem"))
    };
    let texto = || linha.texto.clone().ok_or_else(|| falta("texto"));
    let acao = match linha.tipo.as_str() {
        "envio" => {
            let para = linha.para.ok_or_else(|| falta("para"))?;
            let texto = texto()?;
            return Ok((Acao::Envio { para, texto }, Some(mensagem()?.0)));
        }
        "recepcao" => Acao::Recepcao {
            mensagem: mensagem()?,
        },
        "perda" => Acao::Perda {
            mensagem: mensagem()?,
        },
        "duplicacao" => Acao::Duplicacao {
            mensagem: mensagem()?,
        },
        "local" => Acao::Local { texto: texto()? },
        "prazo" => Acao::Prazo { texto: texto()? },
        "queda" => Acao::Queda,
        "volta" => Acao::Volta,
        outro => {
            return Err(format!(
                "não há evento do tipo “{outro}”; os tipos são: {TIPOS}"
            ));
        }
    };
    Ok((acao, None))
}
