//! O encontro só aceita quem é do grupo.

use std::io::Write;
use std::net::TcpStream;
use std::thread;

use apoio::teste::PRAZO;
use coletivas::encontro::{Vaga, apresentar, encontrar, escutar};
use coletivas::recado::DoRank;

#[test]
fn estranho_que_bate_na_porta_nao_entra_nem_atrapalha() {
    let (ouvinte_0, endereco_0) = escutar().unwrap();
    let (ouvinte_1, endereco_1) = escutar().unwrap();
    let tabela = [endereco_0, endereco_1];
    let vaga = |rank| Vaga {
        rank,
        encontro: endereco_0,
        chave: 42,
    };
    // Um que fala outra língua, um com a chave de outro lançamento e um de um
    // rank que não existe: chegam antes do verdadeiro.
    let mut outra_lingua = TcpStream::connect(endereco_0).unwrap();
    outra_lingua.write_all(b"GET / HTTP/1.0\r\n\r\n").unwrap();
    let ola = |chave, rank| DoRank::Ola {
        chave,
        rank,
        endereco: endereco_1,
    };
    let _outra_chave = apresentar(endereco_0, &ola(41, 1), PRAZO).unwrap();
    let _outro_rank = apresentar(endereco_0, &ola(42, 7), PRAZO).unwrap();
    thread::scope(|escopo| {
        let zero = escopo.spawn(|| encontrar(&ouvinte_0, &tabela, vaga(0), PRAZO));
        let um = encontrar(&ouvinte_1, &tabela, vaga(1), PRAZO).unwrap();
        let zero = zero.join().unwrap().unwrap();
        let dele = zero[1].as_ref().expect("o rank 1 devia estar ligado");
        let meu = um[0].as_ref().expect("o rank 0 devia estar ligado");
        assert_eq!(dele.peer_addr().unwrap(), meu.local_addr().unwrap());
    });
}
