//! O que se digita depois de uma opção: entendido aqui, ou recusado com status 2.
//!
//! Cada função serve de `value_parser` do clap e, no erro, diz o que se esperava.
//! Todas têm teto: um número que programa nenhum consegue honrar é um engano de
//! quem digitou, e não um pânico depois de anunciar que está tudo pronto.

use std::net::SocketAddrV6;
use std::num::IntErrorKind;
use std::time::Duration;

/// O maior prazo que se aceita. Um dia já é mais do que alguém espera; e nenhuma
/// biblioteca, com milissegundos em 32 bits, transborda com ele.
const MAIOR_PRAZO: Duration = Duration::from_secs(86_400);

/// Os descritores que o Linux dá, no máximo, a um processo (o `fs.nr_open` de
/// fábrica): mais conexões do que isso ninguém atende.
const DESCRITORES: usize = 1 << 20;

/// Entende um prazo escrito como `300ms` ou `5s`; zero não é prazo.
///
/// # Errors
/// Uma frase que diz o formato esperado, para a mensagem de erro do programa.
pub fn duracao(texto: &str) -> Result<Duration, String> {
    let (numero, por_unidade) = match (texto.strip_suffix("ms"), texto.strip_suffix('s'))
    {
        (Some(numero), _) => (numero, 1),
        (None, Some(numero)) => (numero, 1000),
        (None, None) => (texto, 0),
    };
    // Só algarismos: o número existe, ainda que não caiba.
    let numero = match numero.parse::<u64>() {
        Err(erro) if *erro.kind() == IntErrorKind::PosOverflow => Ok(u64::MAX),
        lido => lido,
    };
    let prazo = numero.map(|n| Duration::from_millis(n.saturating_mul(por_unidade)));
    match prazo {
        Ok(prazo) if prazo > MAIOR_PRAZO => {
            Err(format!("o maior prazo é {}s", MAIOR_PRAZO.as_secs()))
        }
        Ok(prazo) if !prazo.is_zero() => Ok(prazo),
        _ => Err("escreva um número e a unidade, como 300ms ou 5s".to_owned()),
    }
}

/// Entende uma quantidade: inteiro maior que zero e até um bilhão.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn quantidade(texto: &str) -> Result<usize, String> {
    quantidade_ate::<1_000_000_000>(texto)
}

/// Entende quantas conexões ou clientes ao mesmo tempo: tantos quantos os
/// descritores que um processo pode ter.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn conexoes(texto: &str) -> Result<usize, String> {
    quantidade_ate::<DESCRITORES>(texto)
}

/// Entende uma quantidade com o teto que o programa consegue honrar.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn quantidade_ate<const MAIOR: usize>(texto: &str) -> Result<usize, String> {
    match texto.parse() {
        Ok(n) if n > MAIOR => Err(format!("o maior número que serve é {MAIOR}")),
        Ok(n) if n > 0 => Ok(n),
        // Só algarismos: o número existe, e nem cabe num `usize`.
        Err(_) if !texto.is_empty() && texto.bytes().all(|b| b.is_ascii_digit()) => {
            Err(format!("o maior número que serve é {MAIOR}"))
        }
        _ => Err("escreva um número inteiro maior que zero".to_owned()),
    }
}

/// Entende um endereço escrito como `HOST:PORTA`. Só a forma: o nome se procura
/// depois, e não achá-lo é outra falha.
///
/// # Errors
/// Uma frase que diz a forma esperada.
pub fn endereco(texto: &str) -> Result<String, String> {
    if tem_maquina_e_porta(texto) {
        return Ok(texto.to_owned());
    }
    Err(escreva_endereco("127.0.0.1:25000"))
}

pub(crate) fn tem_maquina_e_porta(texto: &str) -> bool {
    // Um IPv6 vem entre colchetes; sem eles, os dois-pontos seriam os da porta.
    if texto.starts_with('[') {
        return texto.parse::<SocketAddrV6>().is_ok();
    }
    let de_nome = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    texto.split_once(':').is_some_and(|(host, porta)| {
        let algarismos = porta.bytes().all(|b| b.is_ascii_digit());
        !host.is_empty()
            && host.chars().all(de_nome)
            && algarismos
            && porta.parse::<u16>().is_ok()
    })
}

pub(crate) fn escreva_endereco(exemplo: &str) -> String {
    format!("não é um endereço: escreva HOST:PORTA, como {exemplo}")
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn prazo_tem_unidade_e_nao_e_zero() {
        assert_eq!(duracao("300ms"), Ok(Duration::from_millis(300)));
        assert_eq!(duracao("5s"), Ok(Duration::from_secs(5)));
        for errado in ["5", "0s", "-1s", "s", "", "5m", "1.5s"] {
            assert!(duracao(errado).is_err(), "{errado:?} não devia ser aceito");
        }
    }

    #[test]
    fn prazo_e_quantidade_tem_teto_e_o_dizem() {
        assert_eq!(duracao("86400s"), Ok(MAIOR_PRAZO));
        let esperado = Err("o maior prazo é 86400s".to_owned());
        assert_eq!(duracao("86401s"), esperado);
        for demais in ["4294967295s", "99999999999s", "99999999999999999999ms"] {
            assert_eq!(duracao(demais), esperado);
        }
        assert_eq!(quantidade("1000000000"), Ok(1_000_000_000));
        for demais in ["1000000001", "18446744073709551615", "99999999999999999999"] {
            assert_eq!(
                quantidade(demais),
                Err("o maior número que serve é 1000000000".to_owned())
            );
            assert!(conexoes(demais).is_err());
        }
        assert_eq!(quantidade_ate::<3>("3"), Ok(3));
        assert!(quantidade_ate::<3>("4").is_err());
        for errado in ["", "0", "-1", "x", "1.5"] {
            assert_eq!(
                quantidade(errado),
                Err("escreva um número inteiro maior que zero".to_owned())
            );
        }
    }

    #[test]
    fn endereco_tem_maquina_e_porta_e_o_nome_nao_se_procura() {
        for certo in ["127.0.0.1:0", "[::1]:80", "nao-existe.invalid:65535"] {
            assert_eq!(endereco(certo), Ok(certo.to_owned()));
        }
        for errado in [
            "",
            "x",
            "25000",
            ":80",
            "host:",
            "host:65536",
            "host:-1",
            "a b:1",
            "http://h:1",
            "a:1,b:2",
            "eu@h:1",
            "h\u{1b}:1",
            "::1:1",
            "[::1:0",
            "[::1]x:1",
            "[a]:1",
            "a%b:1",
            "a\"b:1",
            "a:+1",
        ] {
            assert!(endereco(errado).is_err(), "{errado:?} não devia ser aceito");
        }
    }
}
