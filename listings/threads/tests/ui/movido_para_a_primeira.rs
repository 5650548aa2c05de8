use std::thread;

fn main() {
    let numeros = vec![1, 2, 3];
    let soma = thread::spawn(move || numeros.iter().sum::<i32>());
    let maior = thread::spawn(move || numeros.iter().max().copied());
    println!("{:?} {:?}", soma.join(), maior.join());
}
