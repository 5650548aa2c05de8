//! Um executor em quatro passos, cada um o defeito do anterior consertado.
//!
//! [`s1_gira`] pergunta sem parar; [`s2_dorme`] espera ser acordado; [`fila`] e
//! [`s3_fila`] conduzem muitas tarefas; [`s4_agenda`] sabe que horas são.

pub mod fila;
pub mod s1_gira;
pub mod s2_dorme;
pub mod s3_fila;
pub mod s4_agenda;
