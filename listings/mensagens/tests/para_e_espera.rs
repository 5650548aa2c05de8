//! Uma vez e em ordem, por um canal que perde, repete e embaralha.
//!
//! Tempo virtual: nenhum destes testes espera, e a semente repete a execução.

mod comum;

use std::time::Duration;

use comum::{Censura, ENLACE, Ouvidos, conexao_aberta, limites};
use mensagens::adversario::{Adversario, Maldade};
use mensagens::bit_alternado::executar;
use mensagens::canal::simulado::{Enlace, Simulado};
use mensagens::para_e_espera::numero::{Largura, Numero};
use mensagens::para_e_espera::prazo::Limites;
use mensagens::para_e_espera::remetente::{Erro, Remetente};
use mensagens::para_e_espera::segmento::{MAIOR_CARGA, Segmento};

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
fn um_bit_basta_se_o_canal_perde_e_repete_mas_nao_embaralha() {
    let em_fila = Maldade {
        perda: 0.3,
        duplicacao: 0.3,
        atraso: Duration::ZERO,
    };
    for semente in 0..100 {
        let execucao = executar(Largura::UM_BIT, 60, em_fila, semente).unwrap();
        assert!(execucao.certa(), "semente {semente}: {execucao:?}");
        let e = execucao.estrago;
        assert!(e.perdidos > 0 && e.repetidos > 0, "semente {semente}: {e}");
        assert_eq!(e.trocados, 0, "semente {semente}: o canal era uma fila");
    }
}

#[test]
fn um_bit_engana_se_o_canal_embaralha_e_trinta_e_dois_consertam() {
    let maldade = Maldade {
        perda: 0.1,
        duplicacao: 0.1,
        atraso: Duration::from_millis(300),
    };
    let erradas = |largura| {
        let errou = |&s: &u64| !executar(largura, 60, maldade, s).unwrap().certa();
        (0..40).filter(errou).count()
    };
    assert!(
        erradas(Largura::UM_BIT) > 20,
        "o defeito que o capítulo mostra sumiu"
    );
    assert_eq!(erradas(LARGA), 0, "os mesmos sorteios, números mais largos");
}

/// A história do capítulo: uma cópia de “a” fica para trás e volta depois de
/// tantas mensagens quantos números há.
fn copia_de_a_volta(largura: Largura, depois_de: u32) -> Vec<String> {
    let mut ouvidos = Ouvidos::novos(largura);
    let conexao = conexao_aberta(&mut ouvidos, 1);
    let dados = |n: u32, texto: &str| {
        let numero = (0..n).fold(Numero(0), |numero, _| largura.seguinte(numero));
        Segmento::Dados(conexao, numero, texto.into())
    };
    let a = dados(0, "a");
    ouvidos.ouvir(&a);
    for n in 1..depois_de {
        ouvidos.ouvir(&dados(n, "…"));
    }
    ouvidos.ouvir(&a);
    ouvidos.ouvir(&dados(depois_de, "nova"));
    ouvidos.mensagens()
}

#[test]
fn a_copia_que_sobrevive_a_todos_os_numeros_passa_por_nova_e_a_nova_por_velha() {
    assert_eq!(copia_de_a_volta(Largura::UM_BIT, 2), ["a", "…", "a"]);
    for bits in 1..=8 {
        let chegaram = copia_de_a_volta(Largura::bits(bits).unwrap(), 1 << bits);
        let de_a = chegaram.iter().filter(|m| *m == "a").count();
        assert_eq!(de_a, 2, "{bits} bits: a cópia velha devia ter enganado");
        assert!(!chegaram.contains(&"nova".to_owned()), "{bits} bits");
    }
}

#[test]
fn um_numero_a_mais_e_a_mesma_copia_e_recusada() {
    for bits in 1..=8 {
        let chegaram = copia_de_a_volta(Largura::bits(bits + 1).unwrap(), 1 << bits);
        assert_eq!(chegaram.iter().filter(|m| *m == "a").count(), 1, "{bits}");
        assert_eq!(chegaram.last().unwrap(), "nova", "{bits} bits");
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
        latencia: Duration::from_millis(150),
        vazao: None,
    };
    let adversario = Adversario::novo(Maldade::NENHUMA, 1);
    let canal = Simulado::novo(Ouvidos::novos(LARGA), longe, adversario);
    let mut remetente = Remetente::abrir(canal, 1, LARGA, Limites::default()).unwrap();
    for _ in 0..20 {
        remetente.enviar(b"a").unwrap();
    }
    let (relato, _) = remetente.encerrar().unwrap();
    // A abertura se repete (100 e 200 ms não bastam); depois, o prazo aprendeu.
    assert_eq!(
        relato.transmissoes,
        2 + 22,
        "o prazo não aprendeu: {relato}"
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
