//! Sockets: duas pontas, um fluxo de bytes e tudo o que falta para conversar.
//!
//! O TCP entrega bytes, em ordem e sem buracos, mas não entrega *mensagens*:
//! quem escreve duas vezes pode ser lido uma vez só, e o contrário. Esta crate
//! começa por esse engano, põe fronteiras no fluxo e constrói sobre elas o
//! mesmo servidor de eco de quatro modos e um bate-papo de dois.
//!
//! ```text
//! chat-cliente ana ──quadro──► leitora ──► sala ──► caixa de ana ──► escritora ──► ana
//!                              (1 por       │  └──► caixa de bia ──► escritora ──► bia
//!                               cliente)    └─────► caixa de caio: cheia ──► desligado
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`quadro_ingenuo`]: a versão errada, uma leitura = uma mensagem;
//! 2. [`quadro`]: tamanho e carga, com limite; o decodificador incremental;
//! 3. [`conexao`]: escutar, aceitar e conectar, com os erros ditos por extenso;
//! 4. [`iterativo`]: um cliente por vez, e o que acontece com o segundo;
//! 5. [`por_thread`]: uma thread por conexão;
//! 6. [`pool`]: um número fixo de threads, e a conexão N+1 espera;
//! 7. [`encerramento`]: parar sem cortar ninguém no meio da frase;
//! 8. [`eco_assincrono`]: o mesmo eco, em tarefas do tokio;
//! 9. [`udp`]: datagramas, prazos, repetição e duplicatas;
//! 10. [`chat`]: o bate-papo com threads;
//! 11. [`chat_assincrono`]: o bate-papo com tokio;
//! 12. [`ataque`]: clientes malcriados, para experimentar e para os testes.
//!
//! O TCP segue a RFC 9293, o UDP a RFC 768; a interface de sockets vem do BSD
//! e está em Stevens, Fenner e Rudoff, *UNIX Network Programming* (2003).

pub mod ataque;
pub mod chat;
pub mod chat_assincrono;
pub mod conexao;
pub mod eco_assincrono;
pub mod encerramento;
pub mod iterativo;
pub mod pool;
pub mod por_thread;
pub mod quadro;
pub mod quadro_ingenuo;
pub mod udp;
