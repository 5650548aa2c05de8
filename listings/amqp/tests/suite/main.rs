//! O que se promete de filas e exchanges.

#[path = "../comum/mod.rs"]
mod comum;

mod rabbitmq;
