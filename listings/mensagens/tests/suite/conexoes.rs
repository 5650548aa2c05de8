//! O nome da conexão: o que é de outra vida não entra nesta.

use crate::comum::{Censura, ENLACE, Ouvidos, conexao_aberta, limites};
use mensagens::adversario::{Adversario, Maldade};
use mensagens::canal::Reage;
use mensagens::canal::simulado::Simulado;
use mensagens::pare_e_espere::numero::{Largura, Numero};
use mensagens::pare_e_espere::receptor::SESSOES;
use mensagens::pare_e_espere::remetente::Remetente;
use mensagens::pare_e_espere::segmento::{Conexao, MAIOR_DATAGRAMA, Pedido, Segmento};
use proptest::prelude::*;

const LARGA: Largura = Largura::TRINTA_E_DOIS_BITS;

/// Uma conexão inteira: o receptor, e todos os datagramas que ele recebeu.
fn conversa(textos: &[&str]) -> (Ouvidos, Vec<Vec<u8>>) {
    let calmo = Adversario::novo(Maldade::NENHUMA, 1);
    let canal = Simulado::novo(Ouvidos::novos(LARGA), ENLACE, calmo);
    let canal = Censura::nova(canal, |_| true);
    let mut remetente = Remetente::abrir(canal, 1, LARGA, limites(1)).unwrap();
    for texto in textos {
        remetente.enviar(texto.as_bytes()).unwrap();
    }
    let (_, canal) = remetente.encerrar().unwrap();
    (canal.canal.outro, canal.enviados)
}

#[test]
fn os_datagramas_de_uma_conexao_antiga_nao_entram_na_nova() {
    let (mut ouvidos, antigos) = conversa(&["a", "b", "c"]);
    let nova = conexao_aberta(&mut ouvidos, 2);
    for antigo in antigos.iter().chain(&antigos) {
        ouvidos.reagir(antigo);
    }
    ouvidos.ouvir(&Segmento::Dados(nova, Numero(0), b"d".to_vec()));
    assert_eq!(ouvidos.mensagens(), ["a", "b", "c", "d"]);
}

#[test]
fn o_receptor_que_renasceu_nao_entrega_o_que_era_da_vida_anterior() {
    let (_, antigos) = conversa(&["a", "b", "c"]);
    let mut renascido = Ouvidos::com_semente(LARGA, 8);
    for antigo in &antigos {
        renascido.reagir(antigo);
    }
    assert!(
        renascido.mensagens().is_empty(),
        "a abertura velha ganhou nome novo, que os dados velhos não têm"
    );
}

#[test]
fn a_abertura_repetida_recebe_o_mesmo_nome_e_outra_recebe_outro() {
    let mut ouvidos = Ouvidos::novos(LARGA);
    let primeira = conexao_aberta(&mut ouvidos, 1);
    assert_eq!(conexao_aberta(&mut ouvidos, 1), primeira);
    assert_ne!(conexao_aberta(&mut ouvidos, 2), primeira);
}

#[test]
fn o_fim_repetido_ainda_e_confirmado_e_nada_vem_depois_dele() {
    let mut ouvidos = Ouvidos::novos(LARGA);
    let conexao = conexao_aberta(&mut ouvidos, 1);
    let fim = Segmento::Fim(conexao, Numero(0));
    let confirmacao = Some(Segmento::Confirmacao(conexao, Numero(0)));
    assert_eq!(ouvidos.ouvir(&fim), confirmacao);
    assert_eq!(
        ouvidos.ouvir(&fim),
        confirmacao,
        "a confirmação pode ter se perdido"
    );
    let depois = Segmento::Dados(conexao, Numero(1), b"x".to_vec());
    assert_eq!(ouvidos.ouvir(&depois), None);
    assert_eq!(ouvidos.chegadas(), 1, "o fim chega à aplicação uma vez");
}

