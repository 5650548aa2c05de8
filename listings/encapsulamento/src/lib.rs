//! Um quadro Ethernet com um datagrama dentro, montado e aberto byte a byte.
//!
//! Cada camada trata como carga opaca o que recebe da de cima, põe o seu
//! cabeçalho na frente e passa adiante. Do outro lado, na ordem inversa, cada
//! uma confere e tira o seu:
//!
//! ```text
//! carga ─► UDP ─► IPv4 ─► Ethernet ─► (fio) ─► Ethernet ─► IPv4 ─► UDP ─► carga
//!          +8     +20     +14 (+4)              confere e tira, ou recusa
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`soma`] e [`crc`]: as duas maneiras de notar que um bit mudou;
//! 2. [`recusa`]: por que um quadro não foi aberto ou montado;
//! 3. [`leitor`]: tirar campos do começo de uma fatia, sem copiar;
//! 4. [`udp`], [`ipv4`], [`ethernet`]: uma camada cada, de cima para baixo;
//! 5. [`pilha`]: as três juntas, nos dois sentidos;
//! 6. [`hexadecimal`] e [`relato`]: ler e mostrar bytes, campo a campo;
//! 7. [`entrega`]: quanto tempo leva entregar, $T = L + n/B$;
//! 8. [`topologia`]: quem ainda conversa quando algo cai;
//! 9. [`desenho`]: as figuras do capítulo; [`argumentos`]: o que os programas leem.
//!
//! Segue as RFC 791 (IPv4), 768 (UDP) e 1071 (soma) e o padrão IEEE 802.3. Não
//! trata de fragmentos, IPv6, VLAN nem TCP: recusa-os, dizendo por quê.

pub mod argumentos;
pub mod crc;
pub mod desenho;
pub mod entrega;
pub mod ethernet;
pub mod hexadecimal;
pub mod ipv4;
pub mod leitor;
pub mod pilha;
pub mod recusa;
pub mod relato;
pub mod soma;
pub mod topologia;
pub mod udp;
