//! O que o cliente vê quando um processo de que nunca ouviu falar morre.

use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Instant;

use apoio::teste::PRAZO;

use crate::comum::Sistema;

#[test]
fn com_o_armazenamento_morto_o_cliente_recebe_erro_claro_dentro_do_prazo() {
    let mut sistema = Sistema::novo();
    sistema.cliente(&["guardar antes"]);
    sistema.matar_armazenamento();

    let inicio = Instant::now();
    let fim = sistema.cliente(&["guardar durante", "listar"]);

    assert!(inicio.elapsed() < PRAZO, "levou {:?}", inicio.elapsed());
    assert_eq!(fim.status.code(), Some(1));
    assert_eq!(fim.saida, "");
    let erro = format!(
        "erro: o armazenamento não atende em {}: conexão recusada: ninguém escuta nessa \
         porta (nada foi feito)\n",
        sistema.onde_armazena
    );
    assert_eq!(fim.erro, erro.repeat(2), "um erro por pedido, e só");
}

#[test]
fn religado_o_armazenamento_o_mesmo_servidor_volta_a_atender() {
    let mut sistema = Sistema::novo();
    sistema.cliente(&["guardar antes"]);
    sistema.matar_armazenamento();
    sistema.cliente(&["guardar durante"]);
    sistema.religar_armazenamento();

    let fim = sistema.cliente(&["guardar depois", "listar"]);

    assert_eq!(fim.saida, "guardado: recado 2\n1. antes\n2. depois\n");
    assert!(fim.status.success(), "{}", fim.erro);
}

#[test]
fn nada_do_que_foi_confirmado_se_perde_com_a_morte_no_meio_da_escrita() {
    const CLIENTES: usize = 4;
    const QUEDAS: usize = 3;
    let mut sistema = Sistema::novo();
    let confirmados = Mutex::new(Vec::new());

    for queda in 0..QUEDAS {
        let (avisar, avisos) = channel();
        thread::scope(|escopo| {
            for quem in 0..CLIENTES {
                let (servidor, avisar) = (sistema.destino(), avisar.clone());
                let confirmados = &confirmados;
                escopo.spawn(move || {
                    for n in 0.. {
                        let recado = format!("queda {queda}, cliente {quem}, recado {n}");
                        let Ok(resposta) =
                            servidor.perguntar(&format!("guardar {recado}"))
                        else {
                            break; // o armazenamento morreu
                        };
                        confirmados.lock().unwrap().push((resposta, recado));
                        let _ = avisar.send(());
                    }
                });
            }
            for _ in 0..20 {
                avisos.recv_timeout(PRAZO).expect("uma confirmação");
            }
            sistema.matar_armazenamento();
        });
        sistema.religar_armazenamento();
    }

    let (no_disco, confirmados) = (sistema.no_disco(), confirmados.into_inner().unwrap());
    for (resposta, recado) in &confirmados {
        let numero: usize = resposta
            .trim_start_matches("guardado: recado ")
            .parse()
            .expect(resposta);
        assert_eq!(
            no_disco.get(numero - 1),
            Some(recado),
            "o recado {numero} foi confirmado e não está no disco"
        );
    }
    assert!(
        no_disco.len() - confirmados.len() <= CLIENTES * QUEDAS,
        "só o pedido em curso de cada cliente pode ter ficado em dúvida"
    );
}

#[test]
fn com_o_servidor_morto_o_cliente_diz_quem_nao_atende() {
    let sistema = Sistema::novo();
    let onde = sistema.onde_serve.clone();
    drop(sistema.servidor);

    let opcoes = ["--endereco", &onde];
    let cliente = apoio::teste::Programa::iniciar(crate::comum::CLIENTE, &opcoes);
    let fim = crate::comum::digitar(cliente, &["listar"]);

    assert_eq!(fim.status.code(), Some(1));
    assert!(
        fim.erro
            .starts_with(&format!("erro: o servidor não atende em {onde}: "))
            && fim.erro.ends_with("(nada foi feito)\n"),
        "{}",
        fim.erro
    );
}

#[cfg(unix)]
#[test]
fn um_armazenamento_parado_nao_e_um_armazenamento_morto() {
    use crate::comum::ate_que;
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;

    let sistema = Sistema::com_prazo("300ms");
    let vitima = sistema.armazenamento.as_ref().unwrap().pid();
    let sinal = |s| kill(Pid::from_raw(vitima.cast_signed()), s).unwrap();

    sinal(Signal::SIGSTOP);
    let fim = sistema.cliente(&["guardar devagar"]);
    sinal(Signal::SIGCONT);

    assert_eq!(fim.status.code(), Some(1));
    assert_eq!(
        fim.erro,
        format!(
            "erro: o armazenamento não respondeu em {}: passaram-se 300ms \
             (pode ter sido feito ou não)\n",
            sistema.onde_armazena
        )
    );
    ate_que(
        || sistema.cliente(&["listar"]).saida == "1. devagar\n",
        "o pedido dado por perdido",
    );
}
