//! Teste de prova da página: só é procurado pelo verificador, não é compilado.
const SAIDA: &str = include_str!("../saidas/anel.txt");
