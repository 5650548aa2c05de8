use std::thread;

fn ao_lado(uma: impl FnOnce() + Send, outra: impl FnOnce() + Send) {
    thread::scope(|escopo| {
        escopo.spawn(uma);
        outra();
    });
}

fn main() {
    let mut placar = 0;
    ao_lado(|| placar += 1, || placar += 1);
    println!("{placar}");
}
