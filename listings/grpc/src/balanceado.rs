//! Vários servidores vistos como um: o cliente escolhe, e só entre os sãos.
//!
//! Cada servidor diz de si mesmo, pelo serviço de saúde do gRPC, se está em
//! condições; uma vigia por servidor escuta. O rodízio pula os outros.

mod limpeza;

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tonic::body::Body;
use tonic::codegen::StdError;
use tonic::codegen::http::{Request, Response};
use tonic::transport::Channel;
use tonic::{Code, Status};
use tonic_health::ServingStatus;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;
use tower::{Service, ServiceExt};

use crate::recusa;
use limpeza::{Canal, limpo};

/// De quanto em quanto se procura saber de um servidor que caiu.
const PAUSA: Duration = Duration::from_millis(100);
/// Quanto um servidor são leva, no máximo, para dizer que está.
const SILENCIO: Duration = Duration::from_secs(1);

/// Um canal que é vários.
#[derive(Clone)]
pub struct Balanceado {
    canais: Arc<Vec<Canal>>,
    saos: watch::Receiver<Vec<bool>>,
    vez: Arc<AtomicUsize>,
    // As vigias acabam com o último clone.
    _vigias: Arc<JoinSet<()>>,
}

impl Balanceado {
    /// Começa supondo todos sãos: a primeira chamada não espera pelas vigias.
    pub fn novo(canais: Vec<Channel>, servico: &'static str) -> Self {
        let canais: Vec<_> = canais.into_iter().map(limpo).collect();
        let (avisa, saos) = watch::channel(vec![true; canais.len()]);
        let mut vigias = JoinSet::new();
        // Com um só não há escolha: a chamada dirá o que houver.
        if canais.len() > 1 {
            for (i, canal) in canais.iter().enumerate() {
                let anotar = avisa.clone();
                let anotar = move |sao| {
                    anotar.send_if_modified(|s| std::mem::replace(&mut s[i], sao) != sao);
                };
                vigias.spawn(vigiar(canal.clone(), servico, anotar));
            }
        }
        Self {
            canais: Arc::new(canais),
            saos,
            vez: Arc::default(),
            _vigias: Arc::new(vigias),
        }
    }

    /// Quem está são, na ordem em que os canais foram dados.
    pub fn saos(&self) -> watch::Receiver<Vec<bool>> {
        self.saos.clone()
    }

    // ANCHOR: escolher
    /// O próximo são no rodízio.
    fn escolher(&self) -> Result<Canal, Status> {
        let saos = self.saos.borrow();
        let saos = self.canais.iter().zip(saos.iter()).filter(|(_, sao)| **sao);
        // Só entre os sãos: pular um doente daria a vez dele sempre ao seguinte.
        let vez = self.vez.fetch_add(1, Ordering::Relaxed);
        let escolhido = vez.checked_rem(saos.clone().count());
        escolhido
            .and_then(|vez| saos.clone().nth(vez))
            .map(|(canal, _)| canal.clone())
            .ok_or_else(|| Status::unavailable("nenhum servidor está são"))
    }
    // ANCHOR_END: escolher
}

// ANCHOR: vigiar
/// Escuta o que um servidor diz da própria saúde, enquanto houver quem escute.
async fn vigiar(canal: Canal, servico: &'static str, anotar: impl Fn(bool)) {
    let mut saude = HealthClient::new(canal);
    loop {
        let pergunta = HealthCheckRequest {
            service: servico.to_owned(),
        };
        // Quem aceita a conexão e se cala não está são: a primeira resposta tem prazo.
        let resposta = timeout(SILENCIO, saude.watch(pergunta)).await;
        match resposta.unwrap_or_else(|_| Err(recusa::prazo_vencido())) {
            Ok(resposta) => {
                let mut avisos = resposta.into_inner();
                while let Ok(Some(aviso)) = avisos.message().await {
                    anotar(aviso.status == ServingStatus::Serving as i32);
                }
                anotar(false);
            }
            // Quem não tem serviço de saúde é são até prova em contrário.
            Err(erro) if erro.code() == Code::Unimplemented => return anotar(true),
            Err(_) => anotar(false),
        }
        // O sorteio: mil clientes não perguntam juntos a quem acaba de voltar.
        sleep(PAUSA.mul_f64(0.5 + fastrand::f64())).await;
    }
}
// ANCHOR_END: vigiar

impl Service<Request<Body>> for Balanceado {
    type Response = Response<Body>;
    type Error = StdError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, StdError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), StdError>> {
        Poll::Ready(Ok(())) // quem fica pronto é o canal escolhido
    }

    fn call(&mut self, pedido: Request<Body>) -> Self::Future {
        let escolhido = self.escolher();
        Box::pin(async move { Ok(escolhido?.oneshot(pedido).await?) })
    }
}
