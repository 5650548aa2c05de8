//! O mestre: quem morre não leva o trabalho consigo, e quem falha sempre não
//! prende ninguém.

use std::cell::OnceCell;
use std::process::Command;
use std::sync::mpsc::SyncSender;

use crate::comum::{DEPRESSA, Ensaio, NUNCA, PRIMOS, sozinho, trabalhador};
use processos::aviso::{Aviso, Erro};
use processos::canal::Canal;
use processos::evento::Evento;
#[cfg(unix)]
use processos::fim::Fim;
use processos::mestre::Mestre;
use processos::primos;
use processos::reinicio::{Politica, Reinicios};
use processos::supervisor::{Estrategia, Reinicia, Supervisor};

const ATE: u64 = 9_999;

fn ensaio(postos: usize, politica: Politica) -> Ensaio {
    Ensaio {
        faixas: primos::faixas(ATE, 1_000),
        postos,
        canal: Canal::Pipe,
        politica,
    }
}

/// Só o primeiro trabalhador morre, no byte marcado.
fn primeiro_morre_em(byte: &'static str) -> impl FnMut(usize) -> Command {
    let mut primeiro = true;
    move |_posto| {
        let mut comando = trabalhador();
        if std::mem::take(&mut primeiro) {
            comando.args(["--morre", byte]);
        }
        comando
    }
}

#[test]
fn a_faixa_de_quem_morreu_e_feita_por_outro_e_o_resultado_e_identico() {
    let (mut perdida, mut quem_refez) = (None, None);
    // No byte 40: a faixa 0 lida, e a resposta dela cortada ao meio.
    let total =
        ensaio(2, NUNCA).rodar(&mut primeiro_morre_em("40"), &mut |aviso| match aviso {
            Aviso::Terminou {
                posto: 0,
                refazer: Some(faixa),
                ..
            } => perdida = Some(faixa),
            Aviso::Feita { posto, faixa, .. } if Some(faixa) == perdida => {
                quem_refez = Some(posto);
            }
            _ => {}
        });
    assert_eq!(
        perdida,
        Some(0),
        "o trabalhador 0 devia morrer com a faixa 0"
    );
    assert_eq!(
        quem_refez,
        Some(1),
        "o trabalhador 1 devia refazer a faixa do 0"
    );
    assert_eq!(total.expect("um basta"), sozinho(ATE, 10));
}

#[test]
fn o_resultado_nao_depende_do_numero_de_trabalhadores() {
    for postos in [1, 2, 5, 16] {
        let total = ensaio(postos, DEPRESSA).rodar(&mut |_| trabalhador(), &mut |_| {});
        assert_eq!(
            total.expect("ninguém morre"),
            sozinho(ATE, 10),
            "{postos} postos"
        );
    }
}

#[cfg(unix)]
#[test]
fn por_socket_o_resultado_e_o_mesmo_e_a_queda_tambem_se_refaz() {
    let mut por_socket = ensaio(2, DEPRESSA);
    por_socket.canal = Canal::Socket;
    let total = por_socket.rodar(&mut primeiro_morre_em("40"), &mut |_| {});
    assert_eq!(total.expect("só um morre"), sozinho(ATE, 10));
}

#[test]
fn quem_sempre_cai_esgota_os_reinicios_e_o_mestre_desiste_dizendo_quem() {
    let mut iniciados = 0;
    let mut sempre = |_posto| {
        iniciados += 1;
        let mut comando = trabalhador();
        comando.args(["--morre", "10"]);
        comando
    };
    let desistiu = ensaio(1, DEPRESSA).rodar(&mut sempre, &mut |_| {});
    assert!(
        matches!(desistiu, Err(Erro::Desisti { posto: 0, .. })),
        "devia desistir: {desistiu:?}"
    );
    assert_eq!(
        iniciados,
        1 + DEPRESSA.maximo,
        "o primeiro e mais os reinícios"
    );
}

#[test]
fn quem_nao_fala_o_protocolo_e_morto_e_a_faixa_vai_a_outro() {
    let mut primeiro = true;
    // O próprio programa, no papel errado: escreve texto em vez de quadros.
    let mut fabrica = |_posto| match std::mem::take(&mut primeiro) {
        true => {
            let mut comando = Command::new(PRIMOS);
            comando.args(["--ate", "10"]);
            comando
        }
        false => trabalhador(),
    };
    let total = ensaio(2, NUNCA).rodar(&mut fabrica, &mut |_| {});
    assert_eq!(total.expect("o outro faz tudo"), sozinho(ATE, 10));
}

#[cfg(unix)]
#[test]
fn quem_responde_por_uma_faixa_que_nao_lhe_deram_e_morto() {
    // Um quadro bem formado, de uma faixa que não existe; depois, silêncio.
    let quadro = r"printf '\0\0\0\030\377\377\377\377\377\377\377\377'; \
        head -c 16 /dev/zero; exec sleep 60";
    let mut mentiroso = true;
    let mut fabrica = |_posto| match std::mem::take(&mut mentiroso) {
        true => {
            let mut comando = Command::new("sh");
            comando.args(["-c", quadro]);
            comando
        }
        false => trabalhador(),
    };
    let mut fins = Vec::new();
    let total = ensaio(2, NUNCA).rodar(&mut fabrica, &mut |aviso| {
        if let Aviso::Terminou { posto: 0, fim, .. } = aviso {
            fins.push(fim);
        }
    });
    assert_eq!(total.expect("o outro faz tudo"), sozinho(ATE, 10));
    assert_eq!(fins, [Fim::Sinal(9)], "o mentiroso devia ser morto");
}

#[test]
fn programa_que_nao_existe_e_um_erro_que_diz_qual_trabalhador() {
    let mut fabrica = |_posto| Command::new("programa-que-nao-existe");
    let erro = ensaio(1, DEPRESSA).rodar(&mut fabrica, &mut |_| {});
    assert!(
        matches!(erro, Err(Erro::Iniciar { posto: 0, .. })),
        "{erro:?}"
    );
}

#[test]
fn pedido_o_fim_a_faixa_de_quem_morre_ainda_e_refeita_e_nenhuma_nova_se_entrega() {
    let pedido = OnceCell::<SyncSender<Evento>>::new();
    // Pede o fim assim que a primeira faixa é entregue a quem vai morrer com ela.
    let mut avisar = |aviso| {
        if matches!(aviso, Aviso::Entregue { .. }) {
            let pedido = pedido.get().expect("foi guardado antes de executar");
            pedido.send(Evento::PedirFim).expect("a equipe ouve");
        }
    };
    let (um_por_um, sempre) = (Estrategia::UmPorUm, Reinicia::Sempre);
    let reinicios = Reinicios::novos(DEPRESSA, 11);
    let mut fabrica = primeiro_morre_em("40");
    let mestre = Mestre::novo(
        primos::faixas(ATE, 1_000),
        (1, Canal::Pipe),
        Supervisor::novo(1, um_por_um, sempre, reinicios),
        &mut fabrica,
        &mut avisar,
    );
    pedido.set(mestre.equipe().remetente()).expect("uma vez só");
    let total = mestre.executar().expect("só um morre");
    assert_eq!((total.feitas, total.faixas), (1, 10));
    assert_eq!(total.quantos, 168, "há 168 primos abaixo de mil");
}

#[test]
fn sem_faixa_nenhuma_o_mestre_termina_com_zero() {
    let mut vazio = ensaio(2, DEPRESSA);
    vazio.faixas.clear();
    let total = vazio.rodar(&mut |_| trabalhador(), &mut |_| {});
    assert_eq!(total.expect("nada a fazer").feitas, 0);
}
