//! O cabeçalho de um arquivo de medidas: quando e em que máquina se mediu. Sem
//! ele um tempo não quer dizer nada.

use std::{env, fs, thread};

/// Uma linha por fato, cada uma começada por `# `.
pub fn cabecalho(comando: &str) -> String {
    let nucleos = thread::available_parallelism().map_or(1, usize::from);
    let modo = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    format!(
        "# {comando} ({modo})\n# {}, {nucleos} núcleos visíveis, {}\n# medido em {}\n",
        processador(),
        sistema(),
        time::OffsetDateTime::now_utc().date(),
    )
}

fn processador() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    info.lines()
        .find_map(|linha| linha.strip_prefix("model name")?.split_once(':'))
        .map_or_else(
            || format!("processador {}", env::consts::ARCH),
            |(_, nome)| nome.trim().to_owned(),
        )
}

fn sistema() -> String {
    let versao = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    // Só os números: o resto do nome é de quem compilou o núcleo.
    let numeros = versao
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .next();
    match numeros.unwrap_or_default().trim_end_matches('.') {
        "" => env::consts::OS.to_owned(),
        versao => format!("Linux {versao}"),
    }
}

#[cfg(test)]
mod testes {
    use super::cabecalho;

    #[test]
    fn o_cabecalho_diz_comando_maquina_e_data() {
        let linhas = cabecalho("cargo run -p x");
        let linhas: Vec<_> = linhas.lines().collect();
        assert_eq!(linhas.len(), 3, "{linhas:#?}");
        assert!(linhas.iter().all(|l| l.starts_with("# ")), "{linhas:#?}");
        assert!(linhas[0].contains("cargo run -p x"), "{linhas:#?}");
        assert!(linhas[1].contains("núcleos"), "{linhas:#?}");
        let data = linhas[2].rsplit(' ').next().expect("há palavras");
        assert_eq!(data.len(), "2026-11-21".len(), "{linhas:#?}");
    }
}
