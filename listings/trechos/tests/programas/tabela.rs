//! O que cada programa é, quando não é só um programa que roda sem argumentos e
//! termina com 0.

use crate::caso::{Caso, Especie, Excecao};

const fn caso_de(argumentos: &'static [&'static str], especie: Especie) -> Caso {
    Caso {
        argumentos,
        especie,
        excecao: Excecao::Nenhuma,
    }
}

const COMUM: Caso = caso_de(&[], Especie::Termina(0));

pub fn caso(nome: &str) -> &'static Caso {
    let achado = CASOS.iter().find(|(de_quem, _)| *de_quem == nome);
    achado.map_or(&COMUM, |(_, caso)| caso)
}

/// Nesta porta ninguém escuta: as primeiras mil são do administrador.
pub const NINGUEM: &str = "127.0.0.1:1";
const LIVRE: &[&str] = &["--endereco", "127.0.0.1:0"];

const SERVIDOR: Caso = caso_de(LIVRE, Especie::Servidor);
const SERVIDOR_UDP: Caso = caso_de(LIVRE, Especie::ServidorUdp);

/// Roda com estes argumentos e termina bem.
const fn roda(argumentos: &'static [&'static str]) -> Caso {
    caso_de(argumentos, Especie::Termina(0))
}

/// Não acha quem o atenda, ou o arquivo de que precisa, e diz isso.
const fn falha(argumentos: &'static [&'static str]) -> Caso {
    caso_de(argumentos, Especie::Termina(1))
}

/// Roda sem argumentos, e escapa de parte das provas.
const fn salvo(excecao: Excecao) -> Caso {
    Caso { excecao, ..COMUM }
}

const CASOS: &[(&str, Caso)] = &[
    ("adversario", SERVIDOR_UDP),
    ("arvore-em-svg", falha(&[])),
    (
        "avisos-dizer",
        falha(&["--aviso", "oi", "--prazo", "200ms"]),
    ),
    ("avisos-ouvir", falha(&["--prazo", "200ms"])),
    (
        "balanceador",
        caso_de(
            &["--endereco", "127.0.0.1:0", "--servidor", NINGUEM],
            Especie::Servidor,
        ),
    ),
    ("batalhas", roda(&["--rodadas", "100"])),
    ("bit-alternado", roda(&["--sementes", "5"])),
    ("broker-mqtt", SERVIDOR),
    ("busca", salvo(Excecao::DaFerramenta)),
    ("cadeias", roda(&["ação"])),
    ("carga", falha(&["--endereco", NINGUEM, "--pedidos", "3"])),
    (
        "chat-ataque",
        falha(&["--ataque", "bytes", "--endereco", NINGUEM]),
    ),
    (
        "chat-cliente",
        falha(&["--nome", "ana", "--endereco", NINGUEM]),
    ),
    ("chat-servidor", SERVIDOR),
    ("consumidor", falha(&["--prazo", "200ms"])),
    ("contador", falha(&["--prazo", "200ms"])),
    ("contar-palavras", falha(&["--arquivo", "nao-existe.txt"])),
    (
        "deposito-cliente",
        falha(&[
            "--chamada",
            "somar",
            "--endereco",
            NINGUEM,
            "--prazo",
            "200ms",
        ]),
    ),
    ("deposito-servidor", SERVIDOR),
    ("desmontar", falha(&[])),
    ("diagramas", salvo(Excecao::DaFerramenta)),
    ("eco-cliente", falha(&["--endereco", NINGUEM])),
    ("eco-servidor", SERVIDOR),
    ("eco-tcp", SERVIDOR),
    ("entregas", roda(&["--eventos", "3", "--media", "10ms"])),
    ("escalonar", roda(&["r1(x) w1(x) r2(x)"])),
    ("figuras-de-escala", roda(&["--figura", "amdahl"])),
    ("figuras-de-redes", roda(&["--figura", "topologias"])),
    ("grafico-de-falhas", roda(&["--rodadas", "20"])),
    ("grafico-de-redundancia", roda(&["--rodadas", "20"])),
    ("grupo", falha(&["--prazo", "200ms"])),
    ("interpretar", roda(&["42ED4000"])),
    (
        "lancador",
        roda(&["--processos", "3", "soma", "1", "2", "3"]),
    ),
    ("mandelbrot", roda(&["--largura", "24"])),
    ("medir", falha(&[])),
    ("medir-esperas", falha(&[])),
    ("medir-speedup", falha(&[])),
    (
        "multidao",
        falha(&["--clientes", "3", "--endereco", NINGUEM]),
    ),
    ("ola-cliente", falha(&["--endereco", NINGUEM])),
    ("ola-servidor", SERVIDOR),
    ("panico", salvo(Excecao::PanicoDeProposito)),
    ("painel", falha(&["--prazo", "200ms"])),
    ("primeira-conversa", salvo(Excecao::SemOpcoes)),
    ("produtor", falha(&["--prazo", "200ms"])),
    ("quadro-ingenuo", salvo(Excecao::SemOpcoes)),
    ("recados-armazenamento", SERVIDOR),
    ("recados-servidor", SERVIDOR),
    ("receptor", SERVIDOR_UDP),
    ("relogios", roda(&["simular", "cuidadoso"])),
    (
        "remetente",
        falha(&["--tentativas", "1", "--endereco", NINGUEM]),
    ),
    ("representar", roda(&["118.625"])),
    (
        "salas-cliente",
        falha(&["--nome", "ana", "--endereco", NINGUEM, "--recuo", "1ms"]),
    ),
    ("salas-servidor", SERVIDOR),
    ("sensor", falha(&["--prazo", "200ms"])),
    ("servidor", SERVIDOR),
    ("supervisor", roda(&["--comando", "true"])),
    ("tabela-de-bolas", roda(&["--n", "10", "--vezes", "2"])),
    ("tabela-de-falhas", roda(&["--rodadas", "20"])),
    ("tarefa-mortas", falha(&["--prazo", "200ms"])),
    (
        "tarefa-publicar",
        falha(&["--tarefa", "oi", "--prazo", "200ms"]),
    ),
    ("tarefa-trabalhar", falha(&["--prazo", "200ms"])),
    ("tres-qos", salvo(Excecao::BrokerDentro)),
    ("viagem", roda(&["118.625", "--por", "ieee-double"])),
    ("xtask", salvo(Excecao::DaFerramenta)),
];
