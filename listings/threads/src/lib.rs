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
//!
//! E, do capítulo 9: [`contador`] (somas que se perdem e que não se perdem),
//! [`contencao`] (quanto custa disputá-lo), [`mural`] (um contador que anuncia
//! outro dado), [`trava`] (uma trava feita à mão), [`filas`] e [`fila_limitada`]
//! (produtor e consumidor), [`mesa`] e [`filosofos`] (o impasse e suas quatro
//! condições). As primitivas vêm de [`sinc`], para que a `loom` possa trocá-las.

pub mod contador;
pub mod contencao;
pub mod custos;
pub mod fila_limitada;
pub mod filas;
pub mod filosofos;
pub mod medidas;
pub mod mesa;
pub mod mural;
pub mod panico;
pub mod placar;
pub mod sinc;
pub mod soma;
pub mod tarefas;
pub mod trava;
