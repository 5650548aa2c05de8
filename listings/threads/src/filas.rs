//! Uma fila com lugar contado entre quem produz e quem consome, em três passos.
//!
//! [`s1_se`] confere uma vez só e acorda para uma fila vazia; [`s2_um_aviso`]
//! confere de novo, mas acorda quem não devia e deixa dormir quem devia;
//! [`fila_limitada`](crate::fila_limitada) é a que se usa.

pub mod s1_se;
pub mod s2_um_aviso;
