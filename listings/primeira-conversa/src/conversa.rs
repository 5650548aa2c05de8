//! Um servidor e um cliente, uma pergunta com resposta e outra sem, por um socket
//! TCP, como seria entre duas máquinas.

use std::io::ErrorKind::{TimedOut, WouldBlock};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

// ANCHOR: servidor
fn servir(escuta: &TcpListener) -> io::Result<()> {
    let (conexao, _) = escuta.accept()?;
    let mut perguntas = BufReader::new(&conexao).lines();
    if let Some(pergunta) = perguntas.next() {
        (&conexao).write_all(format!("ouvi \"{}\"\n", pergunta?).as_bytes())?;
    }
    // Daqui em diante lê e não responde; termina quando o cliente desliga.
    perguntas.try_for_each(|pergunta| pergunta.map(drop))
}
// ANCHOR_END: servidor

// ANCHOR: cliente
fn perguntar(mut conexao: &TcpStream, pergunta: &str) -> io::Result<()> {
    let mut tela = io::stdout();
    writeln!(tela, "cliente:  {pergunta}")?;
    conexao.write_all(format!("{pergunta}\n").as_bytes())?;

    let mut resposta = String::new();
    match BufReader::new(conexao).read_line(&mut resposta) {
        Ok(_) => write!(tela, "servidor: {resposta}"),
        // O prazo vencido tem um nome no Unix e outro no Windows.
        Err(erro) if matches!(erro.kind(), WouldBlock | TimedOut) => {
            writeln!(tela, "          (silêncio)")?;
            writeln!(tela, "cliente:  caiu, atrasou ou se perdeu? Daqui é igual.")
        }
        Err(erro) => Err(erro),
    }
}
// ANCHOR_END: cliente

/// As duas perguntas, e o que se ouviu de volta.
pub fn conversar() -> io::Result<()> {
    // Porta 0: o sistema escolhe uma que esteja livre.
    let escuta = TcpListener::bind("127.0.0.1:0")?;
    let endereco = escuta.local_addr()?;
    let servidor = thread::spawn(move || servir(&escuta));

    let conexao = TcpStream::connect(endereco)?;
    perguntar(&conexao, "há alguém aí?")?;
    // Sem este prazo, a segunda pergunta esperaria para sempre.
    conexao.set_read_timeout(Some(Duration::from_secs(1)))?;
    perguntar(&conexao, "posso ir embora?")?;

    drop(conexao);
    servidor
        .join()
        .expect("o servidor não devia entrar em pânico")
}
