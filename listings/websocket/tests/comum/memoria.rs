//! A memória de um processo, como o sistema a conta.

use std::fs;

/// A memória residente do processo, em KiB; zero onde não há `/proc`.
pub fn residente(pid: u32) -> u64 {
    let estado = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let linha = estado.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    let kib = linha.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok());
    kib.unwrap_or_default()
}
