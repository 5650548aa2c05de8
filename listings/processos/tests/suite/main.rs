//! O anel, o quadro e o supervisor, sem processo algum.

mod anel;
mod quadro;
mod supervisor;
