//! Encerrar é drenar: o que começou termina, com prazo.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use crate::comum::Cliente;
use crate::servidor::{Servidor, com_tarefas};
use apoio::teste::PRAZO;
use sockets::conexao::despedir;
use sockets::encerramento::Encerramento;
use sockets::iterativo::eco;
use sockets::{iterativo, pool, por_thread};

/// Um serviço que diz quando começou um pedido e só responde quando mandam.
struct Segurado {
    comecou: mpsc::Receiver<()>,
    solta: mpsc::Sender<()>,
}

impl Segurado {
    fn novo() -> (
        Self,
        impl Fn(String) -> String + Send + Sync + Clone + 'static,
    ) {
        let (avisa, comecou) = mpsc::channel();
        let (solta, espera) = mpsc::channel();
        let (avisa, espera) = (Arc::new(Mutex::new(avisa)), Arc::new(Mutex::new(espera)));
        let servico = move |pedido| {
            avisa.lock().unwrap().send(()).unwrap();
            espera
                .lock()
                .unwrap()
                .recv_timeout(PRAZO)
                .expect("o teste devia soltar");
            pedido
        };
        (Self { comecou, solta }, servico)
    }

    /// Um pedido em curso, o fim pedido no meio, a resposta depois.
    fn prova(self, servidor: Servidor) {
        let cliente = self.comecar(&servidor);
        servidor.fim.pedir();
        self.concluir(servidor, cliente);
    }

    /// O mesmo, depois de ver que o aviso já chegou às conversas: a de quem
    /// estava calado fecha.
    fn prova_com_testemunha(self, servidor: Servidor) {
        let mut calado = Cliente::conectar(servidor.endereco);
        let cliente = self.comecar(&servidor);
        servidor.fim.pedir();
        assert_eq!(calado.receber(), None, "quem não pediu nada é despedido");
        drop(calado);
        self.concluir(servidor, cliente);
    }

    fn comecar(&self, servidor: &Servidor) -> Cliente {
        let cliente = Cliente::conectar(servidor.endereco);
        cliente.enviar("no meio do caminho");
        self.comecou
            .recv_timeout(PRAZO)
            .expect("o servidor devia começar o pedido");
        cliente
    }

    fn concluir(self, mut servidor: Servidor, mut cliente: Cliente) {
        self.solta.send(()).unwrap();

        assert_eq!(
            cliente.receber().as_deref(),
            Some("no meio do caminho"),
            "o pedido já tinha começado: a resposta devia chegar"
        );
        assert_eq!(
            cliente.receber(),
            None,
            "depois da resposta, o servidor fecha"
        );
        drop(cliente);
        servidor.esperar();
    }
}

#[test]
fn no_iterativo_a_resposta_em_curso_sobrevive_ao_encerramento() {
    let (segurado, servico) = Segurado::novo();
    segurado.prova(Servidor::iniciar(move |o, fim| {
        iterativo::servir(&o, &servico, fim).unwrap();
    }));
}

#[test]
fn com_threads_a_resposta_em_curso_sobrevive_ao_encerramento() {
    let (segurado, servico) = Segurado::novo();
    segurado.prova_com_testemunha(Servidor::iniciar(move |o, fim| {
        por_thread::servir(&o, &servico, fim).unwrap();
    }));
}

#[test]
fn no_pool_a_resposta_em_curso_sobrevive_ao_encerramento() {
    let (segurado, servico) = Segurado::novo();
    segurado.prova_com_testemunha(Servidor::iniciar(move |o, fim| {
        pool::servir(&o, &servico, 2, fim, || ()).unwrap();
    }));
}

#[test]
fn com_tarefas_a_resposta_em_curso_sobrevive_ao_encerramento() {
    let (segurado, servico) = Segurado::novo();
    segurado.prova_com_testemunha(Servidor::iniciar(move |ouvinte, fim| {
        // O serviço bloqueia: vai para uma thread à parte, não para o executor.
        let servico = move |pedido| {
            let servico = servico.clone();
            async {
                tokio::task::spawn_blocking(move || servico(pedido))
                    .await
                    .unwrap()
            }
        };
        com_tarefas(ouvinte, servico, 2, fim);
    }));
}

#[test]
fn quem_espera_no_accept_acorda_com_o_pedido_de_fim() {
    let servidor =
        Servidor::iniciar(|o, fim| pool::servir(&o, &eco, 4, fim, || ()).unwrap());
    let mut cliente = Cliente::conectar(servidor.endereco);
    assert_eq!(cliente.pedir("já está servindo?"), "já está servindo?");
    drop(cliente);

    servidor.encerrar();
}

#[test]
fn fim_pedido_antes_de_servir_tambem_vale() {
    let mut servidor = Servidor::iniciar(|o, fim| {
        fim.pedir();
        por_thread::servir(&o, &eco, fim).unwrap();
    });
    servidor.esperar();
}

/// Duas pontas de uma conexão.
fn par() -> (TcpStream, TcpStream) {
    let ouvinte = TcpListener::bind("127.0.0.1:0").unwrap();
    let cliente = TcpStream::connect(ouvinte.local_addr().unwrap()).unwrap();
    cliente.set_read_timeout(Some(PRAZO)).unwrap();
    (cliente, ouvinte.accept().unwrap().0)
}

#[test]
fn quem_nao_termina_no_prazo_e_cortado() {
    let (mut cliente, servidor) = par();
    let fim = Encerramento::novo();
    let conexao = fim.registrar(servidor);

    let cortadas = fim.drenar(Duration::from_millis(50));

    assert_eq!(cortadas, 1, "a conexão não terminou: devia ser cortada");
    assert_eq!(
        cliente.read(&mut [0; 1]).unwrap(),
        0,
        "e o cliente vê o fim"
    );
    drop(conexao);
    assert_eq!(fim.drenar(PRAZO), 0, "sem conexões, drenar não espera");
}

#[test]
fn a_despedida_chega_inteira_mesmo_com_bytes_por_ler() {
    let (mut cliente, mut servidor) = par();
    cliente.write_all(&[0; 4096]).unwrap();
    servidor
        .peek(&mut [0; 1])
        .expect("os bytes chegaram, e ninguém os leu");
    // Enche os buffers: o que não coube no do cliente espera no do servidor, e é
    // o que um RST apagaria.
    servidor.set_nonblocking(true).unwrap();
    let mut enviados = 0;
    while let Ok(escritos) = servidor.write(&[b'x'; 64 * 1024]) {
        enviados += escritos;
    }
    servidor.set_nonblocking(false).unwrap();

    let despedida = std::thread::spawn(move || despedir(&servidor, PRAZO));
    let mut recebidos = Vec::new();
    let fim = cliente
        .read_to_end(&mut recebidos)
        .map_err(|erro| erro.kind());

    assert_eq!(fim, Ok(enviados), "o fechamento engoliu a resposta");
    drop(cliente);
    despedida.join().unwrap();
}
