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
//! 2. [`conexao`], [`aceitar`]: escutar, conectar e aceitar com um teto;
//! 3. [`ola`], [`ola_cliente`]: a saudação e o eco;
//! 4. [`protocolo`]: o que cliente e servidor das salas se dizem;
//! 5. [`historia`], [`sala`], [`salas`], [`escrivao`]: gravar, e só então entregar;
//! 6. [`aperto`], [`balde`], [`sessao`], [`servidor`], [`tls`]: a porta e as conexões;
//! 7. [`memoria`], [`cliente`], [`entrada`], [`terminal`]: o cliente que reconecta;
//! 8. [`entregas`], [`assinantes`], [`comparar`]: polling, SSE e WebSocket medidos;
//! 9. [`carga`], [`multidao`], [`estatistica`]: as medidas de vazão e de memória.
//!
//! O HTTP segue as RFC 9110 e 9112; o WebSocket, a RFC 6455.

pub mod aceitar;
pub mod aperto;
pub mod assinantes;
pub mod balde;
pub mod carga;
pub mod cliente;
pub mod comparar;
pub mod conexao;
pub mod entrada;
pub mod entregas;
pub mod escrivao;
pub mod estatistica;
pub mod fecho;
pub mod historia;
pub mod limites;
pub mod memoria;
pub mod multidao;
pub mod ola;
pub mod ola_cliente;
pub mod protocolo;
pub mod sala;
pub mod salas;
pub mod servidor;
pub mod sessao;
pub mod terminal;
pub mod tls;
