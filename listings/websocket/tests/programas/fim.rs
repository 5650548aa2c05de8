//! O pedido de fim: cada um ouve a despedida, e o programa sai com zero.

use std::io::{Read, Write};
use std::net::TcpStream;

use apoio::teste::Programa;

use crate::comum::Cru;

#[test]
fn o_sinal_de_fim_fecha_cada_um_com_1001_e_o_programa_sai_com_zero() {
    let pasta = tempfile::tempdir().unwrap();
    let historia = pasta.path().join("historia");
    let historia = historia.to_str().unwrap();
    let porta_livre = ["--endereco", "127.0.0.1:0"];
    let salas = Programa::iniciar(
        env!("CARGO_BIN_EXE_salas-servidor"),
        &[&porta_livre[..], &["--historia", historia]].concat(),
    );
    let ola = Programa::iniciar(env!("CARGO_BIN_EXE_ola-servidor"), &porta_livre);
    for (programa, e_salas) in [(salas, true), (ola, false)] {
        let endereco = programa.esperar_pronto();
        let clientes: Vec<_> = (0..20)
            .map(|i| match e_salas {
                true => Cru::na_sala(endereco, "geral", &format!("c{i}")),
                false => Cru::abrir(endereco),
            })
            .collect();
        // Uma conexão HTTP parada não segura o encerramento.
        let _parada = Cru::conectar(endereco);
        programa.pedir_fim();
        for cliente in clientes {
            assert_eq!(cliente.fecho().0, 1001);
        }
        let fim = programa.esperar_fim();
        assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    }
}

#[test]
fn o_eco_sem_protocolo_acaba_com_zero_ainda_que_alguem_esteja_no_meio() {
    let porta_livre = ["--endereco", "127.0.0.1:0"];
    let eco = Programa::iniciar(env!("CARGO_BIN_EXE_eco-tcp"), &porta_livre);
    let mut cliente = TcpStream::connect(eco.esperar_pronto()).unwrap();
    cliente.write_all(b"a").unwrap();
    cliente.read_exact(&mut [0]).unwrap();
    eco.pedir_fim();
    let fim = eco.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
}
