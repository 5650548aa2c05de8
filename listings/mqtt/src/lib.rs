//! MQTT: um sensor que publica, um painel que assina, e um broker no meio.
//!
//! ```text
//! sensor ──PUBLISH casa/sala/temperatura──► broker ──► painel (casa/+/temperatura)
//!        ◄──────────────PUBACK─────────────          ◄──
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`endereco`], [`onde`], [`nivel`]: onde está o broker, e o que se pede dele;
//! 2. [`broker`]: um broker embutido, na memória;
//! 3. [`queda`], [`conexao`]: a conversa, que recomeça sozinha e tem prazo;
//! 4. [`pacote`], [`ponte`], [`tres_qos`]: os pacotes no fio, e o corte na hora errada;
//! 5. [`leitura`], [`caixa`], [`ajustes`], [`sensor`]: o que se publica, e a insistência;
//! 6. [`painel`], [`tela`]: o que se sabe de cada cômodo, e como se mostra.
//!
//! A norma é o MQTT 3.1.1, da OASIS.

pub mod ajustes;
pub mod broker;
pub mod caixa;
pub mod conexao;
pub mod endereco;
pub mod leitura;
pub mod nivel;
pub mod onde;
pub mod pacote;
pub mod painel;
pub mod ponte;
pub mod queda;
pub mod sensor;
pub mod tela;
pub mod tres_qos;
