//! Ao menos uma vez, e como fazer disso um efeito só.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::comum::{SEGUE, SO_NO_FIM, ate, broker, escrever_na, ligar, numeros};
use anyhow::bail;
use kafka::consumidor::Consumidor;
use kafka::consumidor::ciclo::{Ate, Cadencia, rodar};
use kafka::deposito::Deposito;
use kafka::embutido::Embutido;
use kafka::registro::Lido;

/// Lê até `parar`, sem confirmar nada, e some como um processo morto: nem
/// confirma ao devolver nem se despede direito.
fn cair_depois_de(broker: &Embutido, parar: usize, mut efeito: impl FnMut(Lido)) {
    let leitura = Embutido::leitura("g");
    let consumidor = Consumidor::novo(&ligar(broker), "t", &leitura, Morto);
    let consumidor = consumidor.expect("o broker responde");
    let mut feitos = 0;
    let caiu = rodar(&consumidor, SO_NO_FIM, Ate::Sempre, &SEGUE, |mensagem| {
        efeito(Lido::from(mensagem));
        feitos += 1;
        if feitos == parar {
            bail!("caiu");
        }
        Ok(())
    });
    assert_eq!(caiu.expect_err("caiu").to_string(), "caiu");
}

/// Um morto não confirma.
struct Morto;

impl kafka::consumidor::Dono for Morto {
    fn antes_de_confirmar(&self) -> std::io::Result<()> {
        Err(std::io::Error::other("morto"))
    }
}

/// Lê o que falta, confirmando.
fn ler_o_resto(broker: &Embutido, mut efeito: impl FnMut(Lido)) -> usize {
    let leitura = Embutido::leitura("g");
    let consumidor = Consumidor::novo(&ligar(broker), "t", &leitura, ());
    let consumidor = consumidor.expect("o broker responde");
    rodar(&consumidor, SO_NO_FIM, Ate::OFim, &SEGUE, |mensagem| {
        efeito(Lido::from(mensagem));
        Ok(())
    })
    .expect("lê até o fim")
}

#[test]
fn queda_antes_de_confirmar_repete_o_que_ja_tinha_efeito() {
    let broker = broker("t", 1);
    escrever_na(&ligar(&broker), "t", 0, &numeros(0..10));
    let mut feitos = Vec::new();
    cair_depois_de(&broker, 4, |lido| feitos.push(lido));
    ler_o_resto(&broker, |lido| feitos.push(lido));
    let esperados = [numeros(0..4), numeros(0..10)].concat();
    assert_eq!(
        crate::comum::valores(&feitos),
        esperados,
        "os 4 primeiros se repetem"
    );
}

#[test]
fn o_tempo_da_cadencia_se_conta_do_registro_e_nao_da_partida() {
    let broker = broker("t", 1);
    escrever_na(&ligar(&broker), "t", 0, &numeros(0..2));
    let cadencia = Cadencia {
        tempo: Duration::from_secs(1),
        ..SO_NO_FIM
    };
    let leitura = Embutido::leitura("g");
    let consumidor = Consumidor::novo(&ligar(&broker), "t", &leitura, Morto);
    let consumidor = consumidor.expect("o broker responde");
    let partida = Instant::now();
    let mut feitos = 0;
    let caiu = rodar(&consumidor, cadencia, Ate::Sempre, &SEGUE, |_| {
        feitos += 1;
        if feitos == 2 {
            bail!("caiu");
        }
        // Como se entrar no grupo tivesse gasto o tempo todo.
        while partida.elapsed() <= cadencia.tempo {
            std::thread::yield_now();
        }
        Ok(())
    });
    let erro = caiu.expect_err("caiu").to_string();
    assert_eq!(erro, "caiu", "confirmou logo depois do primeiro");
}

#[test]
fn o_confirmado_nao_se_repete_e_o_grupo_retoma_dali() {
    let broker = broker("t", 1);
    escrever_na(&ligar(&broker), "t", 0, &numeros(0..10));
    let leitura = Embutido::leitura("g");
    let consumidor = Consumidor::novo(&ligar(&broker), "t", &leitura, ());
    let consumidor = consumidor.expect("o broker responde");
    let lidos = rodar(&consumidor, SO_NO_FIM, ate(6), &SEGUE, |_| Ok(()));
    assert_eq!(lidos.expect("leu"), 6);
    drop(consumidor);
    let mut resto = Vec::new();
    ler_o_resto(&broker, |lido| resto.push(lido));
    assert_eq!(crate::comum::valores(&resto), numeros(6..10));
}

#[test]
fn com_deposito_a_repeticao_tem_um_efeito_so() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let arquivo = pasta.path().join("efeitos");
    let broker = broker("t", 1);
    escrever_na(&ligar(&broker), "t", 0, &numeros(0..10));
    let abrir = || Arc::new(Mutex::new(Deposito::abrir(&arquivo, "t").expect("abre")));

    let deposito = abrir();
    cair_depois_de(&broker, 4, |lido| {
        let feito = deposito.lock().unwrap().aplicar(lido.posicao, "efeito");
        assert!(feito.expect("escreve"), "na primeira vez o efeito se faz");
    });
    drop(deposito);

    let deposito = abrir();
    let mut repetidos = 0;
    let lidos = ler_o_resto(&broker, |lido| {
        let feito = deposito.lock().unwrap().aplicar(lido.posicao, "efeito");
        repetidos += usize::from(!feito.expect("escreve"));
    });
    assert_eq!(
        (lidos, repetidos),
        (10, 4),
        "a repetição devia chegar, e ser notada"
    );
    assert_eq!(deposito.lock().unwrap().efeitos(), 10);
}

#[test]
fn o_efeito_que_falha_nao_se_confirma() {
    let broker = broker("t", 1);
    escrever_na(&ligar(&broker), "t", 0, &numeros(0..5));
    let leitura = Embutido::leitura("g");
    let consumidor = Consumidor::novo(&ligar(&broker), "t", &leitura, ());
    let consumidor = consumidor.expect("o broker responde");
    let mut feitos = 0;
    let falhou = rodar(&consumidor, SO_NO_FIM, Ate::Sempre, &SEGUE, |_| {
        if feitos == 2 {
            bail!("o disco encheu");
        }
        feitos += 1;
        Ok(())
    });
    falhou.expect_err("o terceiro efeito falha");
    drop(consumidor); // devolve a partição, confirmando os dois feitos
    let mut resto = Vec::new();
    ler_o_resto(&broker, |lido| resto.push(lido));
    assert_eq!(
        crate::comum::valores(&resto),
        numeros(2..5),
        "o que falhou volta"
    );
}
