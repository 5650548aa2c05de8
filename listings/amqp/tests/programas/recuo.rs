//! Um broker de mentira, que aceita a conexão inteira e a derruba, ou manda um aviso
//! atrás do outro: só o que se precisa dele.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use apoio::teste::Programa;

use crate::sem_broker::PROGRAMAS;

/// Um quadro: tipo, canal, tamanho, corpo e o byte do fim.
fn quadro(corpo: &[u8]) -> Vec<u8> {
    let tamanho = u32::try_from(corpo.len()).expect("cabe").to_be_bytes();
    [&[1, 0, 0][..], &tamanho, corpo, &[0xCE]].concat()
}

fn ler_quadro(fluxo: &mut TcpStream) -> std::io::Result<()> {
    let mut cabecalho = [0; 7];
    fluxo.read_exact(&mut cabecalho)?;
    let tamanho = u32::from_be_bytes(cabecalho[3..].try_into().expect("são quatro"));
    fluxo.read_exact(&mut vec![0; tamanho as usize + 1])
}

/// O aperto de mão do AMQP 0-9-1, até o `open-ok`.
fn apertar_a_mao(fluxo: &mut TcpStream) -> std::io::Result<()> {
    fluxo.read_exact(&mut [0; 8])?;
    let inicio = [
        &[0, 10, 0, 10, 0, 9, 0, 0, 0, 0, 0, 0, 0, 5][..],
        b"PLAIN\0\0\0\x05en_US",
    ];
    fluxo.write_all(&quadro(&inicio.concat()))?;
    ler_quadro(fluxo)?;
    fluxo.write_all(&quadro(&[0, 10, 0, 30, 0, 9, 0, 2, 0, 0, 0, 0]))?;
    ler_quadro(fluxo)?; // tune-ok
    ler_quadro(fluxo)?; // open
    fluxo.write_all(&quadro(&[0, 10, 0, 41, 0]))
}

#[test]
fn o_broker_que_aceita_e_derruba_nao_e_procurado_sem_parar() {
    let [_, (trabalhar, _), _, (ouvir, _), _] = PROGRAMAS;
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    let do_livro = ["--livro", livro.to_str().expect("é UTF-8")];
    for (programa, resto) in [(trabalhar, &do_livro[..]), (ouvir, &[])] {
        let ouvinte = TcpListener::bind("127.0.0.1:0").expect("há porta");
        let endereco = ouvinte.local_addr().expect("tem endereço");
        let broker = format!("amqp://guest:guest@{endereco}/%2f");
        let programa =
            Programa::iniciar(programa, &[&["--broker", &broker], resto].concat());
        let mut inicio = None;
        for _ in 0..5 {
            let (mut fluxo, _) = ouvinte.accept().expect("o programa procura o broker");
            inicio.get_or_insert_with(Instant::now);
            apertar_a_mao(&mut fluxo).expect("é um cliente AMQP");
            drop(fluxo);
            programa.esperar_no_diario("religo em");
        }
        // As quatro esperas do meio somam ao menos 0,2 + 0,4 + 0,8 + 1,6 s.
        let durou = inicio.expect("houve uma").elapsed();
        assert!(durou >= Duration::from_secs(3), "cinco em {durou:?}");
        programa.pedir_fim();
        let fim = programa.esperar_fim();
        assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    }
}
