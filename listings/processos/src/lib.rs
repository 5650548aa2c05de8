//! Vários processos: criar, esperar, matar, conversar e pôr de pé outra vez.
//!
//! ```text
//!            ┌─ quadro: faixa ──►  trabalhador 0
//!  mestre ───┤                     trabalhador 1   morreu: a faixa volta à fila
//!            └◄─ quadro: feita ──  trabalhador 2
//!     │
//!     └─ supervisor: quando reiniciar, e quando desistir
//! ```
//!
//! Em ordem de leitura: [`fim`] (como um processo terminou) e [`vida`] (em que
//! estado está); [`quadro`] e [`protocolo`] (mensagens num fluxo de bytes),
//! [`primos`] e [`trabalhador`] (o trabalho), [`conversa`] (por que um pipe cheio
//! trava, e como não travar) e [`canal`] (pipe ou socket Unix); [`reinicio`]
//! (quantas vezes, e depois de quanto tempo) e [`supervisor`] (quem reinicia),
//! [`evento`], [`vigia`] e [`equipe`] (os processos de verdade), [`mestre`], com [`aviso`], e
//! [`vigilia`] (quem os usa);
//! [`memoria`], [`anel`] e [`passeio`] (memória compartilhada); [`sabotagem`] (morrer na hora
//! marcada, para os testes), [`fabrica`] e [`opcoes`] (os programas).

pub mod anel;
pub mod aviso;
pub mod canal;
pub mod conversa;
pub mod equipe;
pub mod evento;
pub mod fabrica;
pub mod fim;
pub mod memoria;
pub mod mestre;
pub mod opcoes;
pub mod passeio;
pub mod primos;
pub mod protocolo;
pub mod quadro;
pub mod reinicio;
pub mod sabotagem;
pub mod sinc;
pub mod supervisor;
pub mod trabalhador;
pub mod vida;
pub mod vigia;
pub mod vigilia;
