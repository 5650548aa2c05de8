//! Kafka.
pub mod conferencia;
pub mod consumidor;
pub mod contador;
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
