//! O que se promete de um broker, no que vem dentro da crate.

use crate::afirmar;
use crate::comum::embutido;

afirmar!(
    embutido(),
    entrega::cada_nivel_troca_um_dois_ou_quatro_pacotes,
    entrega::qos_0_perde_o_que_ia_na_conexao_que_caiu,
    entrega::qos_1_repete_quando_a_confirmacao_se_perde,
    entrega::qos_2_entrega_uma_vez_mesmo_sem_a_primeira_resposta,
    entrega::qos_1_reentrega_a_quem_morreu_antes_de_confirmar,
    entrega::qos_2_nao_salva_quem_morre_depois_do_efeito,
    entrega::quem_volta_recebe_o_que_se_publicou_na_sua_ausencia,
    entrega::sem_sessao_a_ausencia_e_perda,
    topicos::o_jogo_da_velha_casa_tambem_com_o_nivel_de_cima,
    topicos::o_mais_vale_um_nivel_e_o_jogo_da_velha_os_seguintes,
    topicos::a_retida_chega_a_quem_assina_depois_e_so_a_ultima,
    topicos::a_retida_vazia_apaga_a_que_havia,
    topicos::o_testamento_sai_na_morte_e_nao_na_despedida,
    topicos::todos_os_assinantes_recebem_todas,
);