#[test]
fn sem_lugar_ninguem_entra_e_quem_termina_da_o_seu() {
    let mut ouvidos = Ouvidos::novos(LARGA);
    let abertas: Vec<_> = (0..SESSOES as u64)
        .map(|pedido| {
            let conexao = conexao_aberta(&mut ouvidos, pedido);
            ouvidos.ouvir(&Segmento::Dados(conexao, Numero(0), b"a".to_vec()));
            conexao
        })
        .collect();
    let mais_uma = Segmento::Abrir(Pedido(9999));
    assert_eq!(ouvidos.ouvir(&mais_uma), None, "todas estão em uso");
    ouvidos.ouvir(&Segmento::Fim(abertas[3], Numero(1)));
    assert!(ouvidos.ouvir(&mais_uma).is_some(), "a quarta terminou");
    let segue = Segmento::Dados(abertas[4], Numero(1), b"b".to_vec());
    assert!(ouvidos.ouvir(&segue).is_some(), "as outras seguem");
}

#[test]
fn quem_se_cala_no_meio_perde_o_lugar_para_quem_chega() {
    let mut ouvidos = Ouvidos::novos(LARGA).sem_paciencia();
    let abandonada = conexao_aberta(&mut ouvidos, 0);
    ouvidos.ouvir(&Segmento::Dados(abandonada, Numero(0), b"a".to_vec()));
    for pedido in 1..=SESSOES as u64 {
        let conexao = conexao_aberta(&mut ouvidos, pedido);
        ouvidos.ouvir(&Segmento::Dados(conexao, Numero(0), b"b".to_vec()));
    }
    let volta = Segmento::Dados(abandonada, Numero(1), b"c".to_vec());
    assert_eq!(ouvidos.ouvir(&volta), None, "o lugar já era de outro");
    assert_eq!(
        ouvidos.mensagens().len(),
        1 + SESSOES,
        "e ninguém ficou fora"
    );
}

#[test]
fn quem_so_abre_nao_toma_o_lugar_de_quem_conversa() {
    let mut ouvidos = Ouvidos::novos(LARGA);
    let conexao = conexao_aberta(&mut ouvidos, 0);
    ouvidos.ouvir(&Segmento::Dados(conexao, Numero(0), b"a".to_vec()));
    for pedido in 1..=10 * SESSOES as u64 {
        conexao_aberta(&mut ouvidos, pedido);
    }
    let segue = Segmento::Dados(conexao, Numero(1), b"b".to_vec());
    assert!(ouvidos.ouvir(&segue).is_some());
    assert_eq!(ouvidos.mensagens(), ["a", "b"]);
}

fn segmento() -> impl Strategy<Value = Segmento> {
    let carga = prop::collection::vec(any::<u8>(), 0..50);
    prop_oneof![
        any::<u64>().prop_map(|p| Segmento::Abrir(Pedido(p))),
        any::<(u64, u64)>().prop_map(|(p, c)| Segmento::Aceito(Pedido(p), Conexao(c))),
        (any::<(u64, u32)>(), carga).prop_map(|((c, n), carga)| Segmento::Dados(
            Conexao(c),
            Numero(n),
            carga
        )),
        any::<(u64, u32)>().prop_map(|(c, n)| Segmento::Fim(Conexao(c), Numero(n))),
        any::<(u64, u32)>()
            .prop_map(|(c, n)| Segmento::Confirmacao(Conexao(c), Numero(n))),
    ]
}

proptest! {
    #[test]
    fn todo_segmento_vai_e_volta(segmento in segmento()) {
        prop_assert_eq!(Segmento::decodificar(&segmento.codificar()), Some(segmento));
    }

    #[test]
    fn lixo_nunca_derruba_o_receptor_nem_vira_mensagem(
        lixo in prop::collection::vec(any::<u8>(), 0..MAIOR_DATAGRAMA + 10)
    ) {
        let mut ouvidos = Ouvidos::novos(LARGA);
        let conexao = conexao_aberta(&mut ouvidos, 1);
        ouvidos.reagir(&lixo);
        prop_assert_eq!(ouvidos.chegadas(), 0);
        ouvidos.ouvir(&Segmento::Dados(conexao, Numero(0), b"a".to_vec()));
        prop_assert_eq!(ouvidos.mensagens(), ["a"]);
    }
}
