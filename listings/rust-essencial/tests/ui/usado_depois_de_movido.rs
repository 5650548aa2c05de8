fn guardar(recado: String) -> usize {
    recado.len()
}

fn main() {
    let recado = String::from("almoço às 12h");
    guardar(recado);
    println!("{recado}");
}
