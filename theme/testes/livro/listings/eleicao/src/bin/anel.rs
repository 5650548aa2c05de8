//! Programa de prova da página: só é citado, não é compilado.
fn main() {}
