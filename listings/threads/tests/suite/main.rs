//! O que as threads, as travas e as filas fazem, pela face pública.

mod fila;
mod medidas;
mod mesa;
mod panico;
mod soma;
mod tarefas;
mod trava;
