//! AMQP: tarefas que se repartem, avisos que se espalham, e a fila das mortas.
//!
//! ```text
//! tarefa-publicar ─► fila tarefas ─► tarefa-trabalhar ─► livro ─► confirmação
//!                        └─ recusada ─► tarefas.mortas ─► tarefa-mortas
//! avisos-dizer ─► exchange avisos ─► uma fila por ouvinte ─► avisos-ouvir
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`endereco`], [`onde`], [`conexao`]: onde está o broker, e insistir com prazo;
//! 2. [`topologia`]: as filas e a fila morta;
//! 3. [`tarefa`], [`livro`]: o trabalho, e o que faz dele um efeito só;
//! 4. [`publicador`], [`trabalhador`]: as duas confirmações;
//! 5. [`mortas`], [`avisos`].
//!
//! O protocolo é o AMQP 0-9-1, com as extensões do RabbitMQ: a confirmação de
//! publicação e a fila morta não estão na norma.

pub mod avisos;
pub mod conexao;
pub mod endereco;
pub mod livro;
pub mod mortas;
pub mod onde;
pub mod publicador;
pub mod tarefa;
pub mod topologia;
pub mod trabalhador;
