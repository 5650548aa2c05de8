//! O servidor de eco.

fn main() {
    println!("escutando em 127.0.0.1:0");
}
