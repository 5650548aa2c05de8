//! A chance de um grupo de máquinas falhar, calculada e sorteada.
//!
//! Uma máquina está parada com probabilidade `p`, sem combinar com as outras.
//! Um grupo de `n` serve enquanto ao menos `k` estiverem de pé. Com `k = n`
//! cada máquina a mais atrapalha; com `k = 1`, cada uma ajuda:
//!
//! ```text
//! k = n   precisa de todas   ──■──■──■──        1 - (1 - p)^n
//! k = 1   basta uma          ══■══ em paralelo   p^n
//! ```
//!
//! A fórmula diz quanto; a simulação sorteia máquinas e conta; o intervalo de
//! confiança diz se a diferença entre as duas é só falta de sorte.
//!
//! Em ordem de leitura: [`probabilidade`], [`grupo`], [`formula`],
//! [`simulacao`], [`intervalo`], [`tabela`], [`figuras`]; e, para os programas,
//! [`argumentos`].

pub mod argumentos;
pub mod figuras;
pub mod formula;
pub mod grupo;
pub mod intervalo;
pub mod probabilidade;
pub mod simulacao;
pub mod tabela;
