//! O mesmo trabalho de três modos: numa thread, em threads repartidas à mão e
//! com o rayon, que rouba tarefas.
//!
//! ```text
//! sequencial   ████████████████████████
//! threads      ████████████            uma parte para cada uma, fixa
//!              ████████████████        quem pegou a parte cara atrasa todas
//! rayon        ██████████████          quem acaba rouba de quem não acabou
//!              ██████████████
//! ```
//!
//! Em ordem de leitura: [`contagem`] (contar palavras: map-reduce), [`ordenacao`]
//! (dividir para conquistar), [`mandelbrot`] (partes de custo desigual),
//! [`amdahl`] (quanto se pode ganhar), [`medidas`] e [`medicao`] (quanto se
//! ganhou).

pub mod amdahl;
pub mod contagem;
pub mod mandelbrot;
pub mod medicao;
pub mod medidas;
pub mod modo;
pub mod ordenacao;
