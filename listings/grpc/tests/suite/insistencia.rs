//! Repetir sem piorar o que está ruim, com o relógio de mentira.

use std::cell::Cell;
use std::time::Duration;

use grpc::insistencia::{Politica, insistir};
use prost::Message;
use tokio::time::Instant;
use tonic::{Code, Status};
use tonic_types::pb::{self, RetryInfo};
use tonic_types::{ErrorDetails, StatusExt};

const POLITICA: Politica = Politica {
    tentativas: 4,
    por_tentativa: Duration::from_secs(1),
    recuo: Duration::from_millis(100),
    maior_recuo: Duration::from_millis(300),
};

/// Insiste contra um servidor que sempre responde `erro`, com o relógio de
/// mentira; devolve as tentativas e o tempo gasto.
async fn insistir_contra(erro: Status, prazo: Duration) -> (u32, Duration) {
    let tentativas = Cell::new(0);
    let inicio = Instant::now();
    let fim = insistir(POLITICA, inicio + prazo, |_| {
        tentativas.set(tentativas.get() + 1);
        let erro = erro.clone();
        async { Err::<(), _>(erro) }
    });
    let dito = fim.await.expect_err("nunca dá certo");
    assert_eq!(dito.code(), erro.code(), "o erro é o do servidor");
    (tentativas.get(), inicio.elapsed())
}

#[tokio::test(start_paused = true)]
async fn so_se_repete_o_que_pode_dar_certo() {
    let uma_hora = Duration::from_secs(3600);
    let fora = Status::unavailable("fora do ar");
    assert_eq!(insistir_contra(fora, uma_hora).await.0, 4);
    for codigo in [
        Code::InvalidArgument,
        Code::NotFound,
        Code::Unauthenticated,
        Code::Internal,
        Code::ResourceExhausted, // sem dizer quando voltar
    ] {
        let (tentativas, gasto) =
            insistir_contra(Status::new(codigo, "não"), uma_hora).await;
        assert_eq!((tentativas, gasto), (1, Duration::ZERO), "{codigo:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn quem_diz_quando_voltar_e_obedecido() {
    let dez = Duration::from_secs(10);
    let detalhes = ErrorDetails::with_retry_info(Some(dez));
    let cheio = Status::with_error_details(Code::ResourceExhausted, "cheio", detalhes);
    let (tentativas, gasto) = insistir_contra(cheio, Duration::from_secs(3600)).await;
    assert_eq!(tentativas, 4);
    assert_eq!(gasto.as_secs(), 30, "três esperas de dez segundos");
}

#[tokio::test(start_paused = true)]
async fn quem_manda_voltar_no_fim_dos_tempos_nao_derruba_ninguem() {
    // À mão: a biblioteca, ao escrever, não deixa passar de dez mil anos.
    let retry_delay = Some(prost_types::Duration {
        seconds: i64::MAX,
        nanos: 0,
    });
    let detalhe = prost_types::Any {
        type_url: "type.googleapis.com/google.rpc.RetryInfo".into(),
        value: RetryInfo { retry_delay }.encode_to_vec(),
    };
    let detalhes = pb::Status {
        details: vec![detalhe],
        ..pb::Status::default()
    };
    let detalhes = detalhes.encode_to_vec().into();
    let cheio = Status::with_details(Code::ResourceExhausted, "cheio", detalhes);
    let fim = insistir_contra(cheio, Duration::from_secs(3600)).await;
    assert_eq!(fim, (1, Duration::ZERO), "não cabe no prazo: nem espera");
}

#[tokio::test(start_paused = true)]
async fn as_repeticoes_cabem_no_prazo_de_quem_pediu() {
    let fora = Status::unavailable("fora do ar");
    let prazo = Duration::from_millis(50);
    for _ in 0..100 {
        let (_, gasto) = insistir_contra(fora.clone(), prazo).await;
        assert!(gasto <= prazo, "gastou {gasto:?} de {prazo:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn cada_tentativa_recebe_no_maximo_o_que_resta() {
    let inicio = Instant::now();
    let vence = inicio + Duration::from_millis(2500);
    let dados = std::cell::RefCell::new(Vec::new());
    let fim = insistir(POLITICA, vence, |prazo| {
        dados.borrow_mut().push((inicio.elapsed(), prazo));
        async move {
            tokio::time::sleep(prazo).await;
            Err::<(), _>(Status::deadline_exceeded("calado"))
        }
    });
    fim.await.expect_err("nunca responde");
    let dados = dados.into_inner();
    assert_eq!(
        dados[0].1, POLITICA.por_tentativa,
        "a primeira não gasta tudo"
    );
    for (quando, prazo) in dados {
        assert!(
            prazo <= 2 * POLITICA.por_tentativa,
            "o segundo dobra: {prazo:?}"
        );
        assert!(quando + prazo <= vence - inicio, "{quando:?} + {prazo:?}");
    }
}
