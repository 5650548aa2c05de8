//! Com o tokio: cancelamento, prazos sem espera, pânicos, contrapressão e quem
//! trava o executor.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use assincrono::leitura::{com_leitor, com_leitura_ingenua};
use assincrono::primeira::{Falha, primeira};
use tokio::sync::{mpsc, oneshot};
use tokio::task::{spawn_blocking, yield_now};
use tokio::time::{Instant, timeout};

const PRAZO: Duration = Duration::from_secs(3600);

#[tokio::test(start_paused = true)]
async fn leitura_cancelada_no_meio_perde_os_bytes_ja_lidos() {
    let quadros = com_leitura_ingenua().await.expect("a escrita vai bem");
    assert_eq!(quadros, [*b"CDEF"], "AB foi lido e destruído com o futuro");
}

#[tokio::test(start_paused = true)]
async fn leitor_que_guarda_o_que_leu_sobrevive_ao_cancelamento() {
    let quadros = com_leitor().await.expect("a escrita vai bem");
    assert_eq!(quadros, [*b"ABCD", *b"EFGH"]);
}

/// Soma um ao contador quando é destruído.
struct Recurso(Arc<AtomicUsize>);

impl Drop for Recurso {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Uma réplica que responde quando a deixam, e segura um recurso até lá.
async fn replica(
    resposta: oneshot::Receiver<&'static str>,
    soltos: Arc<AtomicUsize>,
) -> Result<&'static str, String> {
    let _recurso = Recurso(soltos);
    resposta.await.map_err(|_| "ninguém vai deixar".to_owned())
}

/// Quem deixa uma réplica responder.
type Deixa = oneshot::Sender<&'static str>;

/// Quem deixa cada réplica responder, as réplicas, e quantas já acabaram.
fn replicas<const N: usize>() -> (
    [Deixa; N],
    Vec<impl Future<Output = Result<&'static str, String>> + Send + 'static>,
    Arc<AtomicUsize>,
) {
    let soltos = Arc::new(AtomicUsize::new(0));
    let canais = [(); N].map(|()| oneshot::channel());
    let mut consultas = Vec::new();
    let deixam = canais.map(|(deixa, resposta)| {
        consultas.push(replica(resposta, Arc::clone(&soltos)));
        deixa
    });
    (deixam, consultas, soltos)
}

#[tokio::test(start_paused = true)]
async fn a_mais_rapida_vence_e_as_outras_soltam_o_que_tinham() {
    let ([_primeira, segunda, _terceira], consultas, soltos) = replicas::<3>();
    segunda.send("a segunda").expect("a réplica espera");
    let resposta = primeira(consultas, PRAZO).await;
    assert_eq!(resposta, Ok("a segunda"), "foi a única que respondeu");
    assert_eq!(
        soltos.load(Ordering::SeqCst),
        3,
        "nenhuma sobrevive à função"
    );
}

