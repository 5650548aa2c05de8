//! Achar quem receba: um servidor morto não custa nada a quem ainda nada entregou.

use balanceamento::politica::Politica;

use crate::comum::{AJUSTES, EmTeste, aceitar, ate_o_fim, dizer, ler, matar, ouvinte};

#[tokio::test]
async fn servidor_que_recusa_nao_custa_nada_ao_cliente() {
    let (morto, onde_morto) = ouvinte().await;
    let (vivo, onde_vivo) = ouvinte().await;
    drop(morto);
    let balanceador = EmTeste::novo(&[onde_morto, onde_vivo], AJUSTES).await;
    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "oi").await;
    let mut servidor = aceitar(&vivo).await;
    assert_eq!(ler(&mut servidor, 2).await, "oi");
    drop(servidor);
    drop(cliente);
    let contagem = balanceador.encerrar().await;
    assert_eq!((contagem.aceitas, contagem.sem_servidor), (1, 0));
}

#[tokio::test]
async fn cada_conexao_tenta_um_morto_uma_vez_so() {
    let (morto, onde_morto) = ouvinte().await;
    let (vivo, onde_vivo) = ouvinte().await;
    drop(morto);
    // O morto tem sempre menos conexões: é a primeira escolha das duas.
    let servidores = [onde_morto, onde_vivo];
    let balanceador = EmTeste::com(Politica::MenosConexoes, &servidores, AJUSTES).await;
    let mut abertas = Vec::new();
    for _ in 0..2 {
        abertas.push(balanceador.conectar().await);
        abertas.push(aceitar(&vivo).await);
    }
    assert_eq!(
        balanceador.grupo.vivos(),
        2,
        "duas conexões são no máximo duas falhas, e o limite é três"
    );
    drop(abertas);
    assert_eq!(balanceador.encerrar().await.sem_servidor, 0);
}

#[tokio::test]
async fn morte_antes_do_primeiro_byte_troca_de_servidor_sem_repetir_nada() {
    for com_rst in [true, false] {
        let (primeiro, onde_primeiro) = ouvinte().await;
        let (segundo, onde_segundo) = ouvinte().await;
        let servidores = [onde_primeiro, onde_segundo];
        let balanceador = EmTeste::novo(&servidores, AJUSTES).await;
        let mut cliente = balanceador.conectar().await;
        // Um processo morto fecha com RST se tinha o que ler, com FIN se não.
        match aceitar(&primeiro).await {
            fluxo if com_rst => matar(fluxo),
            fluxo => drop(fluxo),
        }
        let mut servidor = aceitar(&segundo).await;
        dizer(&mut cliente, "oi").await;
        assert_eq!(ler(&mut servidor, 2).await, "oi");
        dizer(&mut servidor, "olá").await;
        drop(servidor);
        assert_eq!(ate_o_fim(&mut cliente).await.expect("sem erro"), "olá");
        drop(cliente);
        let contagem = balanceador.encerrar().await;
        assert_eq!((contagem.completas, contagem.repeticoes), (1, 0));
    }
}

#[tokio::test]
async fn quem_conecta_e_vai_embora_calado_nao_condena_ninguem() {
    let (servidor, onde) = ouvinte().await;
    let balanceador = EmTeste::novo(&[onde], AJUSTES).await;
    for _ in 0..5 {
        let cliente = balanceador.conectar().await;
        let mut aceita = aceitar(&servidor).await;
        drop(cliente);
        assert_eq!(ate_o_fim(&mut aceita).await.expect("fim normal"), "");
    }
    assert_eq!(
        balanceador.grupo.vivos(),
        1,
        "o servidor não fez nada de errado"
    );
    assert_eq!(balanceador.encerrar().await.completas, 5);
}
