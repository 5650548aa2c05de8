//! Os programas, pela porta da frente: o que leem e o que recusam.

use std::path::{Path, PathBuf};

use crate::comum::rodar;

#[test]
fn o_que_montar_escreve_desmontar_abre() {
    for forma in [&["--hex"][..], &["--hex", "--no-fio"]] {
        let montado = rodar("montar", forma, &[]);
        let aberto = rodar("desmontar", &forma[1..], &[montado.saida.trim()]);
        let direto = rodar("montar", &forma[1..], &[]);
        assert_eq!(aberto.saida, direto.saida, "{}", aberto.erro);
    }
}

#[test]
fn desmontar_entende_o_que_o_tcpdump_escreve() {
    let linhas = [
        "\t0x0000:  0200 0000 000b 0200 0000 000a 0800 4500",
        "\t0x0010:  0020 f773 4000 4011 bf55 c000 0201 c000",
        "\t0x0020:  0202 c350 61b5 000c 23be 6f6c c3a1",
    ];
    let fim = rodar("desmontar", &[], &linhas);
    assert!(fim.saida.contains("\"olá\""), "{}{}", fim.saida, fim.erro);
}

#[test]
fn quadro_ilegivel_ou_estragado_sai_com_1_diz_o_motivo_e_nao_mostra_metade() {
    let casos: [(&[&str], &str); 7] = [
        (&[""], "não há nenhum byte"),
        (&["02 00", "0g"], "linha 2: \"0g\" não é hexadecimal"),
        (&["020"], "\"020\" não é hexadecimal"),
        (&["ação"], "não é hexadecimal"),
        (
            &["02 00"],
            "Ethernet, byte 0: faltam 4 bytes para o destino",
        ),
        (&["02000000000b02000000000a0806"], "o tipo 0806 não é IPv4"),
        (
            &["02000000000b02000000000a0800"],
            "IPv4, byte 14: falta 1 byte para a versão",
        ),
    ];
    for (entrada, motivo) in casos {
        let fim = rodar("desmontar", &[], entrada);
        assert_eq!(fim.status.code(), Some(1), "{entrada:?}");
        assert!(fim.erro.contains(motivo), "{entrada:?}: {}", fim.erro);
        assert_eq!(fim.saida, "", "{entrada:?} não devia mostrar nada");
    }
}

#[test]
fn entrada_sem_fim_ou_que_nao_e_texto_e_recusada() {
    let longa = "00 ".repeat(400_000);
    let grande = Temporario::novo("grande", longa.as_bytes());
    let binario = Temporario::novo("binario", &[0xFF, 0xFE, 0x00]);
    // O limite cai no meio de uma letra, e o defeito continua a ser o tamanho.
    let acentos = Temporario::novo("acentos", "ã".repeat(600_000).as_bytes());
    let casos = [
        (acentos.0.as_path(), "o texto passa de 1048576 bytes"),
        (grande.0.as_path(), "o texto passa de 1048576 bytes"),
        (binario.0.as_path(), "não é texto"),
        (Path::new("nao-existe"), "não consegui ler nao-existe"),
        (Path::new(env!("CARGO_MANIFEST_DIR")), "não consegui ler"),
    ];
    for (arquivo, motivo) in casos {
        let arquivo = arquivo.to_str().expect("o caminho é UTF-8");
        let fim = rodar("desmontar", &["--arquivo", arquivo], &[]);
        assert_eq!(fim.status.code(), Some(1));
        assert!(fim.erro.contains(motivo), "{}", fim.erro);
    }
}

#[test]
fn a_marca_que_alguns_editores_poem_no_comeco_nao_atrapalha() {
    let montado = rodar("montar", &["--hex"], &[]);
    let texto = format!("\u{feff}{}", montado.saida);
    let marcado = Temporario::novo("marcado", texto.as_bytes());
    let arquivo = marcado.0.to_str().expect("o caminho é UTF-8");
    let fim = rodar("desmontar", &["--arquivo", arquivo], &[]);
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
}

/// Um arquivo só deste processo, apagado no fim.
struct Temporario(PathBuf);

impl Temporario {
    fn novo(nome: &str, conteudo: &[u8]) -> Self {
        let nome = format!("{nome}-{}", std::process::id());
        let caminho = Path::new(env!("CARGO_TARGET_TMPDIR")).join(nome);
        std::fs::write(&caminho, conteudo).expect("a pasta de testes aceita arquivos");
        Self(caminho)
    }
}

impl Drop for Temporario {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn argumento_errado_sai_com_2_e_diz_o_formato() {
    let casos: [(&str, &[&str], &str); 15] = [
        ("montar", &["--de", "nada"], "como 192.0.2.1:50000"),
        ("montar", &["--de", "[::1]:80"], "um endereço IPv4"),
        ("montar", &["--para", "192.0.2.2"], "e uma porta"),
        ("montar", &["--placa-de", "02:00"], "seis pares"),
        (
            "montar",
            &["--placa-para", "0200:00:00:00:0b"],
            "seis pares",
        ),
        ("montar", &["--vida", "256"], "de 0 a 255"),
        ("montar", &["--vida", "-1"], "de 0 a 255"),
        ("montar", &["--mtu", "-1"], "maior que zero"),
        ("montar", &["--opcoes", "9"], "não é hexadecimal"),
        ("montar", &["--mtu", "0"], "maior que zero"),
        ("tempo-de-entrega", &["--latencia", "-1ms"], "como 10ms"),
        ("tempo-de-entrega", &["--bytes", "1MB,muito"], "como 1500B"),
        (
            "tempo-de-entrega",
            &["--bytes", "1,5MB"],
            "a vírgula separa",
        ),
        ("topologias", &["--estacoes", "2"], "de 3 a 12"),
        ("topologias", &["--estacoes", "-3"], "de 3 a 12"),
    ];
    for (nome, argumentos, motivo) in casos {
        let fim = rodar(nome, argumentos, &[]);
        assert_eq!(fim.status.code(), Some(2), "{nome} {argumentos:?}");
        assert!(fim.erro.contains(motivo), "{argumentos:?}: {}", fim.erro);
    }
}

#[test]
fn mensagem_que_nao_se_monta_sai_com_1() {
    for (argumentos, motivo) in [
        (["--vida", "0"], "use de 1 a 255"),
        (["--opcoes", "94"], "um múltiplo de 4"),
    ] {
        let fim = rodar("montar", &argumentos, &[]);
        assert_eq!(fim.status.code(), Some(1));
        assert!(fim.erro.contains(motivo), "{}", fim.erro);
    }
}

#[test]
fn a_ajuda_de_todos_e_em_portugues() {
    let nomes = [
        "montar",
        "desmontar",
        "tempo-de-entrega",
        "topologias",
        "figuras",
    ];
    for nome in nomes {
        let fim = rodar(nome, &["--help"], &[]);
        assert_eq!(fim.status.code(), Some(0));
        assert!(fim.saida.contains("Uso: "), "{}", fim.saida);
        assert!(!fim.saida.contains("Usage"), "{}", fim.saida);
    }
}
