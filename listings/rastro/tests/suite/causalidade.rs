//! Os vetores contam o que aconteceu antes: conferido por força bruta.

use proptest::prelude::*;
use rastro::{Acao, Causalidade, Rastro};

use crate::desenho::qualquer;

/// A definição, ao pé da letra: a ordem de cada processo, as mensagens, e o
/// fecho transitivo das duas.
fn por_forca_bruta(r: &Rastro) -> Vec<Vec<bool>> {
    let eventos = r.eventos();
    let n = eventos.len();
    let mut antes = vec![vec![false; n]; n];
    let mut origem = Vec::new();
    for (i, evento) in eventos.iter().enumerate() {
        match &evento.acao {
            Acao::Envio { .. } => origem.push(i),
            Acao::Duplicacao { mensagem } => origem.push(origem[mensagem.numero()]),
            Acao::Recepcao { mensagem } => antes[origem[mensagem.numero()]][i] = true,
            _ => {}
        }
        for j in i + 1..n {
            let mesmo = eventos[j].processo == evento.processo;
            let da_rede = evento.acao.e_da_rede() || eventos[j].acao.e_da_rede();
            antes[i][j] |= mesmo && !da_rede;
        }
    }
    for meio in 0..n {
        for i in 0..n {
            for j in 0..n {
                antes[i][j] |= antes[i][meio] && antes[meio][j];
            }
        }
    }
    antes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn o_vetor_diz_antes_quando_e_so_quando_ha_uma_corrente(r in qualquer()) {
        let causalidade = Causalidade::de(&r);
        let antes = por_forca_bruta(&r);
        let n = r.eventos().len();
        for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))) {
            prop_assert_eq!(causalidade.antes(i, j), antes[i][j], "{} e {}", i, j);
            let de_processos = ![i, j].iter().any(|&k| r.eventos()[k].acao.e_da_rede());
            let soltos = i != j && de_processos && !antes[i][j] && !antes[j][i];
            prop_assert_eq!(causalidade.concorrentes(i, j), soltos, "{} e {}", i, j);
        }
    }

    #[test]
    fn um_corte_e_consistente_quando_o_passado_de_quem_esta_dentro_tambem_esta(
        r in qualquer(), quantos in prop::collection::vec(0..6usize, 6)
    ) {
        let quantos = &quantos[..r.processos().len()];
        let causalidade = Causalidade::de(&r);
        let mut vistos = vec![0; quantos.len()];
        let dentro: Vec<bool> = r.eventos().iter().map(|e| {
            if e.acao.e_da_rede() {
                return false;
            }
            vistos[e.processo] += 1;
            vistos[e.processo] <= quantos[e.processo]
        }).collect();
        let fechado = (0..dentro.len()).all(|j| !dentro[j] || (0..j)
            .all(|i| dentro[i] || !causalidade.antes(i, j)));
        prop_assert_eq!(causalidade.corte_consistente(quantos), fechado);
    }
}

#[test]
fn a_recepcao_conhece_o_envio_e_o_resto_e_concorrente() {
    let mut r = Rastro::novo(["A", "B"]).unwrap();
    let m = r.enviar(0, 1, "oi").unwrap();
    r.local(1, "sozinho").unwrap();
    r.receber(m).unwrap();
    let causalidade = Causalidade::de(&r);
    assert!(causalidade.antes(0, 2) && causalidade.concorrentes(0, 1));
    assert_eq!(causalidade.vetor(2), Some(&[1, 2][..]));
    assert!(
        !causalidade.corte_consistente(&[0, 2]),
        "recebeu o que ninguém enviou"
    );
    assert!(causalidade.corte_consistente(&[1, 1]));
}
