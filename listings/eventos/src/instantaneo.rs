//! Instantâneos: o estado em certo ponto, para não reler tudo desde o começo.
//!
//! Um instantâneo é um atalho, nunca a fonte: se faltar ou estiver estragado,
//! o log refaz tudo. É um texto, e a última linha é a soma das outras:
//!
//! ```text
//! instantaneo 1 IDENTIDADE EVENTO BYTE SOMA
//! conta ana 7000 3
//! chave pix-17 2 depositado ana 10000
//! soma 1a2b3c4d
//! ```

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::contas::{Contas, Situacao};
use crate::dinheiro::Centavos;
use crate::evento::Fato;
use crate::log::arquivo::sincronizar_pasta;
use crate::log::soma;

/// Um instantâneo maior não é lido: reler o log é o pior que acontece.
const MAIOR: u64 = 256 * 1024 * 1024;

/// A palavra com que todos começam.
const PALAVRA: &str = "instantaneo ";

/// O ponto do log que um instantâneo cobre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ponto {
    /// A identidade do log.
    pub identidade: u64,
    /// O byte em que acaba o último evento coberto.
    pub fim: u64,
    /// A soma gravada ali.
    pub soma: u32,
}

/// O arquivo do instantâneo de um log.
pub fn caminho(log: &Path) -> PathBuf {
    let mut nome = log.as_os_str().to_owned();
    nome.push(".instantaneo");
    nome.into()
}

/// Onde o novo se escreve, antes de tomar o nome do anterior.
fn provisorio(log: &Path) -> PathBuf {
    let mut nome = caminho(log).into_os_string();
    nome.push(".novo");
    nome.into()
}

/// Escreve o estado como texto.
pub fn codificar(contas: &Contas, ponto: Ponto) -> String {
    let Ponto {
        identidade,
        fim,
        soma: ultima,
    } = ponto;
    let numero = contas.ultimo;
    let mut texto = format!("instantaneo 1 {identidade:x} {numero} {fim} {ultima:x}\n");
    for (conta, Situacao { saldo, versao }) in &contas.contas {
        texto += &format!("conta {conta} {} {versao}\n", saldo.0);
    }
    for (chave, (numero, fato)) in &contas.chaves {
        texto += &format!("chave {chave} {numero} {}\n", fato.codificar());
    }
    let soma = soma(texto.as_bytes());
    texto + &format!("soma {soma:08x}\n")
}

/// Desfaz [`codificar`]; `None` se um só caractere não é o que ela escreve.
pub fn decodificar(texto: &str) -> Option<(Contas, Ponto)> {
    let (corpo, fim) = texto.split_at_checked(texto.len().checked_sub(14)?)?;
    let lida = fim.strip_prefix("soma ")?.strip_suffix('\n')?;
    if lida != format!("{:08x}", soma(corpo.as_bytes())) {
        return None;
    }
    let mut linhas = corpo.lines();
    let (numero, ponto) = ponto_de(linhas.next()?)?;
    let mut contas = Contas {
        ultimo: numero,
        ..Contas::default()
    };
    for linha in linhas {
        incluir(&mut contas, linha)?;
    }
    Some((contas, ponto))
}

fn ponto_de(linha: &str) -> Option<(u64, Ponto)> {
    let mut partes = linha.strip_prefix("instantaneo 1 ")?.split(' ');
    let identidade = u64::from_str_radix(partes.next()?, 16).ok()?;
    let numero = partes.next()?.parse().ok()?;
    let fim = partes.next()?.parse().ok()?;
    let soma = u32::from_str_radix(partes.next()?, 16).ok()?;
    Some((
        numero,
        Ponto {
            identidade,
            fim,
            soma,
        },
    ))
}

fn incluir(contas: &mut Contas, linha: &str) -> Option<()> {
    let (tipo, resto) = linha.split_once(' ')?;
    let mut partes = resto.splitn(3, ' ');
    let (nome, segunda, terceira) = (partes.next()?, partes.next()?, partes.next()?);
    if tipo == "conta" {
        let (saldo, versao) = (Centavos(segunda.parse().ok()?), terceira.parse().ok()?);
        contas
            .contas
            .insert(nome.parse().ok()?, Situacao { saldo, versao });
    } else {
        let feito = (segunda.parse().ok()?, Fato::decodificar(terceira)?);
        contas.chaves.insert(nome.parse().ok()?, feito);
    }
    Some(())
}

// ANCHOR: gravar
/// Grava o instantâneo: ou o novo fica inteiro, ou o velho continua.
///
/// # Errors
/// Se o disco falhou; o instantâneo anterior, se havia, fica como estava.
pub fn gravar(log: &Path, texto: &str) -> io::Result<()> {
    let (destino, novo) = (caminho(log), provisorio(log));
    let gravado = escrever(&novo, texto).and_then(|()| fs::rename(&novo, &destino));
    if gravado.is_err() {
        let _ = fs::remove_file(&novo); // meio instantâneo não serve a ninguém
    }
    gravado?;
    sincronizar_pasta(&destino)
}

fn escrever(novo: &Path, texto: &str) -> io::Result<()> {
    let mut arquivo = File::create(novo)?;
    arquivo.write_all(texto.as_bytes())?;
    // Antes de trocar o nome: senão a queda deixaria o nome certo num vazio.
    arquivo.sync_all()
}
// ANCHOR_END: gravar

/// O arquivo que está no lugar do instantâneo, ou do provisório, e não é um: gravar
/// o apagaria. O que uma queda cortou é nosso, até se nem uma palavra chegou ao disco.
///
/// # Errors
/// Se há um, e não se consegue lê-lo.
pub fn alheio(log: &Path) -> io::Result<Option<PathBuf>> {
    for caminho in [caminho(log), provisorio(log)] {
        // Do nome, e não do alvo: trocar o nome poria um arquivo no lugar do atalho.
        let nosso = match fs::symlink_metadata(&caminho) {
            Err(erro) if erro.kind() == ErrorKind::NotFound => continue,
            dados => dados?.is_file() && comeca_bem(&caminho)?,
        };
        if !nosso {
            return Ok(Some(caminho));
        }
    }
    Ok(None)
}

fn comeca_bem(caminho: &Path) -> io::Result<bool> {
    let mut comeco = Vec::new();
    let mut inicio = File::open(caminho)?.take(PALAVRA.len() as u64);
    inicio.read_to_end(&mut comeco)?;
    Ok(PALAVRA.as_bytes().starts_with(&comeco))
}

/// Lê o instantâneo do disco: `None` se não há, `Err` com o motivo se não serve.
///
/// # Errors
/// Uma frase para o aviso: quem chama segue sem o instantâneo.
pub fn ler(log: &Path) -> Result<Option<(Contas, Ponto)>, &'static str> {
    let caminho = caminho(log);
    // Abrir um pipe sem ninguém do outro lado esperaria para sempre.
    if fs::metadata(&caminho).is_ok_and(|m| !m.is_file()) {
        return Err("não é um arquivo");
    }
    let arquivo = match File::open(caminho) {
        Ok(arquivo) => arquivo,
        Err(erro) if erro.kind() == ErrorKind::NotFound => return Ok(None),
        Err(_) => return Err("não consegui abri-lo"),
    };
    let mut texto = String::new();
    let lido = arquivo.take(MAIOR).read_to_string(&mut texto);
    let decodificado = lido.ok().and_then(|_| decodificar(&texto));
    decodificado.map(Some).ok_or("está estragado")
}
