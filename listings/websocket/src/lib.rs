//! HTTP e WebSocket: uma conversa que começa em HTTP e passa a ter duas mãos.
//!
//! Dois servidores. O da saudação é o menor que ainda se defende; o das salas
//! acrescenta o que uma conversa de verdade pede: ordem, história em disco,
//! retomada sem buraco nem repetição, presença.
//!
//! ```text
//! navegador ──GET /─────────────► página
//! cliente ───GET /salas, Upgrade► 101 ► sessão ──fala──► escrivão ──► disco
//!                                        ▲                  │
//!                                        └──fila limitada───┘ (depois do disco)
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`limites`], [`fecho`]: os tetos, e os códigos com que uma conexão acaba;
//! 2. [`conexao`], [`tls`]: escutar, conectar e cifrar;
//! 3. [`aperto`], [`porta`], [`pulso`]: do HTTP ao WebSocket, e quem ainda vive;
//! 4. [`ola`], [`ola_cliente`], [`entrada`], [`dizer`]: a saudação e o eco;
//! 5. [`protocolo`]: o que cliente e servidor das salas se dizem;
//! 6. [`registro`], [`linhas`], [`troca`], [`historia`]: gravar;
//! 7. [`lugar`], [`sala`], [`estante`], [`salas`], [`escrivao`]: e só então entregar;
//! 8. [`casa`], [`servidor`], [`rota`], [`ponta`], [`chegada`], [`sessao`], [`balde`]: as conexões;
//! 9. [`aviso`], [`memoria`], [`conversa`], [`cliente`], [`terminal`]: o cliente que reconecta;
//! 10. [`entregas`], [`assinantes`], [`comparar`]: polling, SSE e WebSocket medidos;
//! 11. [`carga`], [`eco_tcp`], [`multidao`], [`estatistica`]: as medidas de vazão e de memória.
//!
//! O HTTP segue as RFC 9110 e 9112; o WebSocket, a RFC 6455.

pub mod aperto;
pub mod assinantes;
pub mod aviso;
pub mod balde;
pub mod carga;
pub mod casa;
pub mod chegada;
pub mod cliente;
pub mod comparar;
pub mod conexao;
pub mod conversa;
pub mod dizer;
pub mod eco_tcp;
pub mod entrada;
pub mod entregas;
pub mod escrivao;
pub mod estante;
pub mod estatistica;
pub mod fecho;
pub mod historia;
pub mod limites;
pub mod linhas;
pub mod lugar;
pub mod memoria;
pub mod multidao;
pub mod ola;
pub mod ola_cliente;
pub mod ponta;
pub mod porta;
pub mod protocolo;
pub mod pulso;
pub mod registro;
pub mod rota;
pub mod sala;
pub mod salas;
pub mod servidor;
pub mod sessao;
pub mod terminal;
pub mod tls;
pub mod troca;
