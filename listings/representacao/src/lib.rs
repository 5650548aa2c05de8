//! Representação de dados: os mesmos bits, lidos por máquinas que discordam.
//!
//! Um número não viaja pela rede: viajam bytes, e quem os recebe decide o que
//! querem dizer. Esta crate guarda um número exato em seis layouts de ponto
//! flutuante, quatro do IEEE 754 e dois da IBM, e mede o que cada um perde.
//!
//! ```text
//! "118.625" ──ler──► Valor exato ──codificar──► bits + perda ──bytes──► rede
//!                        ▲                      ou um erro              │
//!                        └────decodificar──── bits ◄──── de_bytes ──────┘
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`layout`]: os seis layouts são dados, não código: larguras e viés;
//! 2. [`valor`]: o número exato, que nenhum layout arredonda;
//! 3. [`texto`]: do decimal digitado ao valor exato;
//! 4. [`decodificar`]: dos bits ao valor;
//! 5. [`codificar`]: do valor aos bits, com a perda medida ou um erro;
//! 6. [`ordem`]: dos bits aos bytes, nas duas ordens;
//! 7. [`cadeias`]: cadeias de C e de Java, em que a dúvida é onde acabam;
//! 8. [`relato`]: como os programas mostram tudo isso.
//!
//! O IEEE 754 segue a norma de 2019; o hexadecimal da IBM, o manual
//! *z/Architecture Principles of Operation* (SA22-7832).

pub mod cadeias;
pub mod codificar;
pub mod decodificar;
pub mod layout;
pub mod ordem;
pub mod relato;
pub mod texto;
pub mod valor;
