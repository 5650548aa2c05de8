fn main() {
    let mut fila = vec![1, 2, 3];
    let primeiro = &fila[0];
    fila.push(4);
    println!("{primeiro}");
}
