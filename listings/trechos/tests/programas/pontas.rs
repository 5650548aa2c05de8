//! O que cada programa faz quando a saída ou a entrada não são o que ele espera.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::process::Stdio;
use std::time::Duration;

use crate::caso::{Caso, Especie, Excecao};
use crate::juizo::defeito;
use crate::lista::Binario;
use crate::paralelo::provar_todos;
use crate::rodada::{Fim, Rodada};
use crate::tabela::caso;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ponta {
    Normal,
    /// Como em `programa | head -1`.
    SemLeitor,
    SaidaFechada,
    EntradaFechada,
    #[cfg(target_os = "linux")]
    DiscoCheio,
}

impl Caso {
    /// O status com que sai quando nada lhe falta.
    fn status(&self) -> i32 {
        match self.especie {
            Especie::Termina(status) => status,
            Especie::Servidor | Especie::ServidorUdp => 0,
        }
    }

    /// Se fica escutando até que lhe peçam o fim.
    fn escuta(&self) -> bool {
        matches!(self.especie, Especie::Servidor | Especie::ServidorUdp)
    }
}

impl Ponta {
    /// Se o teste lê o que o programa anuncia.
    fn se_le(self) -> bool {
        matches!(self, Self::Normal | Self::EntradaFechada)
    }
}

#[test]
fn sem_leitor_sem_entrada_sem_disco_e_sem_nada_disso_cada_um_sai_como_deve() {
    let pontas = || {
        vec![
            Ponta::Normal,
            Ponta::SemLeitor,
            Ponta::SaidaFechada,
            Ponta::EntradaFechada,
            #[cfg(target_os = "linux")]
            Ponta::DiscoCheio,
        ]
    };
    provar_todos(
        |_| pontas(),
        |binario, ponta| match usar(binario, *ponta) {
            Ok(fim) => julgar(binario, *ponta, &fim),
            Err(erro) => Some(erro),
        },
    );
}

fn usar(binario: &Binario, ponta: Ponta) -> Result<Fim, String> {
    let caso = caso(&binario.nome);
    let mut rodada = Rodada::nova(binario, caso.argumentos);
    match ponta {
        Ponta::Normal => {}
        Ponta::SemLeitor => rodada.saida = Some(sem_leitor()),
        Ponta::SaidaFechada => rodada.fecho = Some(">&-"),
        Ponta::EntradaFechada => rodada.fecho = Some("<&-"),
        #[cfg(target_os = "linux")]
        Ponta::DiscoCheio => rodada.saida = Some(disco_cheio()),
    }
    let udp = caso.especie == Especie::ServidorUdp;
    if ponta.se_le() || !caso.escuta() {
        return rodada.rodar();
    }
    // Quem não pode anunciar onde escuta recebe uma porta escolhida aqui.
    let onde = livre(udp);
    for arg in rodada
        .argumentos
        .iter_mut()
        .filter(|arg| arg.ends_with(":0"))
    {
        *arg = onde.to_string();
    }
    let atende = || atende(udp, onde);
    Rodada {
        pronto: Some(&atende),
        ..rodada
    }
    .rodar()
}

fn sem_leitor() -> Stdio {
    let (leitor, escritor) = io::pipe().expect("o sistema dá um pipe");
    drop(leitor);
    escritor.into()
}

#[cfg(target_os = "linux")]
fn disco_cheio() -> Stdio {
    let cheio = std::fs::File::options().write(true).open("/dev/full");
    cheio.expect("o Linux tem /dev/full").into()
}

fn livre(udp: bool) -> SocketAddr {
    let onde = match udp {
        true => UdpSocket::bind("127.0.0.1:0").and_then(|s| s.local_addr()),
        false => TcpListener::bind("127.0.0.1:0").and_then(|s| s.local_addr()),
    };
    onde.expect("há uma porta livre")
}

/// Se alguém atende: em UDP, se não vem o aviso de que ninguém escuta.
fn atende(udp: bool, onde: SocketAddr) -> bool {
    if !udp {
        return TcpStream::connect(onde).is_ok();
    }
    let pergunta = || {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        socket.connect(onde)?;
        socket.set_read_timeout(Some(Duration::from_millis(20)))?;
        socket.send(b"?")?;
        socket.recv(&mut [0; 64])
    };
    let recusou = |erro: io::Error| erro.kind() == ErrorKind::ConnectionRefused;
    !pergunta().is_err_and(recusou)
}

fn julgar(binario: &Binario, ponta: Ponta, fim: &Fim) -> Option<String> {
    let caso = caso(&binario.nome);
    if caso.excecao != Excecao::PanicoDeProposito
        && let Some(defeito) = defeito(fim)
    {
        return Some(defeito);
    }
    let certo = match (caso.especie, ponta) {
        (Especie::Termina(0), Ponta::SemLeitor) => {
            fim.status == Some(0) && !fim.erro.contains("erro:")
        }
        // Sem quem lesse a primeira queixa, quem insiste desiste antes da última.
        (Especie::Termina(_), Ponta::SemLeitor) if fim.status == Some(0) => {
            fim.erro.is_empty() && !nada_diz(binario)
        }
        #[cfg(target_os = "linux")]
        (Especie::Termina(0), Ponta::DiscoCheio) => {
            let dito = fim.erro.contains("o disco está cheio");
            let dito = dito || fim.erro.contains("erro 28");
            fim.status == Some(1) && dito || fim.status == Some(0) && nada_diz(binario)
        }
        // Encerrado assim que atende, pode ainda não ouvir o sinal que o encerra.
        _ if fim.status.is_none() => caso.escuta() && !ponta.se_le(),
        _ => fim.status == Some(caso.status()),
    };
    (!certo).then(|| format!("{fim:?}"))
}

/// Só com a entrada vazia ou com o trabalho todo no diário: não há o que se perca.
fn nada_diz(binario: &Binario) -> bool {
    usar(binario, Ponta::Normal).is_ok_and(|fim| fim.saida.is_empty())
}
