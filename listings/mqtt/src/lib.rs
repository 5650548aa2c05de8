//! MQTT: um sensor que publica, um painel que assina, e um broker no meio.
//!
//! ```text
//! sensor ──PUBLISH casa/sala/temperatura──► broker ──► painel (casa/+/temperatura)
//!        ◄──────────────PUBACK─────────────          ◄──
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`endereco`], [`onde`], [`nivel`], [`filtro`]: onde está o broker, e o que se
//!    pede dele;
//! 2. [`broker`], [`porta`], `exame`, `campos`, [`limites`]: um broker embutido, na
//!    memória, e o que ele não deixa entrar;
//! 3. [`queda`], [`conexao`]: a conversa, que recomeça sozinha e tem prazo;
//! 4. [`pacote`], [`ponte`], [`tres_qos`]: os pacotes no fio, e o corte na hora errada;
//! 5. [`leitura`], [`caixa`], [`ajustes`], [`sensor`]: o que se publica, e a insistência;
//! 6. [`painel`], [`tela`]: o que se sabe de cada cômodo, e como se mostra.
//!
//! A norma é o MQTT 3.1.1, da OASIS.

pub mod ajustes;
pub mod broker;
pub mod caixa;
mod campos;
pub mod conexao;
pub mod endereco;
mod exame;
pub mod filtro;
pub mod leitura;
pub mod limites;
pub mod nivel;
pub mod onde;
pub mod pacote;
pub mod painel;
pub mod ponte;
pub mod porta;
pub mod queda;
pub mod sensor;
pub mod tela;
pub mod tres_qos;
