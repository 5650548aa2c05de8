//! O que o leitor joga é o que o verificador percorre.

use dois_generais::batalha::{ATACAM, Batalha, CONCORDAM};
use dois_generais::jogo::sistema;
use dois_generais::verificacao::verificar;
use rastro::modelo::LIMITE;
use stateright::actor::LossyNetwork;

#[test]
fn o_exercicio_do_capitulo_se_vence_com_quatro_jogadas() {
    let batalha = Batalha::cautelosa(3);
    let tabela = sistema(batalha).conferir_exercicio("batalha", "Os dois generais");
    let respostas = tabela
        .desafios
        .iter()
        .map(|d| d.resposta.as_ref().map(Vec::len));
    assert_eq!(respostas.collect::<Vec<_>>(), [Some(4), Some(4)]);
}

#[test]
fn os_dois_modelos_contam_o_mesmo_e_concluem_o_mesmo() {
    for confirmacoes in 0..=10 {
        let batalha = Batalha::cautelosa(confirmacoes);
        let um = verificar(batalha, LossyNetwork::Yes);
        let outro = sistema(batalha).verificar(LIMITE);
        let discordia = um.discordia.map(|passos| passos.len());
        assert_eq!(discordia, outro.contraexemplo(CONCORDAM).map(<[_]>::len));
        assert_eq!(um.atacam, outro.exemplo(ATACAM).is_some());
        let completo = sistema(batalha).sem_propriedades().verificar(LIMITE);
        assert_eq!(
            um.estados, completo.estados,
            "com {confirmacoes} confirmações"
        );
    }
}
