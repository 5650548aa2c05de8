use std::cell::Cell;
use std::thread;

fn ao_lado(uma: impl FnOnce() + Send, outra: impl FnOnce() + Send) {
    thread::scope(|escopo| {
        escopo.spawn(uma);
        outra();
    });
}

fn main() {
    let placar = Cell::new(0);
    ao_lado(|| placar.set(1), || placar.set(2));
    println!("{}", placar.get());
}
