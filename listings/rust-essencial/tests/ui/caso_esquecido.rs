enum Estado {
    Esperando,
    Conectado(u16),
    Fechado,
}

fn main() {
    let estado = Estado::Conectado(25000);
    match estado {
        Estado::Esperando => println!("esperando"),
        Estado::Conectado(porta) => println!("na porta {porta}"),
    }
}
