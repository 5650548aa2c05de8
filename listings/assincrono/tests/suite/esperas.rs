//! Muitas esperas: todas terminam, e em tarefas cabem numa thread só.

use apoio::medida::ErroDeMedida;
use assincrono::esperas::{em_tarefas, em_threads};
use assincrono::medidas::{FORMA, Medida, escrever, ler};
use assincrono::trocas;

#[test]
fn dez_mil_tarefas_esperam_juntas_e_todas_terminam() {
    let esperas = em_tarefas(10_000).expect("o tokio começa");
    assert_eq!(esperas.terminaram, 10_000);
    if let (Some(antes), Some(durante)) = (esperas.antes, esperas.durante) {
        // Outros testes rodam ao lado, e há um que cria cem threads.
        assert!(
            durante.threads < antes.threads + 5000,
            "nenhuma thread por tarefa"
        );
    }
}

#[test]
fn cem_threads_esperam_juntas_e_todas_terminam() {
    assert_eq!(em_threads(100).expect("cabem").terminaram, 100);
}

#[test]
fn as_trocas_medidas_sao_tres_e_nenhuma_e_de_graca() {
    let texto = trocas::medir("# onde\n").expect("o sistema dá duas threads");
    let custos = texto.lines().skip(2).filter_map(|l| l.split_once(';'));
    let custos: Vec<u64> = custos.filter_map(|(_, n)| n.parse().ok()).collect();
    assert_eq!(custos.len(), 3, "{texto}");
    assert!(custos.iter().all(|ns| *ns > 0), "{texto}");
}

#[test]
fn a_medida_que_se_escreve_se_le_e_a_errada_e_dita_pela_linha() {
    let (esperas, tarefas, threads) = (1000, 448, 9788);
    let medida = Medida {
        esperas,
        tarefas,
        threads,
    };
    assert_eq!(ler(&escrever("# onde\n", &[medida])), Ok(vec![medida]));
    for errada in ["1;2", "1;2;3;4", "0;1;1", "1;x;1"] {
        let texto = format!("# onde\nesperas;a;b\n{errada}\n");
        assert_eq!(ler(&texto), Err(ErroDeMedida::Linha(3, FORMA)), "{errada}");
    }
    assert_eq!(ler("# só o cabeçalho\n"), Err(ErroDeMedida::Vazio));
}
