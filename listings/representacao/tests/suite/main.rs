//! O comportamento, pela face pública da biblioteca: nenhum processo é iniciado aqui.

mod cadeias;
mod impossiveis;
mod perdas;
mod propriedades;
mod vetores;