#[tokio::test(start_paused = true)]
async fn vencido_o_prazo_ninguem_continua_trabalhando() {
    let (_deixam, consultas, soltos) = replicas::<2>();
    let inicio = Instant::now();
    let resposta = primeira(consultas, PRAZO).await;
    assert_eq!(resposta, Err(Falha::Prazo(PRAZO)));
    assert_eq!(inicio.elapsed(), PRAZO, "uma hora no relógio do tokio");
    assert_eq!(soltos.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn quem_desiste_de_esperar_cancela_o_grupo_inteiro() {
    let (_deixam, consultas, soltos) = replicas::<2>();
    let tudo = primeira(consultas, PRAZO);
    let desistiu = timeout(Duration::from_secs(1), tudo).await;
    assert!(desistiu.is_err());
    // Abortada, a tarefa é destruída na próxima vez que o executor passa por ela.
    for _ in 0..10 {
        yield_now().await;
    }
    assert_eq!(soltos.load(Ordering::SeqCst), 2, "alguma réplica continua");
}

#[tokio::test]
async fn o_panico_de_uma_nao_impede_a_resposta_da_outra() {
    let consultas = [true, false].map(|falha| async move {
        assert!(!falha, "esta réplica tem um defeito");
        Ok::<_, String>("resposta")
    });
    assert_eq!(primeira(consultas.into(), PRAZO).await, Ok("resposta"));
}

#[tokio::test]
async fn o_panico_de_uma_tarefa_chega_a_quem_espera_por_ela() {
    let tarefa = tokio::spawn(async { panic!("defeito") });
    let erro = tarefa.await.expect_err("a tarefa entrou em pânico");
    assert!(erro.is_panic());
    let motivo = erro.into_panic();
    assert_eq!(motivo.downcast_ref::<&str>(), Some(&"defeito"));
}

#[tokio::test]
async fn quando_todas_falham_os_motivos_vem_juntos() {
    let consultas =
        ["disco", "rede"].map(|motivo| async move { Err::<(), _>(motivo.to_owned()) });
    let Err(Falha::Todas(mut motivos)) = primeira(consultas.into(), PRAZO).await else {
        panic!("nenhuma responde");
    };
    motivos.sort();
    assert_eq!(motivos, ["disco", "rede"]);
}

/// Conta as voltas que o executor dá enquanto houver quem o peça.
fn bater() -> (Arc<AtomicUsize>, tokio::task::JoinHandle<()>) {
    let batidas = Arc::new(AtomicUsize::new(0));
    let contagem = Arc::clone(&batidas);
    let coracao = tokio::spawn(async move {
        loop {
            contagem.fetch_add(1, Ordering::SeqCst);
            yield_now().await;
        }
    });
    (batidas, coracao)
}

#[tokio::test]
async fn enquanto_uma_tarefa_bloqueia_nenhuma_outra_da_um_passo() {
    let (batidas, coracao) = bater();
    yield_now().await;
    let antes = batidas.load(Ordering::SeqCst);
    assert!(antes > 0, "o coração já batia");
    // Outra thread olha o contador mil vezes; esperar por ela é o defeito que se
    // quer mostrar: o executor não tem outra thread para o coração.
    let olhar = move || (0..1000).map(|_| batidas.load(Ordering::SeqCst)).max();
    let visto = std::thread::spawn(move || {
        std::thread::yield_now();
        olhar()
    });
    let visto = visto.join().expect("olhar não entra em pânico");
    assert_eq!(visto, Some(antes), "a thread era uma só");
    coracao.abort();
}

// ANCHOR: separada
#[tokio::test]
async fn numa_thread_a_parte_a_conta_nao_para_as_outras() {
    let (batidas, coracao) = bater();
    // A conta só termina depois de ver mil batidas: se ela parasse o executor,
    // não terminaria nunca.
    let conta = spawn_blocking(move || {
        let comeco = batidas.load(Ordering::SeqCst);
        while batidas.load(Ordering::SeqCst) < comeco + 1000 {
            std::thread::yield_now();
        }
    });
    conta.await.expect("a conta não entra em pânico");
    coracao.abort();
}
// ANCHOR_END: separada

#[tokio::test]
async fn canal_cheio_segura_quem_produz() {
    let (envia, mut recebe) = mpsc::channel(4);
    let postos = Arc::new(AtomicUsize::new(0));
    let contagem = Arc::clone(&postos);
    let produtor = tokio::spawn(async move {
        for n in 0..100 {
            envia.send(n).await.expect("há quem receba");
            contagem.fetch_add(1, Ordering::SeqCst);
        }
    });
    for lidos in 0..100 {
        for _ in 0..10 {
            yield_now().await; // dá a vez ao produtor, se ele puder andar
        }
        let postos = postos.load(Ordering::SeqCst);
        assert!(postos <= lidos + 4, "{postos} postos com {lidos} lidos");
        assert_eq!(recebe.recv().await, Some(lidos));
    }
    produtor.await.expect("o produtor termina");
}
