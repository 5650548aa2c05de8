//! Comunicação coletiva entre processos de verdade, por TCP, em árvores.
//!
//! Um lançador inicia n processos do mesmo programa. Cada um recebe um número,
//! o rank, conta ao lançador onde escuta e recebe a tabela de todos:
//!
//! ```text
//! lançador ──vaga──► rank 0..n-1        rank i ◄──── TCP ────► rank j
//!    ▲ ───tabela───►                        (um par, uma conexão)
//!    └──── relatos, queixas, fim ── rank
//! ```
//!
//! Depois os ranks falam só entre si. As coletivas seguem uma árvore binomial,
//! e o número de rodadas é contado pelas próprias mensagens.
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`arvore`]: quem é pai de quem;
//! 2. [`numero`]: o que viaja e como se reduz;
//! 3. [`coletivas`]: broadcast, scatter, gather, reduce e allreduce;
//! 4. [`grupo`]: mandar e receber de um rank, contando rodadas;
//! 5. [`tarefa`]: o programa que usa as coletivas;
//! 6. [`quadro`] e [`recado`]: as mensagens no fio;
//! 7. [`encontro`] e [`rank`]: a vida de um processo do grupo;
//! 8. [`filhos`], [`chegadas`], [`lancador`] e [`fracasso`]: quem inicia, ouve,
//!    vigia e encerra;
//! 9. [`pedido`], [`relatorio`], [`erro`] e [`figura`]: a linha de comando, o
//!    que se mostra, o que dá errado e o desenho da árvore.
//!
//! Simplificações: todos os processos na mesma máquina; envio e recepção
//! bloqueiam; a morte de um rank encerra o grupo, como no MPI de costume.

pub mod arvore;
pub mod chegadas;
pub mod coletivas;
pub mod encontro;
pub mod erro;
pub mod figura;
pub mod filhos;
pub mod fracasso;
pub mod grupo;
pub mod lancador;
pub mod numero;
pub mod pedido;
pub mod quadro;
pub mod rank;
pub mod recado;
pub mod relatorio;
pub mod tarefa;
