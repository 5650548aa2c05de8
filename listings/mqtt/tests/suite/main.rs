//! O que se promete de um broker, no embutido e no Mosquitto.

#[path = "../comum/mod.rs"]
mod comum;

mod embutido;
mod mosquitto;
mod porta;
