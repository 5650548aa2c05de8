//! O servidor de mentira: responde ao CONNECT do MQTT, e mais nada. Tem um filho, para
//! se ver que a limpeza o alcança.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;

/// O que o `mosquitto` de mentira faz, se foi ele quem nos chamou.
pub fn servir() {
    let Some(configuracao) = std::env::var_os("SUBSTITUTO") else {
        return;
    };
    let texto = fs::read_to_string(configuracao).expect("a configuração existe");
    let porta = texto
        .lines()
        .find_map(|l| l.strip_prefix("listener ")?.strip_suffix(" 127.0.0.1"))
        .expect("a configuração diz a porta");
    let neto = Command::new("tail").args(["-f", "/dev/null"]).spawn();
    let mut neto = neto.expect("há tail");
    fs::write("neto", neto.id().to_string()).expect("estamos na nossa pasta");
    let escuta = TcpListener::bind(format!("127.0.0.1:{porta}")).expect("está livre");
    for conexao in escuta.incoming() {
        let mut conexao = conexao.expect("alguém se ligou");
        let mut pedido = [0; 18];
        if conexao.read_exact(&mut pedido).is_ok() {
            conexao.write_all(&[0x20, 2, 0, 0]).ok();
        }
    }
    neto.wait().ok();
}
