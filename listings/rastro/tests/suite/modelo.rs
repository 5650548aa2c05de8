//! Um sistema de atores: o que se verifica, se simula, se exporta e se conta.

mod atores;
mod encurtar;
mod passos;
mod simulacao;
mod tabela;
mod verificacao;
