//! O que cada cliente custa ao servidor. Um executável só disto: o surdo pesa este
//! processo, que é também o do servidor, e a multidão muda o limite de descritores.

#[path = "../comum/mod.rs"]
mod comum;

#[cfg(target_os = "linux")] // a memória vem de /proc
mod multidao;
mod surdo;

/// Uma medida por vez: a carga de uma pesaria na outra.
static BALANCA: std::sync::Mutex<()> = std::sync::Mutex::new(());
