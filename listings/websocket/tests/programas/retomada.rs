//! O servidor morre e volta sob cem clientes que falam: nada se perde, nada se repete.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use apoio::teste::{PRAZO, Programa};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;
use websocket::aviso::Aviso;
use websocket::cliente::{Opcoes, viver};
use websocket::protocolo::Evento;

const CLIENTES: usize = 100;
const FALAS: usize = 8;
const TOTAL: usize = CLIENTES * FALAS;

fn servidor(endereco: &str, historia: &str) -> Programa {
    Programa::iniciar(
        env!("CARGO_BIN_EXE_salas-servidor"),
        &["--endereco", endereco, "--historia", historia],
    )
}

/// Fala `FALAS` vezes e fica até ver todos os eventos de todos.
async fn cliente(
    endereco: String,
    i: usize,
    vistos: mpsc::UnboundedSender<()>,
) -> (Vec<Evento>, usize) {
    let opcoes = Opcoes {
        endereco,
        sala: "geral".to_owned(),
        nome: format!("c{i}"),
        tls: None,
        recuo: Duration::from_millis(20),
        tentativas: 1000,
    };
    let (envio, falas) = mpsc::channel(1);
    let (saida, mut avisos) = mpsc::channel(64);
    let vida = tokio::spawn(viver(opcoes, falas, saida));
    let falar = tokio::spawn(async move {
        for f in 0..FALAS {
            envio
                .send(format!("{i}/{f}"))
                .await
                .expect("o cliente vive");
        }
        envio
    });
    let (mut eventos, mut quedas) = (Vec::new(), 0);
    while eventos.len() < TOTAL {
        match avisos.recv().await.expect("o cliente não desiste") {
            Aviso::Evento(evento) => {
                eventos.push(evento);
                vistos.send(()).ok();
            }
            Aviso::Caiu(_) => quedas += 1,
            Aviso::Lacuna { de, ate } => panic!("faltaram os eventos {de} a {ate}"),
            _ => {}
        }
    }
    drop(falar.await);
    // Quem está atrás na fila de avisos não pode prender quem se despede.
    while avisos.recv().await.is_some() {}
    vida.await.unwrap().expect("o cliente se despede em paz");
    (eventos, quedas)
}

#[tokio::test(flavor = "multi_thread")]
async fn o_servidor_morto_e_reiniciado_nao_perde_nem_repete_evento_algum() {
    let pasta = tempfile::tempdir().unwrap();
    let historia = pasta.path().join("historia");
    let historia = historia.to_str().unwrap();
    let mut vivo = servidor("127.0.0.1:0", historia);
    let endereco = vivo.esperar_pronto().to_string();
    let (vistos, mut contagem) = mpsc::unbounded_channel();
    let mut clientes = JoinSet::new();
    for i in 0..CLIENTES {
        clientes.spawn(cliente(endereco.clone(), i, vistos.clone()));
    }
    drop(vistos);
    // Morre duas vezes no meio da conversa: a um sexto e à metade das entregas.
    for parte in [6, 3] {
        for _ in 0..TOTAL * CLIENTES / parte {
            let visto = timeout(PRAZO, contagem.recv()).await;
            visto.expect("a conversa anda").expect("há clientes");
        }
        drop(vivo); // SIGKILL: sem despedida, sem gravar nada
        vivo = servidor(&endereco, historia);
        assert_eq!(vivo.esperar_pronto().to_string(), endereco);
    }
    let fim = timeout(2 * PRAZO, clientes.join_all()).await;
    conferir(&fim.expect("todos veem tudo"));
}

fn conferir(clientes: &[(Vec<Evento>, usize)]) {
    let caidos = clientes.iter().filter(|(_, quedas)| *quedas > 0).count();
    assert_eq!(caidos, CLIENTES, "a queda do servidor devia atingir todos");
    let (primeiro, _) = &clientes[0];
    for (eventos, _) in clientes {
        let numeros = eventos.iter().map(|e| e.n);
        assert!(numeros.eq(1..=TOTAL as u64), "um buraco ou uma repetição");
        assert_eq!(eventos, primeiro, "todos veem a mesma história");
    }
    let ditas: HashSet<_> = primeiro.iter().map(|e| &e.texto).collect();
    assert_eq!(ditas.len(), TOTAL, "uma fala virou dois eventos, ou nenhum");
    let mut por_autor: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for evento in primeiro {
        por_autor
            .entry(&evento.autor)
            .or_default()
            .push(&evento.texto);
    }
    for (autor, textos) in por_autor {
        let i = &autor[1..];
        let esperadas: Vec<_> = (0..FALAS).map(|f| format!("{i}/{f}")).collect();
        assert!(
            textos.iter().copied().eq(&esperadas),
            "{autor} saiu de ordem"
        );
    }
}
