//! Processos de verdade: um servidor que se mata e se religa na mesma porta, e
//! um balanceador na frente.

use std::net::SocketAddr;

use apoio::teste::{Fim, Programa};
use socket2::{Domain, Protocol, Socket, Type};

pub const BALANCEADOR: &str = env!("CARGO_BIN_EXE_balanceador");
pub const SERVIDOR: &str = env!("CARGO_BIN_EXE_servidor");
pub const CARGA: &str = env!("CARGO_BIN_EXE_carga");
pub const AJUSTE: &str = env!("CARGO_BIN_EXE_ajuste-universal");
pub const BOLAS: &str = env!("CARGO_BIN_EXE_tabela-de-bolas");
pub const VAZAO: &str = env!("CARGO_BIN_EXE_tabela-de-vazao");

/// Roda até o fim, sem nada na entrada.
pub fn rodar(executavel: &str, argumentos: &[&str]) -> Fim {
    Programa::iniciar(executavel, argumentos).esperar_fim()
}

/// Um servidor e a porta que é dele até o fim do teste.
pub struct Servidor {
    nome: &'static str,
    endereco: SocketAddr,
    programa: Option<Programa>,
    _reserva: Reserva,
}

impl Servidor {
    /// O servidor pensa por 2 ms: assim sempre há pedidos no meio quando morre.
    pub fn novo(nome: &'static str) -> Self {
        let (reserva, endereco) = reservar();
        let mut servidor = Self {
            nome,
            endereco,
            programa: None,
            _reserva: reserva,
        };
        servidor.religar();
        servidor
    }

    pub fn tres() -> Vec<Self> {
        ["A", "B", "C"].map(Self::novo).into()
    }

    pub fn endereco(&self) -> SocketAddr {
        self.endereco
    }

    /// SIGKILL: sem aviso, sem drenagem, com pedidos no meio.
    pub fn matar(&mut self) {
        self.programa = None;
    }

    /// SIGTERM: termina os pedidos em curso e sai com 0.
    #[cfg(unix)]
    pub fn pedir_fim_e_esperar(&mut self) {
        let programa = self.programa.take().expect("está de pé");
        programa.pedir_fim();
        let fim = programa.esperar_fim();
        assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    }

    pub fn religar(&mut self) {
        let onde = self.endereco.to_string();
        let argumentos = ["--endereco", &onde, "--nome", self.nome, "--atraso", "2ms"];
        let programa = Programa::iniciar(SERVIDOR, &argumentos);
        assert_eq!(programa.esperar_pronto(), self.endereco);
        self.programa = Some(programa);
    }
}

/// Um socket que ocupa a porta sem escutar nela. Sem ele, enquanto o servidor
/// está morto, o sistema poderia dar a porta a uma conexão qualquer do teste.
type Reserva = Option<Socket>;

fn reservar() -> (Reserva, SocketAddr) {
    let socket =
        Socket::new(Domain::IPV4, Type::STREAM, Some(Protocol::TCP)).expect("socket");
    socket.set_reuse_address(true).expect("opção");
    let livre: SocketAddr = "127.0.0.1:0".parse().expect("endereço");
    socket.bind(&livre.into()).expect("porta livre");
    let endereco = socket.local_addr().expect("tem").as_socket().expect("IPv4");
    // Fora do Linux, dois sockets não dividem a porta nem assim.
    (cfg!(target_os = "linux").then_some(socket), endereco)
}

/// Um balanceador na frente dos servidores, com verificação apressada.
pub struct Balanceador {
    pub programa: Programa,
    pub endereco: SocketAddr,
}

impl Balanceador {
    pub fn com(servidores: &[Servidor], extras: &[&str]) -> Self {
        let mut argumentos: Vec<String> =
            ["--endereco", "127.0.0.1:0", "--intervalo", "20ms"]
                .map(String::from)
                .into();
        for servidor in servidores {
            argumentos.extend(["--servidor".to_owned(), servidor.endereco.to_string()]);
        }
        argumentos.extend(extras.iter().map(ToString::to_string));
        let argumentos: Vec<_> = argumentos.iter().map(String::as_str).collect();
        let programa = Programa::iniciar(BALANCEADOR, &argumentos);
        let endereco = programa.esperar_pronto();
        Self { programa, endereco }
    }

    /// Pede o fim, confere o status 0 e devolve a linha das contas.
    #[cfg(unix)]
    pub fn encerrar(self) -> String {
        self.programa.pedir_fim();
        let contas = self.programa.esperar_no_diario("fim: ");
        let fim = self.programa.esperar_fim();
        assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
        contas
    }
}

/// O número que vem antes de `nome` na linha das contas; `nome` vem no plural, e a
/// linha diz `1 completa`.
pub fn conta(contas: &str, nome: &str) -> usize {
    let singular: Vec<_> = nome.split(' ').map(|n| n.trim_end_matches('s')).collect();
    let singular = singular.join(" ");
    let partes = contas.trim_start_matches("fim: ").split([':', ',', ';']);
    let mut achadas = partes.filter_map(|p| {
        let (numero, resto) = p.trim().split_once(' ')?;
        let e_ela = resto == nome || resto == singular;
        e_ela.then_some(numero)?.parse().ok()
    });
    achadas
        .next()
        .unwrap_or_else(|| panic!("{contas:?} não conta {nome}"))
}
