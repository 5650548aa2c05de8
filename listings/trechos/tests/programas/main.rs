//! Todo programa do curso, um por um, sem ninguém ter de se lembrar dele: sem
//! argumentos, com `--help`, com uma opção que não existe, com valores vazios ou
//! errados, sem quem leia a saída, sem entrada, com o disco cheio. Espera-se
//! português, o status da convenção (0 deu certo, 1 falhou ao rodar, 2 os
//! argumentos estão errados), nenhum pânico, e que termine.
//!
//! Em ordem de leitura: `caso` e `tabela` (o que cada programa é), `lista` (onde
//! estão), `rodada` (uma execução), `juizo` (o que nenhuma pode mostrar); depois as
//! provas: `opcoes`, `pontas` e `estranhos`. Em `trechos`, à parte, os trechos soltos do livro.

mod caso;
mod estranhos;
mod juizo;
mod lista;
mod opcoes;
mod paralelo;
#[cfg(unix)]
mod pontas;
mod rodada;
mod tabela;
mod trechos;
