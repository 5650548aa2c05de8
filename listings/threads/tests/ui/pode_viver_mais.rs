use std::thread;

fn main() {
    let numeros = vec![1, 2, 3];
    let soma = thread::spawn(|| numeros.iter().sum::<i32>());
    println!("{:?}", soma.join());
}
