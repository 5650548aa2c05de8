//! Em que máquina, quando e com o quê se mediu.

use std::fs;
use std::process::Command;

/// As linhas que abrem o arquivo de medidas.
pub fn cabecalho() -> String {
    let comum = apoio::medida::cabecalho("cargo bench -p balanceamento --bench vazao");
    let rustc = saida("rustc", &["--version"]);
    let rustc = rustc.split(" (").next().unwrap_or("rustc ?").to_owned();
    let haproxy = saida("haproxy", &["-v"]);
    let haproxy = haproxy.split_whitespace().nth(2).unwrap_or("?").to_owned();
    let carga = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let carga = carga.split_whitespace().next().unwrap_or("?").to_owned();
    comum
        + &format!(
            "# {rustc}, HAProxy {haproxy}; carga da máquina antes de medir: {carga}\n\
             # 64 conexões, 9 rodadas alternadas, um número por rodada\n\
             # curtas: 64 bytes, em milhares de trocas por segundo\n\
             # longas: 256 KiB, em megabytes por segundo em cada sentido\n"
        )
}

fn saida(programa: &str, argumentos: &[&str]) -> String {
    let saida = Command::new(programa).args(argumentos).output();
    let texto = saida.map(|s| String::from_utf8_lossy(&s.stdout).into_owned());
    texto.unwrap_or_default().trim().to_owned()
}
