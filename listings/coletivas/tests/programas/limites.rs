//! O que acontece no limite: números compridos, descritores contados, entrada
//! que não cabe, diários que vários processos dividem.

#[cfg(unix)]
use crate::comum::LANCADOR;
use crate::comum::{mostrado, palavras};

#[cfg(unix)]
use apoio::teste::Programa;

const ARVORE: &str = env!("CARGO_BIN_EXE_arvore-em-svg");

#[test]
fn quatro_mil_reais_enormes_cabem_no_relato() {
    // Por extenso cada um teria 309 algarismos, e o relato passaria do limite.
    let mut argumentos = vec!["--tipo", "real", "broadcast"];
    argumentos.extend(std::iter::repeat_n("1e308", 4096));
    let saida = mostrado(&argumentos);
    assert!(saida.contains("\nrank 3: 1e308 1e308"), "{saida:.200}");
}

#[test]
fn o_real_que_se_mostra_e_o_que_se_leu() {
    for valor in ["1e308", "-5e-324", "0.1", "-1.7976931348623157e308", "1e16"] {
        let argumentos = format!("--processos 2 --tipo real broadcast -- {valor}");
        let saida = mostrado(&palavras(&argumentos));
        let linha = saida.lines().last().expect("há um rank 1");
        let lido: f64 = linha["rank 1: ".len()..].parse().expect(linha);
        assert_eq!(Ok(lido), valor.parse(), "{linha}");
    }
}

#[test]
fn entrada_do_desenho_que_nao_cabe_ou_nao_e_texto_e_recusada() {
    let linha = "rodada 1: 0 → 1 (1 valor)\n".repeat(50_000);
    let casos: [(&[u8], &str); 2] = [
        (linha.as_bytes(), "erro: a entrada passa de 1048576 bytes\n"),
        (b"\xff", "erro: a entrada não é texto UTF-8\n"),
    ];
    let pasta = tempfile::tempdir().expect("uma pasta temporária");
    let arquivo = pasta.path().join("entrada");
    for (entrada, esperado) in casos {
        std::fs::write(&arquivo, entrada).unwrap();
        let saida = std::process::Command::new(ARVORE)
            .stdin(std::fs::File::open(&arquivo).unwrap())
            .output()
            .unwrap();
        assert_eq!(saida.status.code(), Some(1));
        assert_eq!(String::from_utf8_lossy(&saida.stderr), esperado);
        assert!(saida.stdout.is_empty(), "desenhou o que não leu inteiro");
    }
}

#[cfg(unix)]
#[test]
fn sem_descritores_o_lancador_diz_que_faltam_e_encerra_todos() {
    let comando = "ulimit -n 40; exec \"$0\" --processos 64 broadcast 1";
    let fim = Programa::iniciar("sh", &["-c", comando, LANCADOR]).esperar_fim();
    assert_eq!(fim.status.code(), Some(1));
    let ultima = fim.erro.lines().last().unwrap_or_default();
    assert!(
        ultima.starts_with("erro: ") && ultima.contains("ulimit -n"),
        "{}",
        fim.erro
    );
}

#[cfg(unix)]
#[test]
fn cada_linha_do_diario_sai_numa_escrita_so() {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixDatagram;

    // Num datagrama cabe uma escrita: duas para a mesma linha seriam dois.
    let (nosso, dele) = UnixDatagram::pair().unwrap();
    nosso.set_read_timeout(Some(apoio::teste::PRAZO)).unwrap();
    let mut filho = std::process::Command::new(LANCADOR)
        .args(["soma", "dois"])
        .stderr(OwnedFd::from(dele))
        .spawn()
        .unwrap();
    let mut bytes = [0; 1024];
    let lidos = nosso.recv(&mut bytes).expect("o lançador devia reclamar");
    filho.wait().unwrap();
    let linha = String::from_utf8_lossy(&bytes[..lidos]);
    assert!(
        linha.ends_with("um inteiro de 64 bits\n"),
        "a linha saiu partida: {linha:?}"
    );
}
