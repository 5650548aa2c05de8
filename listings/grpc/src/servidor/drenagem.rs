//! O fim de um servidor: avisar, esperar quem começou, e não esperar para sempre.

use std::time::Duration;

use tokio::time::timeout;
use tonic_health::ServingStatus;
use tonic_health::server::HealthReporter;

use crate::camada::vida::Vida;
use crate::contrato::deposito_server::SERVICE_NAME;

/// O tempo de as últimas respostas saírem para a rede.
const DESPEDIDA: Duration = Duration::from_secs(1);

/// Como o servidor terminou.
#[derive(Debug, PartialEq, Eq)]
pub enum Fim {
    /// Tudo o que tinha começado acabou.
    Drenado,
    /// O prazo venceu com tantas chamadas em curso.
    Cortado(usize),
}

// ANCHOR: despedir
/// Espera o pedido de fim e avisa, nesta ordem: quem balanceia, para que não
/// mande mais ninguém; e quem só espera pelo futuro, para que vá esperar em outro.
pub(super) async fn despedir(saude: HealthReporter, vida: Vida) {
    vida.pedido.cancelled().await;
    for servico in ["", SERVICE_NAME] {
        let adeus = ServingStatus::NotServing;
        saude.set_service_status(servico, adeus).await;
    }
    vida.fim.cancel();
}
// ANCHOR_END: despedir

/// Conduz o servidor até o fim e, pedido este, até o fim do que está em curso.
pub(super) async fn drenar(
    servidor: impl Future<Output = Result<(), tonic::transport::Error>>,
    vida: &Vida,
    prazo: Duration,
) -> Result<Fim, tonic::transport::Error> {
    let mut servidor = std::pin::pin!(servidor);
    tokio::select! {
        parou = &mut servidor => return parou.map(|()| Fim::Drenado),
        () = vida.fim.cancelled() => {}
    }
    // Daqui em diante nenhuma conexão nova entra; o tonic espera as que há.
    let acabou = async {
        tokio::select! {
            acabou = &mut servidor => acabou,
            () = sossegar(vida) => Ok(()),
        }
    };
    if let Ok(acabou) = timeout(prazo, acabou).await {
        return acabou.map(|()| Fim::Drenado);
    }
    let restavam = *vida.em_curso().borrow();
    vida.corte.cancel();
    // Quem não lê nem a despedida fica sem ela: o socket fecha com o programa.
    let _ = timeout(DESPEDIDA, servidor).await;
    Ok(Fim::Cortado(restavam))
}

/// Espera não haver chamada nenhuma, por tempo bastante para que a última resposta
/// já tenha saído. Uma conexão que se calou no meio do aperto de mão não é chamada:
/// o tonic a esperaria, e nós não.
async fn sossegar(vida: &Vida) {
    let mut em_curso = vida.em_curso();
    loop {
        let parado = em_curso.wait_for(|&n| n == 0).await.is_ok();
        if !parado
            || timeout(DESPEDIDA, em_curso.wait_for(|&n| n > 0))
                .await
                .is_err()
        {
            return;
        }
    }
}
