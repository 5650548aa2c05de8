//! Uma pergunta no protocolo de cada servidor, e a resposta que só ele daria.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Conversa com o servidor no protocolo dele: ligar-se à porta não basta, porque
/// quase todo servidor escuta antes de poder responder.
pub type Sonda = fn(SocketAddr) -> io::Result<()>;

/// A do protocolo que um servidor fala.
pub fn de(protocolo: &str) -> Sonda {
    match protocolo {
        "kafka" => kafka,
        "mqtt" => mqtt,
        "amqp" => amqp,
        _ => epmd,
    }
}

/// Quanto se espera por uma resposta; quem chama pergunta de novo até o prazo dele.
const ESPERA: Duration = Duration::from_secs(2);

/// O maior pedaço de resposta que se lê: a do Kafka tem uns 100 bytes.
const MAXIMO: usize = 64 * 1024;

/// Kafka: pede os metadados e quer ver ao menos um broker na lista. Antes de se
/// registrar no controlador, o broker responde, mas a lista vem vazia.
pub fn kafka(endereco: SocketAddr) -> io::Result<()> {
    const METADADOS: u16 = 3;
    const VERSAO: u16 = 1;
    let mut pedido = 14_u32.to_be_bytes().to_vec(); // quantos bytes seguem
    pedido.extend(METADADOS.to_be_bytes());
    pedido.extend(VERSAO.to_be_bytes());
    pedido.extend(7_u32.to_be_bytes()); // a resposta repete este número
    pedido.extend((-1_i16).to_be_bytes()); // cliente sem nome
    pedido.extend(0_u32.to_be_bytes()); // nenhum tópico: só os brokers
    let (mut conexao, tamanho) = perguntar(endereco, &pedido, 4)?;
    let tamanho = usize::try_from(inteiro(&tamanho)).unwrap_or(usize::MAX);
    aceitar((8..=MAXIMO).contains(&tamanho), "um tamanho impossível")?;
    let resposta = ler(&mut conexao, tamanho)?;
    aceitar(inteiro(&resposta) == 7, "a resposta de outro pedido")?;
    aceitar(inteiro(&resposta[4..]) != 0, "uma lista de brokers vazia")
}

/// MQTT 3.1.1: CONNECT, e o CONNACK que aceita.
pub fn mqtt(endereco: SocketAddr) -> io::Result<()> {
    const CONNECT: &[u8] = b"\x10\x10\x00\x04MQTT\x04\x02\x00\x0a\x00\x04xsrv";
    const DISCONNECT: &[u8] = &[0xe0, 0x00];
    let (mut conexao, resposta) = perguntar(endereco, CONNECT, 4)?;
    let connack = resposta == [0x20, 0x02, 0x00, 0x00];
    aceitar(connack, "outra coisa que não um CONNACK que aceita")?;
    conexao.write_all(DISCONNECT)
}

/// AMQP 0-9-1: o cabeçalho, e o `connection.start` (classe 10, método 10).
pub fn amqp(endereco: SocketAddr) -> io::Result<()> {
    let (_, quadro) = perguntar(endereco, b"AMQP\x00\x00\x09\x01", 11)?;
    let start = quadro[0] == 1 && quadro[7..] == [0, 10, 0, 10];
    aceitar(start, "outra coisa que não um connection.start")
}

/// epmd, a lista telefônica do Erlang: pede os nomes; ele responde com a sua porta.
pub fn epmd(endereco: SocketAddr) -> io::Result<()> {
    let (_, porta) = perguntar(endereco, b"\x00\x01n", 4)?;
    let e_dele = inteiro(&porta) == u32::from(endereco.port());
    aceitar(e_dele, "a porta de outro epmd")
}

/// Liga-se, pergunta e lê uma resposta deste tamanho.
fn perguntar(
    endereco: SocketAddr,
    pergunta: &[u8],
    tamanho: usize,
) -> io::Result<(TcpStream, Vec<u8>)> {
    let mut conexao = TcpStream::connect_timeout(&endereco, ESPERA)?;
    conexao.set_read_timeout(Some(ESPERA))?;
    conexao.set_write_timeout(Some(ESPERA))?;
    conexao.write_all(pergunta)?;
    let resposta = ler(&mut conexao, tamanho)?;
    Ok((conexao, resposta))
}

fn ler(conexao: &mut TcpStream, quantos: usize) -> io::Result<Vec<u8>> {
    let mut lido = vec![0; quantos];
    conexao.read_exact(&mut lido)?;
    Ok(lido)
}

/// Os quatro primeiros bytes, do mais ao menos significativo.
fn inteiro(bytes: &[u8]) -> u32 {
    bytes[..4].iter().fold(0, |n, &b| n << 8 | u32::from(b))
}

/// Aceita a resposta, ou diz o que ela foi.
fn aceitar(vale: bool, resposta: &str) -> io::Result<()> {
    let motivo = format!("o servidor respondeu com {resposta}");
    let erro = || io::Error::new(io::ErrorKind::InvalidData, motivo);
    vale.then_some(()).ok_or_else(erro)
}

#[cfg(test)]
mod testes {
    use super::*;
    use std::net::TcpListener;

    /// Um servidor que, seja qual for a pergunta, responde assim e fecha.
    fn que_responde(resposta: &'static [u8]) -> SocketAddr {
        let escuta = TcpListener::bind("127.0.0.1:0").expect("há uma porta livre");
        let endereco = escuta.local_addr().expect("a porta tem endereço");
        std::thread::spawn(move || {
            let (mut conexao, _) = escuta.accept().expect("alguém se liga");
            conexao.write_all(resposta).expect("ele lê");
            // Fechar com a pergunta por ler derrubaria a resposta.
            conexao.shutdown(std::net::Shutdown::Write).ok();
            io::copy(&mut conexao, &mut io::sink()).ok();
        });
        endereco
    }

    #[test]
    fn so_a_resposta_do_protocolo_vale() {
        const UM_BROKER: &[u8] = &[0, 0, 0, 8, 0, 0, 0, 7, 0, 0, 0, 1];
        const NENHUM: &[u8] = &[0, 0, 0, 8, 0, 0, 0, 7, 0, 0, 0, 0];
        const START: &[u8] = &[1, 0, 0, 0, 0, 1, 0, 0, 10, 0, 10];
        let casos: [(Sonda, &[u8], bool); 9] = [
            (kafka, UM_BROKER, true),
            (kafka, NENHUM, false),
            (kafka, b"HTTP/1.1 400 Bad Request", false),
            (mqtt, &[0x20, 2, 0, 0], true),
            (mqtt, &[0x20, 2, 0, 5], false),
            (amqp, START, true),
            // A versão que o servidor prefere: ele não aceitou a nossa.
            (amqp, b"AMQP\x00\x01\x00\x00...", false),
            (epmd, &[0, 0, 0, 1], false),
            (epmd, &[], false),
        ];
        for (i, (sonda, resposta, vale)) in casos.into_iter().enumerate() {
            let feito = sonda(que_responde(resposta));
            assert_eq!(feito.is_ok(), vale, "caso {i}: {feito:?}");
        }
    }
}
