//! Uma mensagem Protobuf, lida à mão: chave, valor, chave, valor, até acabar.
//!
//! Serve para entender o fio. Para o resto há o prost, que o teste usa para
//! conferir este módulo.

pub mod tela;

use crate::contrato::PedidoSomar;

/// Um campo como vem no fio: o número, e um valor cujo sentido só o esquema sabe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Campo<'a> {
    pub numero: u32,
    pub valor: Valor<'a>,
}

/// Os quatro jeitos de pôr um valor no fio que ainda se usam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Valor<'a> {
    /// Tipo 0: inteiro de tamanho variável.
    Varint(u64),
    /// Tipo 1: oito bytes, o menos significativo primeiro.
    Fixo64([u8; 8]),
    /// Tipo 2: comprimento e bytes. Texto, submensagens, listas.
    Bytes(&'a [u8]),
    /// Tipo 5: quatro bytes.
    Fixo32([u8; 4]),
}

/// Por que os bytes não são uma mensagem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeFio {
    #[error("a mensagem acaba no meio de um campo")]
    Cortada,
    #[error("um inteiro passa de dez bytes, ou de 64 bits")]
    VarintLongo,
    #[error("não existe o campo de número {0}")]
    NumeroDeCampo(u64),
    #[error("o tipo {0} não se usa")]
    Tipo(u64),
    #[error("o campo {0} veio com outro tipo")]
    OutroTipo(u32),
    #[error("o campo {0} não é texto UTF-8")]
    Utf8(u32),
}

// ANCHOR: varint
/// Tira um inteiro de tamanho variável do começo de `bytes`.
///
/// # Errors
/// [`ErroDeFio::Cortada`] e [`ErroDeFio::VarintLongo`].
pub fn varint(bytes: &mut &[u8]) -> Result<u64, ErroDeFio> {
    let mut valor = 0;
    for posicao in 0..10 {
        let (&byte, resto) = bytes.split_first().ok_or(ErroDeFio::Cortada)?;
        *bytes = resto;
        // Nove bytes dão 63 bits: do décimo só cabe um.
        if posicao == 9 && byte > 1 {
            break;
        }
        valor |= u64::from(byte & 0x7f) << (7 * posicao);
        if byte & 0x80 == 0 {
            return Ok(valor);
        }
    }
    Err(ErroDeFio::VarintLongo)
}
// ANCHOR_END: varint

// ANCHOR: campo
/// Tira um campo inteiro do começo de `bytes`: a chave e o que ela anuncia.
///
/// # Errors
/// Veja [`ErroDeFio`].
pub fn campo<'a>(bytes: &mut &'a [u8]) -> Result<Campo<'a>, ErroDeFio> {
    let chave = varint(bytes)?;
    let numero = u32::try_from(chave)
        .map(|chave| chave >> 3)
        .map_err(|_| ErroDeFio::NumeroDeCampo(chave >> 3))?;
    let valor = match chave & 7 {
        0 => Valor::Varint(varint(bytes)?),
        1 => Valor::Fixo64(*fixo(bytes)?),
        2 => {
            let tamanho = varint(bytes)?;
            // O tamanho vem de fora: confere-se antes de acreditar.
            let tamanho = usize::try_from(tamanho).map_err(|_| ErroDeFio::Cortada)?;
            let partes = bytes.split_at_checked(tamanho);
            let (valor, resto) = partes.ok_or(ErroDeFio::Cortada)?;
            *bytes = resto;
            Valor::Bytes(valor)
        }
        5 => Valor::Fixo32(*fixo(bytes)?),
        tipo => return Err(ErroDeFio::Tipo(tipo)),
    };
    match numero {
        0 => Err(ErroDeFio::NumeroDeCampo(0)),
        _ => Ok(Campo { numero, valor }),
    }
}
// ANCHOR_END: campo

fn fixo<'a, const N: usize>(bytes: &mut &'a [u8]) -> Result<&'a [u8; N], ErroDeFio> {
    let (valor, resto) = bytes.split_first_chunk().ok_or(ErroDeFio::Cortada)?;
    *bytes = resto;
    Ok(valor)
}

/// Desfaz o zigue-zague de `sint64`: 0, 1, 2, 3, 4… são 0, −1, 1, −2, 2…
pub fn zigue_zague(n: u64) -> i64 {
    (n >> 1).cast_signed() ^ -(n & 1).cast_signed()
}

// ANCHOR: somar
/// Lê um `PedidoSomar`. É aqui que os números ganham nome, pelo esquema.
///
/// # Errors
/// Veja [`ErroDeFio`].
pub fn pedido_somar(mut bytes: &[u8]) -> Result<PedidoSomar, ErroDeFio> {
    let mut pedido = PedidoSomar::default();
    while !bytes.is_empty() {
        let campo = campo(&mut bytes)?;
        match (campo.numero, campo.valor) {
            (1, Valor::Bytes(b)) => pedido.chave = texto(1, b)?,
            (2, Valor::Varint(n)) => pedido.parcela = zigue_zague(n),
            (3, Valor::Bytes(b)) => pedido.intencao = texto(3, b)?,
            (n @ 1..=3, _) => return Err(ErroDeFio::OutroTipo(n)),
            // Um campo que este esquema não tem: quem mandou é de outra versão.
            _ => {}
        }
    }
    Ok(pedido)
}
// ANCHOR_END: somar

fn texto(numero: u32, bytes: &[u8]) -> Result<String, ErroDeFio> {
    String::from_utf8(bytes.to_vec()).map_err(|_| ErroDeFio::Utf8(numero))
}
