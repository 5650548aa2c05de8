//! Os nós em processos de verdade, e o que se conclui dos diários deles.
//!
//! Sem o `main` de costume: quem executa inicia a si mesmo como nó, e aqui esse
//! programa é este teste.

#[path = "../suite/modelo/atores.rs"]
mod atores;
mod casos;

use std::panic::catch_unwind;
use std::process::ExitCode;

use rastro::programa::{Modelo, usar};

fn main() -> ExitCode {
    let argumentos: Vec<String> = std::env::args().skip(1).collect();
    if matches!(
        argumentos.first().map(String::as_str),
        Some("executar" | "no")
    ) {
        return usar([
            Modelo::novo("teimoso", "insiste até confirmar", || {
                atores::teimosos(200).perdas(1)
            }),
            Modelo::novo("impossivel", "jura que nada chega", || {
                atores::teimosos(3).sempre("nada chega", |e| e.ator(1).0 == 0)
            }),
        ]);
    }
    let filtro = argumentos.iter().find(|a| !a.starts_with('-'));
    let escolhidos = casos::TODOS
        .iter()
        .filter(|(nome, _)| filtro.is_none_or(|filtro| nome.contains(filtro.as_str())));
    let (mut passaram, mut falharam) = (0, 0);
    for (nome, caso) in escolhidos {
        let passou = catch_unwind(caso).is_ok();
        println!("test {nome} ... {}", if passou { "ok" } else { "FAILED" });
        *(if passou { &mut passaram } else { &mut falharam }) += 1;
    }
    let fim = if falharam == 0 { "ok" } else { "FAILED" };
    println!("test result: {fim}. {passaram} passed; {falharam} failed");
    ExitCode::from(u8::from(falharam > 0))
}
