//! Os arquivos de medidas: gravar, ler de volta, e dizer no cabeçalho quando e em
//! que máquina se mediu. Sem ele um tempo não quer dizer nada.
//!
//! ```text
//! # como, onde e quando se mediu
//! uma coluna;outra coluna
//! 1000;424
//! ```

use std::path::Path;
use std::{env, fs, thread};

use anyhow::{Context, ensure};

use crate::arquivo;
use crate::programa::registrar;
use crate::texto::quantos;

/// O que há de errado num arquivo de medidas.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ErroDeMedida {
    #[error("a linha {0} não tem {1}")]
    Linha(usize, &'static str),
    #[error("não há medida alguma")]
    Vazio,
}

/// Lê as linhas que começam por um algarismo; as outras são o cabeçalho e os
/// títulos. `medida` recebe os campos de cada uma e devolve `None` se não têm a
/// `forma`, que é o que o erro diz que faltou.
///
/// # Errors
/// Se uma linha não tem a forma, ou se não há nenhuma.
pub fn ler<T>(
    texto: &str,
    forma: &'static str,
    medida: impl Fn(&[&str]) -> Option<T>,
) -> Result<Vec<T>, ErroDeMedida> {
    let linhas = texto.lines().enumerate();
    let dados = linhas.filter(|(_, l)| l.starts_with(|c: char| c.is_ascii_digit()));
    let medidas: Vec<_> = dados
        .map(|(i, linha)| {
            let campos: Vec<_> = linha.split(';').collect();
            medida(&campos).ok_or(ErroDeMedida::Linha(i + 1, forma))
        })
        .collect::<Result<_, _>>()?;
    if medidas.is_empty() {
        return Err(ErroDeMedida::Vazio);
    }
    Ok(medidas)
}

/// Confere, antes de medir, que há onde gravar: o erro não espera um minuto para
/// aparecer.
///
/// # Errors
/// Se a pasta não existe.
pub fn exigir_pasta(pasta: &Path) -> anyhow::Result<()> {
    ensure!(pasta.is_dir(), "não existe a pasta {}", pasta.display());
    Ok(())
}

/// Grava o arquivo `nome` na pasta e diz, no diário, onde.
///
/// # Errors
/// Se não consegue.
pub fn gravar(pasta: &Path, nome: &str, texto: &str) -> anyhow::Result<()> {
    let caminho = pasta.join(nome);
    arquivo::gravar(&caminho, texto)
        .with_context(|| format!("não consegui gravar {}", caminho.display()))?;
    registrar(format_args!("gravei {}", caminho.display()));
    Ok(())
}

/// Uma linha por fato, cada uma começada por `# `.
pub fn cabecalho(comando: &str) -> String {
    let nucleos = thread::available_parallelism().map_or(1, usize::from);
    let modo = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    format!(
        "# {comando} ({modo})\n# {}, {}, {}\n# medido em {}\n",
        processador(),
        quantos(nucleos, "núcleo visível", "núcleos visíveis"),
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
    use super::*;

    fn par(campos: &[&str]) -> Option<(u32, u32)> {
        let [um, outro] = campos else { return None };
        Some((um.parse().ok()?, outro.parse().ok()?))
    }

    #[test]
    fn so_as_linhas_que_comecam_por_algarismo_sao_medidas() {
        let texto = "# 2 núcleos\na;b\n1;2\n\n30;4\n";
        assert_eq!(ler(texto, "um par", par), Ok(vec![(1, 2), (30, 4)]));
    }

    #[test]
    fn linha_errada_e_dita_pelo_numero_dela_no_arquivo() {
        for errada in ["1", "1;2;3", "1;x"] {
            let texto = format!("# onde\na;b\n1;2\n{errada}\n");
            let erro = ler(&texto, "um par", par).expect_err(errada);
            assert_eq!(erro, ErroDeMedida::Linha(4, "um par"), "{errada}");
            assert_eq!(erro.to_string(), "a linha 4 não tem um par");
        }
    }

    #[test]
    fn sem_medida_alguma_nao_ha_o_que_ler() {
        assert_eq!(
            ler("# onde\na;b\n", "um par", par),
            Err(ErroDeMedida::Vazio)
        );
    }

    #[test]
    fn grava_onde_ha_pasta_e_diz_onde_nao_ha() {
        let pasta = env::temp_dir().join(format!("medida-{}", std::process::id()));
        let erro = exigir_pasta(&pasta).expect_err("ainda não existe");
        let esperado = format!("não existe a pasta {}", pasta.display());
        assert_eq!(erro.to_string(), esperado);
        let erro = gravar(&pasta, "a.csv", "1;2\n").expect_err("não há pasta");
        let esperado = format!("não consegui gravar {}", pasta.join("a.csv").display());
        assert_eq!(erro.to_string(), esperado);

        fs::create_dir(&pasta).expect("a pasta temporária aceita outra");
        exigir_pasta(&pasta).expect("agora existe");
        gravar(&pasta, "a.csv", "1;2\n").expect("há onde");
        let gravado = fs::read_to_string(pasta.join("a.csv"));
        fs::remove_dir_all(pasta).expect("a pasta é nossa");
        assert_eq!(gravado.expect("está lá"), "1;2\n");
    }

    #[test]
    fn o_cabecalho_diz_comando_maquina_e_data() {
        let linhas = cabecalho("cargo run -p x");
        let linhas: Vec<_> = linhas.lines().collect();
        assert_eq!(linhas.len(), 3, "{linhas:#?}");
        assert!(linhas.iter().all(|l| l.starts_with("# ")), "{linhas:#?}");
        assert!(linhas[0].contains("cargo run -p x"), "{linhas:#?}");
        assert!(linhas[1].contains("núcleo"), "{linhas:#?}");
        let data = linhas[2].rsplit(' ').next().expect("há palavras");
        assert_eq!(data.len(), "2026-11-21".len(), "{linhas:#?}");
    }
}
