//! Os três modos de cada trabalho, e a leitura das medidas.

mod medidas;
mod modos;
