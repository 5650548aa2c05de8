//! Ler um escalonamento na notação de costume: `r1(x) w1(x) r2(x)`.

use crate::acao::{Acao, Escalonamento, Tipo, Transacao};
use crate::cursor::{Cursor, Engano, Posicao};

/// O grafo compara cada passo com todos os anteriores: com mil, meio milhão.
pub const MAIS_PASSOS: usize = 1000;

/// Um escalonamento e onde cada ação está escrita.
#[derive(Debug)]
pub struct Lido {
    pub acoes: Escalonamento,
    pub onde: Vec<Posicao>,
}

/// Lê um escalonamento; espaços, vírgulas, linhas e comentários com `#` separam.
///
/// # Errors
/// O primeiro engano do texto.
pub fn ler(texto: &str) -> Result<Lido, Engano> {
    let mut cursor = Cursor::novo(texto);
    let mut lido = Lido {
        acoes: Vec::new(),
        onde: Vec::new(),
    };
    loop {
        cursor.saltar(true);
        if cursor.acabou() {
            break;
        }
        if lido.acoes.len() == MAIS_PASSOS {
            return Err(cursor.engano(format!("há mais de {MAIS_PASSOS} passos")));
        }
        lido.onde.push(cursor.onde());
        lido.acoes.push(acao(&mut cursor)?);
        cursor.saltar(true);
        cursor.aceitar(',');
    }
    match lido.acoes.is_empty() {
        true => Err(cursor.engano("o escalonamento está vazio".to_owned())),
        false => Ok(lido),
    }
}

fn acao(cursor: &mut Cursor<'_>) -> Result<Acao, Engano> {
    let tipo = tipo(cursor)?;
    let transacao = transacao(cursor)?;
    cursor.exigir('(')?;
    cursor.saltar(false);
    let item = cursor.item()?;
    cursor.exigir(')')?;
    Ok(Acao {
        transacao,
        tipo,
        item,
    })
}

/// `r` ou `w`, maiúscula ou não.
pub(crate) fn tipo(cursor: &mut Cursor<'_>) -> Result<Tipo, Engano> {
    if cursor.aceitar('r') || cursor.aceitar('R') {
        return Ok(Tipo::Le);
    }
    if cursor.aceitar('w') || cursor.aceitar('W') {
        return Ok(Tipo::Escreve);
    }
    Err(cursor.esperava("r (ler) ou w (escrever)"))
}

/// O número de uma transação, de 1 a 255.
pub(crate) fn transacao(cursor: &mut Cursor<'_>) -> Result<Transacao, Engano> {
    let antes = cursor.engano("não há transação 0: os números começam em 1".to_owned());
    match cursor.numero("o número da transação")? {
        0 => Err(antes),
        numero => Ok(Transacao(numero)),
    }
}
