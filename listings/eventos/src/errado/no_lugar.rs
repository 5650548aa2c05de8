//! ERRADO: o saldo mora num lugar fixo do arquivo, e mudar é escrever por cima.
//!
//! Uma transferência são duas escritas em lugares diferentes, e uma queda pode
//! cair entre elas. Pode cair até no meio de uma.

/// Duas linhas de 15 bytes: nome, espaço, dez algarismos, quebra.
pub const ANTES: &[u8] = b"ana 0000010000\nbia 0000005000\n";
const LINHA: usize = 15;

// ANCHOR: transferir
/// As escritas que uma transferência faz: onde, e o quê.
pub fn transferir(arquivo: &[u8], valor: u64) -> Vec<(usize, Vec<u8>)> {
    let (ana, bia) = saldos(arquivo);
    let linha = |nome: &str, saldo: u64| format!("{nome} {saldo:010}\n").into_bytes();
    vec![
        (0, linha("ana", ana - valor)),
        (LINHA, linha("bia", bia + valor)),
    ]
}

/// O arquivo que resta quando a energia cai depois de `chegaram` bytes.
pub fn cair(antes: &[u8], escritas: &[(usize, Vec<u8>)], chegaram: usize) -> Vec<u8> {
    let mut disco = antes.to_vec();
    let bytes = escritas
        .iter()
        .flat_map(|(onde, bytes)| (*onde..).zip(bytes));
    for (onde, byte) in bytes.take(chegaram) {
        disco[onde] = *byte;
    }
    disco
}
// ANCHOR_END: transferir

/// Os dois saldos, em centavos.
pub fn saldos(arquivo: &[u8]) -> (u64, u64) {
    let saldo = |linha: &[u8]| {
        let algarismos = linha[4..14].iter();
        algarismos.fold(0, |n, a| n * 10 + u64::from(a - b'0'))
    };
    (saldo(&arquivo[..LINHA]), saldo(&arquivo[LINHA..]))
}
