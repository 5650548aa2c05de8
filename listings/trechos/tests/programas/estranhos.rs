//! Os clientes diante de quem atende e não é quem se esperava.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

use crate::caso::{Caso, Especie, Excecao};
use crate::juizo::defeito;
use crate::paralelo::provar_todos;
use crate::rodada::Rodada;
use crate::tabela::{NINGUEM, caso};

/// Ordens ao terminal, e nada que seja de algum protocolo.
const LIXO: &[u8] =
    b"\x1b[2J\x1b]0;oi\x07 \xff\xfe \xc2\x9b2J HTTP/1.1 999 nada\r\n\r\n\x00\x1b[31m\n";

#[test]
fn cliente_de_um_estranho_diz_em_portugues_que_nao_deu_e_nao_obedece_ao_que_le() {
    provar_todos(
        |binario| match e_cliente(caso(&binario.nome)) {
            true => vec!["calado", "falador"],
            false => vec![],
        },
        |binario, qual| {
            let dito = if *qual == "calado" { &[] } else { LIXO };
            let mut rodada = Rodada::nova(binario, caso(&binario.nome).argumentos);
            rodada.atende = Some(estranho(dito));
            match rodada.rodar() {
                Ok(fim) if matches!(fim.status, Some(0 | 1)) => defeito(&fim),
                outro => Some(format!("{outro:?}")),
            }
        },
    );
}

/// Fala com quem se lhe diz, ou com o broker que as variáveis dizem.
fn e_cliente(caso: &Caso) -> bool {
    let argumentos = caso.argumentos;
    caso.excecao == Excecao::Nenhuma
        && caso.especie == Especie::Termina(1)
        && (argumentos.contains(&NINGUEM) || argumentos.contains(&"--prazo"))
}

/// Aceita quem vier, lê um pouco, diz `dito` e desliga. Fica até o teste acabar.
fn estranho(dito: &'static [u8]) -> SocketAddr {
    let ouvinte = TcpListener::bind("127.0.0.1:0").expect("há uma porta livre");
    let onde = ouvinte.local_addr().expect("a porta tem número");
    thread::spawn(move || {
        for mut conexao in ouvinte.incoming().map_while(Result::ok) {
            // Quem fala primeiro é, quase sempre, o cliente; não se espera muito.
            let _ = conexao.set_read_timeout(Some(Duration::from_millis(50)));
            let _ = conexao.read(&mut [0; 4096]);
            let _ = conexao.write_all(dito);
        }
    });
    onde
}
