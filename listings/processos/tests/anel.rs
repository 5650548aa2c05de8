//! O anel: cheio, vazio, e com o produtor morto entre quaisquer duas escritas.

use processos::anel::{Consumidor, PALAVRAS, Produtor, exemplo, tamanho};
use processos::memoria::{arquivo_sem_nome, mapear};

use apoio::teste::Programa;

const ANEL: &str = env!("CARGO_BIN_EXE_anel");

#[test]
fn o_anel_cheio_recusa_e_o_que_entrou_sai_na_ordem() {
    let arquivo = arquivo_sem_nome(tamanho(3)).expect("há memória");
    // Dois mapas do mesmo arquivo, em endereços diferentes, como em dois processos.
    let (aqui, ali) = (
        mapear(&arquivo).expect("mapeia"),
        mapear(&arquivo).expect("mapeia"),
    );
    let mut produtor = Produtor::novo(aqui.palavras());
    let mut consumidor = Consumidor::novo(ali.palavras());
    assert_eq!(consumidor.tirar(), None, "o anel começa vazio");
    for volta in 0..5 {
        for item in 3 * volta..3 * volta + 3 {
            assert!(produtor.por(&exemplo(item), || {}), "há lugar para {item}");
        }
        assert!(!produtor.por(&exemplo(99), || {}), "são três lugares");
        for item in 3 * volta..3 * volta + 3 {
            assert_eq!(consumidor.tirar(), Some(exemplo(item)));
        }
        assert_eq!(consumidor.tirar(), None, "o anel se esvaziou");
    }
}

// ANCHOR: rasgado
#[test]
fn morto_antes_de_qualquer_escrita_so_se_veem_itens_inteiros() {
    let por_item = PALAVRAS + 1;
    // Três itens num anel de dois lugares: a volta também se prova.
    for passo in 1..=3 * por_item {
        let passo_texto = passo.to_string();
        let argumentos = ["--itens", "3", "--lugares", "2", "--morre", &passo_texto];
        let fim = Programa::iniciar(ANEL, &argumentos).esperar_fim();
        let inteiros = (passo - 1) / por_item;
        assert_eq!(fim.status.code(), Some(0), "passo {passo}: {}", fim.erro);
        assert_eq!(fim.saida, "3 itens, em ordem, nenhum pela metade\n");
        let deixou = format!("deixou {inteiros} itens inteiros");
        assert!(fim.erro.contains(&deixou), "passo {passo}: {}", fim.erro);
    }
}
// ANCHOR_END: rasgado

#[test]
fn o_consumidor_que_volta_encontra_o_item_que_o_anterior_nao_levou() {
    let arquivo = arquivo_sem_nome(tamanho(2)).expect("há memória");
    let mapa = mapear(&arquivo).expect("mapeia");
    let mut produtor = Produtor::novo(mapa.palavras());
    produtor.por(&exemplo(0), || {});
    produtor.por(&exemplo(1), || {});
    assert_eq!(Consumidor::novo(mapa.palavras()).tirar(), Some(exemplo(0)));
    assert_eq!(Consumidor::novo(mapa.palavras()).tirar(), Some(exemplo(1)));
}

#[test]
fn o_produtor_que_retoma_nao_repete_o_que_ja_estava_selado() {
    let arquivo = arquivo_sem_nome(tamanho(4)).expect("há memória");
    let mapa = mapear(&arquivo).expect("mapeia");
    let mut primeiro = Produtor::novo(mapa.palavras());
    assert!(primeiro.por(&exemplo(0), || {}) && primeiro.por(&exemplo(1), || {}));
    // Ninguém levou nada ainda: só os selos dizem o que já foi posto.
    let mut segundo = Produtor::novo(mapa.palavras());
    assert_eq!(segundo.proximo(), 2);
    assert!(segundo.por(&exemplo(2), || {}));
    let mut consumidor = Consumidor::novo(mapa.palavras());
    for item in 0..3 {
        assert_eq!(consumidor.tirar(), Some(exemplo(item)));
    }
}

#[test]
fn mil_itens_passam_entre_dois_processos_por_um_lugar_so() {
    let fim = Programa::iniciar(ANEL, &["--lugares", "1"]).esperar_fim();
    assert_eq!(
        fim.saida, "1000 itens, em ordem, nenhum pela metade\n",
        "{}",
        fim.erro
    );
}

#[test]
fn produtor_sem_memoria_na_saida_diz_o_que_falta() {
    let fim = Programa::iniciar(ANEL, &["--produtor"]).esperar_fim();
    assert_eq!(fim.status.code(), Some(1));
    assert_eq!(
        fim.erro,
        "erro: a saída padrão não é a memória de um anel\n"
    );
}

#[cfg(unix)]
#[test]
fn morto_o_consumidor_o_produtor_nao_espera_para_sempre() {
    use nix::sys::signal::{Signal, kill};
    let anel = Programa::iniciar(ANEL, &["--itens", "1000000000", "--diario"]);
    anel.esperar_no_diario("produtor: processo");
    kill(
        nix::unistd::Pid::from_raw(anel.pid().cast_signed()),
        Signal::SIGKILL,
    )
    .expect("o consumidor está vivo");
    // A saída de erro é dos dois: só acaba quando o produtor também acaba.
    anel.esperar_fim();
}
