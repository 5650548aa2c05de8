//! Clientes e servidores que se portam mal.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Instant;

use apoio::teste::{PRAZO, Programa};
use primeiro_sistema::mensagem::{enviar, receber};

use crate::comum::{CLIENTE, Sistema, digitar};

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

/// O que o cliente mostra (saída e erro) se o servidor lhe responde isto.
fn diante_de(resposta: &'static str) -> (String, String) {
    let hostil = TcpListener::bind("127.0.0.1:0").unwrap();
    let onde = hostil.local_addr().unwrap().to_string();
    let servidor = thread::spawn(move || {
        let (conexao, _) = hostil.accept().unwrap();
        receber(&conexao, Instant::now() + PRAZO).unwrap();
        enviar(&conexao, resposta, Instant::now() + PRAZO).unwrap();
    });
    let cliente = Programa::iniciar(CLIENTE, &["--endereco", &onde, "--prazo", "20s"]);
    let fim = digitar(cliente, &["listar"]);
    servidor.join().unwrap();
    (fim.saida, fim.erro)
}

#[test]
fn o_que_um_servidor_hostil_manda_ao_terminal_aparece_escrito() {
    let (saida, erro) = diante_de("ok\n1. \x1b[2Jlimpo\r2. \u{202e}avesso\n2. dois");
    assert_eq!(
        saida, "1. \\u{1b}[2Jlimpo\\r2. \\u{202e}avesso\n2. dois\n",
        "a quebra de linha separa os recados; o resto não manda em nada"
    );
    assert_eq!(erro, "");
    let (saida, erro) = diante_de("recusa\n\x1b]0;título\x07 \u{9b}31m");
    assert_eq!(saida, "");
    assert_eq!(
        erro,
        "erro: \\u{1b}]0;título\\u{7} \\u{9b}31m (nada foi feito)\n"
    );
}
