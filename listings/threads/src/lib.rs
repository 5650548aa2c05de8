//! Processos e threads: quem divide memória com quem, e o que o compilador
//! exige para deixar dividir.
//!
//! ```text
//! nó ──► processo ──► thread     cada processo tem a sua memória;
//!            │    ├──► thread     as threads dele, a mesma.
//!            │    └──► thread
//!            └──► processo
//! ```
//!
//! Em ordem de leitura: [`soma`] (repartir um trabalho entre threads, com posse
//! e com empréstimo), [`panico`] (o que acontece com quem espera uma thread que
//! falhou), [`placar`] (a memória que threads dividem e processos não);
//! [`tarefas`] (calcular ou esperar, com quantas threads), [`custos`] (quanto
//! custa criar e trocar) e [`medidas`] (o arquivo dos resultados).

pub mod custos;
pub mod medidas;
pub mod panico;
pub mod placar;
pub mod soma;
pub mod tarefas;
