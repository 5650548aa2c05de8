//! Uma vez e em ordem, por um canal que perde, repete e embaralha.
//!
//! Tempo virtual: nenhum destes testes espera, e a semente repete a execução.

use std::time::Duration;

use crate::comum::{Censura, ENLACE, Ouvidos, limites};
use mensagens::adversario::{Adversario, Maldade};
use mensagens::bit_alternado::executar;
use mensagens::canal::simulado::{Enlace, Simulado};
use mensagens::pare_e_espere::numero::{Largura, Numero};
use mensagens::pare_e_espere::prazo::Limites;
use mensagens::pare_e_espere::remetente::{Erro, Remetente};
use mensagens::pare_e_espere::segmento::{MAIOR_CARGA, Segmento};

const LARGA: Largura = Largura::TRINTA_E_DOIS_BITS;

fn calmo(outro: Ouvidos) -> Simulado<Ouvidos> {
    Simulado::novo(outro, ENLACE, Adversario::novo(Maldade::NENHUMA, 1))
}

#[test]
fn cada_mensagem_chega_uma_vez_e_em_ordem_sob_perda_repeticao_e_desordem() {
    let maldade = Maldade {
        perda: 0.3,
        duplicacao: 0.3,
        atraso: Duration::from_millis(500),
    };
    for semente in 0..150 {
        let execucao = executar(LARGA, 60, maldade, semente)
            .unwrap_or_else(|erro| panic!("semente {semente}: {erro}"));
        assert!(
            execucao.certa(),
            "semente {semente}: chegou {:?}; {}",
            execucao.entregues,
            execucao.estrago
        );
        // Sem isto, o teste passaria num canal perfeito e não provaria nada.
        let e = execucao.estrago;
        assert!(
            e.perdidos > 0 && e.repetidos > 0 && e.trocados > 0,
            "semente {semente}: o canal não maltratou: {e}"
        );
    }
}

#[test]
fn o_par_morto_e_um_erro_claro_depois_do_limite() {
    let mudo = Censura::nova(calmo(Ouvidos::novos(LARGA)), |_| false);
    let erro = Remetente::abrir(mudo, 1, LARGA, Limites::default()).err();
    let espera = Duration::from_millis(7500);
    let esperado = Erro::SemReceptor {
        tentativas: 10,
        espera,
    };
    assert_eq!(
        erro,
        Some(esperado),
        "100 + 200 + 400 + 800 ms, e seis vezes 1 s"
    );
}

#[test]
fn quem_se_cala_no_meio_diz_quantas_chegaram_e_que_a_ultima_e_duvida() {
    let so_duas = |s: &Segmento| !matches!(s, Segmento::Confirmacao(_, Numero(2)));
    let canal = Censura::nova(calmo(Ouvidos::novos(LARGA)), so_duas);
    let mut remetente = Remetente::abrir(canal, 1, LARGA, limites(4)).unwrap();
    remetente.enviar(b"a").unwrap();
    remetente.enviar(b"b").unwrap();
    let erro = remetente.enviar(b"c").unwrap_err();
    assert!(
        erro.to_string().contains("mensagem 3 em 4 tentativas")
            && erro.to_string().contains("as 2 anteriores foram entregues"),
        "{erro}"
    );
    let (_, canal) = remetente.encerrar().unwrap();
    assert_eq!(
        canal.canal.outro.mensagens(),
        ["a", "b", "c"],
        "a terceira chegou: só a confirmação se perdeu, e de lá não se distingue"
    );
}

#[test]
fn fim_sem_confirmacao_nao_desmente_o_que_foi_entregue() {
    let sem_a_ultima = |s: &Segmento| !matches!(s, Segmento::Confirmacao(_, Numero(1)));
    let canal = Censura::nova(calmo(Ouvidos::novos(LARGA)), sem_a_ultima);
    let mut remetente = Remetente::abrir(canal, 1, LARGA, limites(4)).unwrap();
    remetente.enviar(b"a").unwrap();
    let (relato, canal) = remetente.encerrar().unwrap();
    assert_eq!((relato.entregues, relato.fim_confirmado), (1, false));
    assert_eq!(
        canal.canal.outro.chegadas(),
        2,
        "o receptor soube do fim, uma vez só, embora quatro cópias tenham chegado"
    );
}

#[test]
fn mensagem_sem_efeito_nao_e_confirmada_e_volta() {
    let mut ouvidos = Ouvidos::novos(LARGA);
    ouvidos.recusar(2);
    let mut remetente = Remetente::abrir(calmo(ouvidos), 1, LARGA, limites(5)).unwrap();
    remetente.enviar(b"a").unwrap();
    let (relato, canal) = remetente.encerrar().unwrap();
    assert_eq!(canal.outro.mensagens(), ["a"]);
    assert_eq!(
        relato.transmissoes,
        1 + 3 + 1,
        "abrir, três vezes a, e o fim"
    );
}

#[test]
fn so_se_mede_a_ida_e_volta_de_quem_foi_transmitido_uma_vez() {
    let longe = Enlace {
        latencia: Duration::from_millis(155),
        vazao: None,
    };
    let adversario = Adversario::novo(Maldade::NENHUMA, 1);
    let canal = Simulado::novo(Ouvidos::novos(LARGA), longe, adversario);
    let mut remetente = Remetente::abrir(canal, 1, LARGA, Limites::default()).unwrap();
    for _ in 0..20 {
        remetente.enviar(b"a").unwrap();
    }
    let (relato, _) = remetente.encerrar().unwrap();
    // A abertura sai três vezes, em 0, 100 e 300 ms, e a resposta vem em 310:
    // medida da terceira, a ida e volta pareceria de 10 ms.
    assert_eq!(
        relato.transmissoes,
        3 + 20 + 1,
        "o prazo aprendeu errado: {relato}"
    );
}

#[test]
fn mensagem_grande_demais_e_recusada_sem_transmitir() {
    let canal = calmo(Ouvidos::novos(LARGA));
    let mut remetente = Remetente::abrir(canal, 1, LARGA, limites(1)).unwrap();
    let grande = vec![0; MAIOR_CARGA + 1];
    assert_eq!(
        remetente.enviar(&grande),
        Err(Erro::GrandeDemais(MAIOR_CARGA + 1))
    );
    remetente.enviar(&grande[1..]).expect("a maior que cabe");
    let (relato, _) = remetente.encerrar().unwrap();
    assert_eq!(relato.transmissoes, 3, "abrir, a que coube e o fim");
}
