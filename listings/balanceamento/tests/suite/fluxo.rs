//! Fechamentos, limite, prazos e fim: o que o balanceador faz com os bytes.

use std::time::Duration;

use crate::comum::{AJUSTES, EmTeste, aceitar, ate_o_fim, dizer, ler, logo, ouvinte};
use balanceamento::atender::Regras;
use balanceamento::balanceador::Ajustes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn meio_fechamento_passa_nos_dois_sentidos() {
    let (ouvinte, onde) = ouvinte().await;
    let balanceador = EmTeste::novo(&[onde], AJUSTES).await;

    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "pergunta").await;
    cliente.shutdown().await.expect("meio fechamento");
    let mut servidor = aceitar(&ouvinte).await;
    assert_eq!(ate_o_fim(&mut servidor).await.expect("fim"), "pergunta");
    dizer(&mut servidor, "resposta").await;
    drop(servidor);
    assert_eq!(ate_o_fim(&mut cliente).await.expect("fim"), "resposta");

    let mut cliente = balanceador.conectar().await;
    let mut servidor = aceitar(&ouvinte).await;
    dizer(&mut servidor, "saudação").await;
    servidor.shutdown().await.expect("meio fechamento");
    assert_eq!(ate_o_fim(&mut cliente).await.expect("fim"), "saudação");
    dizer(&mut cliente, "depois do fim").await;
    drop(cliente);
    assert_eq!(
        ate_o_fim(&mut servidor).await.expect("fim"),
        "depois do fim"
    );
    assert_eq!(balanceador.encerrar().await.completas, 2);
}

#[tokio::test]
async fn um_megabyte_em_cada_sentido_chega_igual() {
    let (ouvinte, onde) = ouvinte().await;
    let balanceador = EmTeste::novo(&[onde], AJUSTES).await;
    let carga: String = (0..1 << 20)
        .map(|i| char::from(b'a' + (i % 23) as u8))
        .collect();
    let cliente = balanceador.conectar().await;
    let servidor = aceitar(&ouvinte).await;
    let trocar = |fluxo: tokio::net::TcpStream| async {
        let (mut leitura, mut escrita) = fluxo.into_split();
        let mut lido = String::new();
        let mandar = async {
            escrita.write_all(carga.as_bytes()).await?;
            escrita.shutdown().await
        };
        let (_, _) = tokio::try_join!(mandar, leitura.read_to_string(&mut lido))?;
        Ok::<_, std::io::Error>(lido)
    };
    let dois = async { tokio::try_join!(trocar(cliente), trocar(servidor)) };
    let (a, b) = logo("os dois megabytes", dois).await.expect("sem erro");
    assert!(a == carga && b == carga, "bytes trocados ou perdidos");
    assert_eq!(balanceador.encerrar().await.completas, 1);
}

#[tokio::test]
async fn a_conexao_alem_do_limite_espera_na_fila_e_e_atendida_quando_abre_vaga() {
    let (ouvinte, onde) = ouvinte().await;
    let ajustes = Ajustes {
        limite: 2,
        ..AJUSTES
    };
    let balanceador = EmTeste::novo(&[onde], ajustes).await;
    let mut dentro = Vec::new();
    for _ in 0..2 {
        let cliente = balanceador.conectar().await;
        dentro.push((cliente, aceitar(&ouvinte).await));
    }
    // O núcleo completa a conexão e guarda o que ela disse; o balanceador não a vê.
    let mut terceiro = balanceador.conectar().await;
    dizer(&mut terceiro, "ainda estou aqui").await;
    let (cliente, mut servidor) = dentro.remove(0);
    dizer(&mut servidor, "x").await; // prova de que os dois de dentro seguem
    drop(cliente);
    drop(servidor);
    let mut servidor = aceitar(&ouvinte).await;
    assert_eq!(ler(&mut servidor, 16).await, "ainda estou aqui");
    drop((dentro, terceiro, servidor));
    assert_eq!(balanceador.encerrar().await.aceitas, 3);
}

#[tokio::test]
async fn com_o_limite_cheio_nenhum_servidor_ve_a_conexao_a_mais() {
    let (ouvinte, onde) = ouvinte().await;
    let ajustes = Ajustes {
        limite: 1,
        ..AJUSTES
    };
    let balanceador = EmTeste::novo(&[onde], ajustes).await;
    let mut dentro = balanceador.conectar().await;
    let mut servidor = aceitar(&ouvinte).await;
    let mut fora = balanceador.conectar().await;
    dizer(&mut fora, "alguém?").await;
    // Cem idas e voltas: tempo de sobra para o balanceador errar.
    for _ in 0..100 {
        dizer(&mut dentro, "a").await;
        assert_eq!(ler(&mut servidor, 1).await, "a");
        dizer(&mut servidor, "b").await;
        assert_eq!(ler(&mut dentro, 1).await, "b");
    }
    balanceador.fim.cancel();
    assert!(
        ate_o_fim(&mut fora).await.is_err(),
        "a fila se desfaz no fim"
    );
    drop((dentro, servidor));
    assert_eq!(balanceador.encerrar().await.aceitas, 1);
}

