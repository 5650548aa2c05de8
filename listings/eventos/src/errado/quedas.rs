//! A tabela: em que estado cada forma acorda, para cada ponto da queda.

use std::fmt;

use apoio::texto::quantos;

use crate::contas::Contas;
use crate::dinheiro::Centavos;
use crate::errado::{no_lugar, sem_soma};
use crate::evento::Evento;
use crate::log::leitura::{Leitor, Lido};
use crate::log::montar;

/// O que se lê depois da queda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acordado {
    pub ana: Centavos,
    pub bia: Centavos,
}

/// O que ana tem antes: o maior valor que ela pode transferir.
pub const MAIOR: Centavos = Centavos(10_000);

/// O estado antes e o estado depois da transferência.
pub fn certos(valor: Centavos) -> [Acordado; 2] {
    let depois_de = |movido| Acordado {
        ana: Centavos(MAIOR.0 - movido),
        bia: Centavos(5_000 + movido),
    };
    [depois_de(0), depois_de(valor.0)]
}

/// Uma maneira de guardar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forma {
    NoLugar,
    SemSoma,
    Log,
}

/// O estado em que se acorda depois de chegarem ao disco 0, 1, 2… bytes da
/// transferência de `valor`, que não passa de [`MAIOR`].
pub fn acordar(forma: Forma, valor: Centavos) -> Vec<Acordado> {
    match forma {
        Forma::NoLugar => {
            let escritas = no_lugar::transferir(no_lugar::ANTES, valor.0);
            let total = escritas.iter().map(|(_, bytes)| bytes.len()).sum();
            let queda = |n| no_lugar::cair(no_lugar::ANTES, &escritas, n);
            (0..=total)
                .map(|n| no_lugar::saldos(&queda(n)).into())
                .collect()
        }
        Forma::SemSoma => {
            let nova = sem_soma::nova(valor);
            (0..=nova.len())
                .map(|n| format!("{}{}", sem_soma::ANTES, &nova[..n]))
                .map(|arquivo| (&sem_soma::ler(&arquivo)).into())
                .collect()
        }
        Forma::Log => log(valor),
    }
}

fn log(valor: Centavos) -> Vec<Acordado> {
    let linhas = format!("{}{}", sem_soma::ANTES, sem_soma::nova(valor));
    let cargas = linhas
        .lines()
        .zip(1..)
        .map(|(fato, n)| format!("{n} - {fato}"));
    let entradas: Vec<_> = cargas.map(|carga| montar(carga.as_bytes())).collect();
    let (nova, antes) = entradas.split_last().expect("há cinco");
    (0..=nova.len())
        .map(|n| (&dobrar(&[&antes.concat(), &nova[..n]].concat())).into())
        .collect()
}

fn dobrar(bytes: &[u8]) -> Contas {
    let mut leitor = Leitor::novo(bytes, 0, 0, 0);
    let eventos: Vec<Evento> = std::iter::from_fn(|| match leitor.proximo() {
        Ok(Lido::Evento(evento)) => Some(evento),
        _ => None,
    })
    .collect();
    Contas::dobrar(&eventos).expect("são fatos possíveis")
}

/// A tabela, com uma linha para cada trecho em que o estado não muda, e a conta dos
/// pontos de queda que acordam num estado que nunca existiu.
pub fn tabela(forma: Forma, valor: Centavos) -> Vec<String> {
    let estados = acordar(forma, valor);
    let (mut primeiro, mut errados) = (0, 0);
    let trechos = estados.chunk_by(PartialEq::eq).map(|trecho| {
        let (de, ate) = (primeiro, primeiro + trecho.len() - 1);
        primeiro = ate + 1;
        let certo = match certos(valor).iter().position(|c| *c == trecho[0]) {
            Some(0) => "antes",
            Some(_) => "depois",
            None => {
                errados += trecho.len();
                "NENHUM DOS DOIS"
            }
        };
        format!("{de:>6} {ate:>4} {}  {certo}", trecho[0])
    });
    let titulo = format!(
        "{:>6} {:>4} {:>8} {:>8} {:>8}  estado",
        "de", "até", "ana", "bia", "soma"
    );
    let mut linhas: Vec<_> = std::iter::once(titulo).chain(trechos).collect();
    let pontos = quantos(estados.len(), "ponto de queda", "pontos de queda");
    linhas.push(format!("{pontos}, {errados} em estado errado"));
    linhas
}

impl From<(u64, u64)> for Acordado {
    fn from((ana, bia): (u64, u64)) -> Self {
        Self {
            ana: Centavos(ana),
            bia: Centavos(bia),
        }
    }
}

impl From<&Contas> for Acordado {
    fn from(contas: &Contas) -> Self {
        let saldo = |nome: &str| {
            let conta = nome.parse().expect("o nome é bom");
            contas.situacao(&conta).map_or(Centavos(0), |s| s.saldo)
        };
        Self {
            ana: saldo("ana"),
            bia: saldo("bia"),
        }
    }
}

impl fmt::Display for Acordado {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let soma = Centavos(self.ana.0 + self.bia.0);
        write!(f, "{:>8} {:>8} {soma:>8}", self.ana, self.bia)
    }
}
