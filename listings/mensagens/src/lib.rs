//! Mensagens: para quem vão, como ficam em bytes e quantas vezes chegam.
//!
//! ```text
//!             ┌ unicast, multicast, broadcast, anycast ┐   destinos
//! remetente ──┤ id, origem, destino, tipo, carga       ├──► receptor
//!             └ JSON, MessagePack, Protobuf            ┘   formato
//!                     │
//!                     ▼  um canal que perde, repete e embaralha
//!             pare e espere: uma vez e em ordem
//!             contador: no máximo, ao menos, efeito de exatamente uma vez
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`mensagem`]: o que toda mensagem diz de si;
//! 2. [`formato`]: a mesma mensagem em três serializações, com limite de tamanho;
//! 3. [`destinos`]: os quatro destinos, em loopback;
//! 4. [`canal`]: a ida e a volta, de verdade e em tempo virtual;
//! 5. [`adversario`]: quem perde, repete e atrasa, por semente;
//! 6. [`pare_e_espere`]: a entrega confiável, uma mensagem por vez;
//! 7. [`bit_alternado`]: quantos bits precisa ter o número;
//! 8. [`utilizacao`]: quanto do enlace o pare e espere aproveita;
//! 9. [`contador`]: o mesmo serviço com três semânticas de entrega.
//! 10. [`opcoes`], [`entrada`] e [`tela`]: os argumentos, o teclado e a saída dos
//!     programas.

pub mod adversario;
pub mod bit_alternado;
pub mod canal;
pub mod contador;
pub mod destinos;
pub mod entrada;
pub mod formato;
pub mod mensagem;
pub mod opcoes;
pub mod pare_e_espere;
pub mod tela;
pub mod utilizacao;
