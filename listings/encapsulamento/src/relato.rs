//! O quadro campo a campo: em que byte está, que bytes são, o que querem dizer.

use apoio::texto::escapar;

use crate::ethernet::{self, Forma, Quadro};
use crate::hexadecimal::escrever;
use crate::ipv4::Pacote;
use crate::pilha::{Aberto, desencapsular};
use crate::recusa::Recusa;
use crate::udp::{self, Datagrama};

/// Quantos bytes cabem numa linha.
const POR_LINHA: usize = 8;

/// Um trecho do quadro com nome.
#[derive(Debug, Clone)]
pub struct Campo {
    pub nome: &'static str,
    pub bytes: usize,
    pub valor: String,
}

/// Uma camada e seus campos, na ordem em que viajam.
#[derive(Debug, Clone)]
pub struct Parte {
    pub titulo: &'static str,
    pub campos: Vec<Campo>,
}

fn campo(nome: &'static str, bytes: usize, valor: impl ToString) -> Campo {
    let valor = valor.to_string();
    Campo { nome, bytes, valor }
}

/// O quadro inteiro repartido: os campos, juntos, cobrem todos os bytes.
///
/// # Errors
/// A recusa da camada que não aceitou o quadro.
pub fn repartir(bytes: &[u8], forma: Forma) -> Result<Vec<Parte>, Recusa> {
    let Aberto {
        quadro,
        pacote,
        datagrama,
    } = desencapsular(bytes, forma)?;
    let carga = datagrama.carga;
    let mut partes = vec![
        do_ethernet(&quadro),
        do_ipv4(&pacote),
        do_udp(&datagrama),
        Parte {
            titulo: "carga",
            campos: vec![campo("da aplicação", carga.len(), texto(carga))],
        },
    ];
    partes.extend(do_fim(bytes, &quadro, &pacote, forma));
    partes.retain(|parte| parte.campos.iter().any(|c| c.bytes > 0));
    Ok(partes)
}

fn do_ethernet(quadro: &Quadro<'_>) -> Parte {
    let campos = vec![
        campo("placa de destino", 6, quadro.destino),
        campo("placa de origem", 6, quadro.origem),
        campo("tipo", 2, "IPv4"),
    ];
    Parte {
        titulo: "Ethernet",
        campos,
    }
}

fn do_ipv4(pacote: &Pacote<'_>) -> Parte {
    let cabecalho = 20 + pacote.opcoes.len();
    let total = cabecalho + pacote.carga.len();
    let bandeira = if pacote.nao_fragmente {
        "não fragmente"
    } else {
        "pode fragmentar"
    };
    let mut campos = vec![
        campo(
            "versão e cabeçalho",
            1,
            format_args!("4, {cabecalho} bytes"),
        ),
        campo("serviço", 1, pacote.servico),
        campo("tamanho total", 2, total),
        campo("identificação", 2, pacote.identificacao),
        campo("fragmentação", 2, bandeira),
        campo("TTL", 1, pacote.vida),
        campo("protocolo", 1, "17, UDP"),
        campo("soma do cabeçalho", 2, "confere"),
        campo("origem", 4, pacote.origem),
        campo("destino", 4, pacote.destino),
        campo("opções", pacote.opcoes.len(), "não interpretadas"),
    ];
    campos.retain(|c| c.bytes > 0);
    Parte {
        titulo: "IPv4",
        campos,
    }
}

fn do_udp(datagrama: &Datagrama<'_>) -> Parte {
    let soma = if datagrama.com_soma {
        "confere"
    } else {
        "ausente: nada protege a carga"
    };
    let campos = vec![
        campo("porta de origem", 2, datagrama.origem),
        campo("porta de destino", 2, datagrama.destino),
        campo("tamanho", 2, udp::CABECALHO + datagrama.carga.len()),
        campo("soma", 2, soma),
    ];
    Parte {
        titulo: "UDP",
        campos,
    }
}

/// O que vem depois da carga: enchimento, que ninguém lê, e o CRC.
fn do_fim(
    bytes: &[u8],
    quadro: &Quadro<'_>,
    pacote: &Pacote<'_>,
    forma: Forma,
) -> Vec<Parte> {
    let usados = 20 + pacote.opcoes.len() + pacote.carga.len();
    let enchimento = quadro.carga.len() - usados;
    let crc = bytes.len() - ethernet::CABECALHO - quadro.carga.len();
    let confere = if forma == Forma::NoFio { "confere" } else { "" };
    let mut campos = vec![
        campo("enchimento", enchimento, "ignorado"),
        campo("CRC", crc, confere),
    ];
    campos.retain(|c| c.bytes > 0);
    vec![Parte {
        titulo: "fim do Ethernet",
        campos,
    }]
}

fn texto(carga: &[u8]) -> String {
    let Ok(texto) = str::from_utf8(carga) else {
        return "não é texto UTF-8".to_owned();
    };
    let inicio: String = texto.chars().take(24).collect();
    let reticencias = if inicio.len() < texto.len() {
        "…"
    } else {
        ""
    };
    format!("\"{}\"{reticencias}", escapar(&inicio))
}

/// As linhas da tabela: `byte  bytes  campo  valor`, com um título por camada.
///
/// # Errors
/// A recusa da camada que não aceitou o quadro.
pub fn linhas(bytes: &[u8], forma: Forma) -> Result<Vec<String>, Recusa> {
    let mut linhas = Vec::new();
    let mut posicao = 0;
    for parte in repartir(bytes, forma)? {
        let tamanho: usize = parte.campos.iter().map(|c| c.bytes).sum();
        let plural = if tamanho == 1 { "" } else { "s" };
        linhas.push(format!("{}, {tamanho} byte{plural}", parte.titulo));
        for Campo {
            nome,
            bytes: quantos,
            valor,
        } in parte.campos
        {
            let mut rotulo = (nome, valor);
            for pedaco in bytes[posicao..posicao + quantos].chunks(POR_LINHA) {
                let hex = escrever(pedaco);
                let (nome, valor) = std::mem::take(&mut rotulo);
                let linha = format!("{posicao:>5}  {hex:<23}  {nome:<18}  {valor}");
                linhas.push(linha.trim_end().to_owned());
                posicao += pedaco.len();
            }
        }
    }
    Ok(linhas)
}
