//! Clientes que se portam mal, e o serviço que segue.

use std::io::Write;
use std::net::TcpStream;

use crate::comum::Sistema;

#[test]
fn clientes_calados_e_malformados_nao_impedem_o_servico() {
    let sistema = Sistema::novo();
    let conectar = || TcpStream::connect(&sistema.onde_serve).unwrap();
    // Mais calados do que atendentes: cada um cede o lugar quando o prazo vence.
    let calados: Vec<_> = (0..10).map(|_| conectar()).collect();
    conectar().write_all(b"\xff\xff\xff\xff").unwrap();
    conectar().write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();

    let fim = sistema.cliente(&["guardar apesar deles", "listar"]);

    assert_eq!(
        fim.saida, "guardado: recado 1\n1. apesar deles\n",
        "{}",
        fim.erro
    );
    drop(calados);
}
