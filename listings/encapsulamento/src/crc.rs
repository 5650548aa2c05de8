//! O CRC de 32 bits do Ethernet (IEEE 802.3): o resto da divisão do quadro,
//! visto como um polinômio de bits, por um polinômio fixo.

/// O polinômio do padrão, com os bits na ordem em que o fio os leva (o menos
/// significativo de cada byte primeiro).
const POLINOMIO: u32 = 0xEDB8_8320;

// ANCHOR: crc
/// O CRC-32 de `bytes`, bit a bit. As placas fazem o mesmo em hardware.
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut resto = u32::MAX;
    for &byte in bytes {
        resto ^= u32::from(byte);
        for _ in 0..8 {
            let sai_um = resto & 1 == 1;
            resto >>= 1;
            if sai_um {
                resto ^= POLINOMIO;
            }
        }
    }
    !resto
}
// ANCHOR_END: crc

/// O CRC na ordem em que vai ao fio: ao contrário dos outros campos, o byte
/// menos significativo primeiro.
pub fn fcs(bytes: &[u8]) -> [u8; 4] {
    crc32(bytes).to_le_bytes()
}
