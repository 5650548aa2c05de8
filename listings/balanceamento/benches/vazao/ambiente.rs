//! Em que máquina, quando e com o quê se mediu.

use std::process::Command;
use std::{fs, thread};

/// As linhas que abrem o arquivo de medidas.
pub fn cabecalho() -> Vec<String> {
    let nucleos = thread::available_parallelism().map_or(0, usize::from);
    let sistema = saida("uname", &["-sr"]);
    let haproxy = saida("haproxy", &["-v"]);
    let haproxy = haproxy.split_whitespace().nth(2).unwrap_or("?").to_owned();
    let carga = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let carga = carga.split_whitespace().next().unwrap_or("?").to_owned();
    vec![
        format!("data: {}", saida("date", &["+%Y-%m-%d"])),
        format!("máquina: {}, {nucleos} núcleos, {sistema}", processador()),
        format!("programas: {}, HAProxy {haproxy}", rustc()),
        format!("carga da máquina antes de medir: {carga}"),
        "medida: 64 conexões, 9 rodadas alternadas, um número por rodada".to_owned(),
        "curtas: 64 bytes, em milhares de trocas por segundo".to_owned(),
        "longas: 256 KiB, em megabytes por segundo em cada sentido".to_owned(),
    ]
}

fn processador() -> String {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let modelo = cpuinfo.lines().find_map(|l| l.strip_prefix("model name"));
    let modelo = modelo.map(|m| m.trim_start_matches([' ', '\t', ':']));
    modelo.unwrap_or("processador desconhecido").to_owned()
}

fn rustc() -> String {
    let versao = saida("rustc", &["--version"]);
    versao.split(" (").next().unwrap_or("rustc ?").to_owned()
}

fn saida(programa: &str, argumentos: &[&str]) -> String {
    let saida = Command::new(programa).args(argumentos).output();
    let texto = saida.map(|s| String::from_utf8_lossy(&s.stdout).into_owned());
    texto.unwrap_or_default().trim().to_owned()
}
