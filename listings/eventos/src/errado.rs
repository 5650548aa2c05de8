//! Duas maneiras de guardar um saldo que uma queda estraga, e a tabela que as
//! põe ao lado da que resiste.
//!
//! Em todas, ana tem 100,00, bia tem 50,00 e uma queda interrompe a
//! transferência depois de cada número possível de bytes. Uma forma certa só
//! mostra dois estados: o de antes e o de depois.

pub mod no_lugar;
pub mod quedas;
pub mod sem_soma;