#[tokio::test]
async fn conversa_parada_e_cortada_e_conversa_viva_nao() {
    let (ouvinte, onde) = ouvinte().await;
    let ocioso = Duration::from_millis(200);
    let regras = Regras {
        ocioso,
        ..AJUSTES.regras
    };
    let balanceador = EmTeste::novo(&[onde], Ajustes { regras, ..AJUSTES }).await;
    let mut viva = balanceador.conectar().await;
    let mut da_viva = aceitar(&ouvinte).await;
    let mut parada = balanceador.conectar().await;
    dizer(&mut parada, "oi").await;
    let mut da_parada = aceitar(&ouvinte).await;
    assert_eq!(ler(&mut da_parada, 2).await, "oi");
    dizer(&mut da_parada, "oi").await;
    assert_eq!(ler(&mut parada, 2).await, "oi");
    // A viva conversa até a outra ser cortada: o corte é o relógio do teste.
    let cortada = CancellationToken::new();
    let aviso = cortada.clone();
    let conversa = tokio::spawn(async move {
        while !aviso.is_cancelled() {
            dizer(&mut viva, "a").await;
            assert_eq!(ler(&mut da_viva, 1).await, "a");
            dizer(&mut da_viva, "b").await;
            assert_eq!(ler(&mut viva, 1).await, "b");
        }
    });
    let fim = ate_o_fim(&mut parada).await;
    assert!(
        fim.is_err(),
        "o corte devia ser um erro, e não um fim: {fim:?}"
    );
    assert!(ate_o_fim(&mut da_parada).await.is_err(), "e dos dois lados");
    cortada.cancel();
    logo("a viva devia acabar", conversa)
        .await
        .expect("a viva seguiu inteira");
    let contagem = balanceador.encerrar().await;
    assert_eq!((contagem.ociosas, contagem.completas), (1, 1));
}

#[tokio::test]
async fn o_fim_espera_quem_esta_no_meio_da_conversa() {
    let (ouvinte, onde) = ouvinte().await;
    let balanceador = EmTeste::novo(&[onde], AJUSTES).await;
    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "demorado").await;
    let mut servidor = aceitar(&ouvinte).await;
    assert_eq!(ler(&mut servidor, 8).await, "demorado");
    balanceador.fim.cancel();
    dizer(&mut servidor, "pronto").await;
    drop(servidor);
    assert_eq!(ate_o_fim(&mut cliente).await.expect("inteira"), "pronto");
    drop(cliente);
    assert_eq!(balanceador.encerrar().await.completas, 1);
}

#[tokio::test]
async fn o_fim_nao_espera_para_sempre() {
    let (ouvinte, onde) = ouvinte().await;
    let ajustes = Ajustes {
        drenagem: Duration::from_millis(50),
        ..AJUSTES
    };
    let balanceador = EmTeste::novo(&[onde], ajustes).await;
    let _cliente = balanceador.conectar().await;
    let _servidor = aceitar(&ouvinte).await;
    assert_eq!(balanceador.encerrar().await.cortadas, 1);
}

#[tokio::test]
async fn o_fim_corta_os_dois_lados_com_um_erro_e_nao_com_um_fim() {
    let (ouvinte, onde) = ouvinte().await;
    let ajustes = Ajustes {
        drenagem: Duration::from_millis(50),
        ..AJUSTES
    };
    let balanceador = EmTeste::novo(&[onde], ajustes).await;
    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "conte").await;
    let mut servidor = aceitar(&ouvinte).await;
    assert_eq!(ler(&mut servidor, 5).await, "conte");
    dizer(&mut servidor, "um, dois").await;
    assert_eq!(ler(&mut cliente, 8).await, "um, dois");
    assert_eq!(balanceador.encerrar().await.cortadas, 1);
    let fim = ate_o_fim(&mut cliente).await;
    assert!(fim.is_err(), "meia resposta passou por inteira: {fim:?}");
    let fim = ate_o_fim(&mut servidor).await;
    assert!(fim.is_err(), "meio pedido passou por inteiro: {fim:?}");
}

#[tokio::test]
async fn servidor_que_nao_completa_a_conexao_e_trocado_no_prazo() {
    // Fila de um lugar que ninguém esvazia: cheia, o núcleo ignora quem chega.
    let mudo = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None)
        .expect("socket");
    let livre: std::net::SocketAddr = "127.0.0.1:0".parse().expect("endereço");
    mudo.bind(&livre.into()).expect("porta livre");
    mudo.listen(0).expect("escutar");
    let onde_mudo = mudo.local_addr().expect("tem").as_socket().expect("IPv4");
    let mut enchendo = tokio::task::JoinSet::new();
    for _ in 0..4 {
        enchendo.spawn(tokio::net::TcpStream::connect(onde_mudo));
    }
    let cheia = logo("a fila devia ter um lugar", enchendo.join_next()).await;
    let _na_fila = cheia
        .expect("há tarefas")
        .expect("sem pânico")
        .expect("conectou");

    let (vivo, onde_vivo) = ouvinte().await;
    let regras = Regras {
        conexao: Duration::from_millis(100),
        ..AJUSTES.regras
    };
    let balanceador =
        EmTeste::novo(&[onde_mudo, onde_vivo], Ajustes { regras, ..AJUSTES }).await;
    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "oi").await;
    let mut servidor = aceitar(&vivo).await;
    assert_eq!(ler(&mut servidor, 2).await, "oi");
}
