//! As duas formas erradas perdem; a certa só conhece o antes e o depois.

use eventos::dinheiro::Centavos;
use eventos::errado::quedas::{Acordado, Forma, MAIOR, acordar, certos};

fn errados(forma: Forma) -> Vec<Acordado> {
    errados_ao_mover(forma, Centavos(3000))
}

fn errados_ao_mover(forma: Forma, valor: Centavos) -> Vec<Acordado> {
    let (estados, certos) = (acordar(forma, valor), certos(valor));
    assert_eq!(
        estados.first(),
        Some(&certos[0]),
        "sem nada escrito, é o de antes"
    );
    assert_eq!(
        estados.last(),
        Some(&certos[1]),
        "com tudo escrito, é o de depois"
    );
    estados
        .into_iter()
        .filter(|e| !certos.contains(e))
        .collect()
}

#[test]
fn escrever_por_cima_faz_sumir_dinheiro_na_queda_do_meio() {
    let errados = errados(Forma::NoLugar);

    assert_eq!(errados.len(), 16, "o capítulo conta 16 dos 31 pontos");
    let entre_as_escritas = Acordado {
        ana: Centavos(7000),
        bia: Centavos(5000),
    };
    assert!(
        errados.contains(&entre_as_escritas),
        "30,00 somem: {errados:?}"
    );
    let no_meio_de_uma = Acordado {
        ana: Centavos(0),
        bia: Centavos(5000),
    };
    assert!(
        errados.contains(&no_meio_de_uma),
        "100,00 somem: {errados:?}"
    );
}

#[test]
fn sem_tamanho_nem_soma_meia_linha_vira_outra_transferencia() {
    let errados = errados(Forma::SemSoma);

    let inventada = Acordado {
        ana: Centavos(9700),
        bia: Centavos(5300),
    };
    assert!(
        errados.contains(&inventada),
        "3,00 que ninguém pediu: {errados:?}"
    );
}

#[test]
fn o_log_so_acorda_antes_ou_depois_para_valores_espalhados() {
    for centavos in (1..=MAIOR.0).step_by(101) {
        let errados = errados_ao_mover(Forma::Log, Centavos(centavos));
        assert_eq!(errados, [], "um estado que nunca existiu, com {centavos}");
    }
}
