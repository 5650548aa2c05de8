//! Kafka: o log repartido, quem o lê em grupo, e o que se conta uma vez.
//!
//! ```text
//! produtor ──chave──► partição 0 │0│1│2│3│… ──► membro A ─┐
//!          └────────► partição 1 │0│1│2│…   ──► membro B ─┴─ um grupo
//!                                     └──────► outro grupo, no seu passo
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`registro`], [`topico`], [`ligacao`]: o que se guarda, onde, e como chegar lá;
//! 2. [`embutido`], [`demo`]: o broker que vem dentro, e tudo de uma vez;
//! 3. [`produtor`]: a fila, os lotes e os recibos;
//! 4. [`consumidor`]: o efeito primeiro, a confirmação depois, também ao devolver;
//! 5. [`deposito`]: a repetição que não repete o efeito;
//! 6. [`grupo`]: as partições que mudam de dono;
//! 7. [`contador`]: ler, contar e escrever numa transação;
//! 8. [`conferencia`], [`leitura`]: registros numerados, e a conta do que faltou;
//! 9. [`erro`], [`diario`], [`fim`], [`vigia`]: o que os programas dizem, e como terminam.
//!
//! Quem fala o protocolo é o librdkafka, pelo rdkafka.

pub mod conferencia;
pub mod consumidor;
pub mod contador;
pub mod demo;
pub mod deposito;
pub mod diario;
pub mod embutido;
pub mod erro;
pub mod fim;
pub mod grupo;
pub mod leitura;
pub mod ligacao;
pub mod produtor;
pub mod registro;
pub mod topico;
pub mod vigia;
