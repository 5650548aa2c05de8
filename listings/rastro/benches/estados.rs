//! Quanto custa um estado: o nosso sistema ao lado do `ActorModel`, com os mesmos
//! atores e o mesmo verificador.
//!
//! Quatro nós cumprimentam todos e respondem a cada cumprimento. São 12 pares
//! de mensagens, cada um em três situações (ida em viagem, volta em viagem, as
//! duas entregues): 3¹² = 531.441 estados.
//!
//! ```text
//! cargo bench -p rastro --features programa --bench estados
//! ```

use std::borrow::Cow;
use std::process::Command;
use std::time::Instant;

use rastro::modelo::{Grafo, Rotulos, Sistema};
use stateright::actor::{Actor, ActorModel, Id, Network, Out};
use stateright::{Checker, Expectation, Model};

const NOS: usize = 4;
const ESTADOS: usize = 531_441;

struct Cordial;

impl Actor for Cordial {
    type Msg = bool;
    type State = (u8, u8);
    type Timer = ();
    type Storage = ();
    type Random = ();

    fn on_start(&self, eu: Id, _: &Option<()>, saida: &mut Out<Self>) -> (u8, u8) {
        let outros = (0..NOS).map(Id::from).filter(|outro| *outro != eu);
        outros.for_each(|outro| saida.send(outro, false));
        (0, 0)
    }

    fn on_msg(
        &self,
        _: Id,
        vistos: &mut Cow<'_, (u8, u8)>,
        de: Id,
        resposta: bool,
        saida: &mut Out<Self>,
    ) {
        let bit = 1 << usize::from(de);
        if resposta {
            vistos.to_mut().1 |= bit;
        } else {
            vistos.to_mut().0 |= bit;
            saida.send(de, true);
        }
    }
}

impl Rotulos for Cordial {
    fn mensagem(&self, resposta: &bool) -> String {
        if *resposta { "igualmente" } else { "bom dia" }.to_owned()
    }

    fn estado(&self, (vistos, respostas): &(u8, u8)) -> String {
        format!("{} e {}", vistos.count_ones(), respostas.count_ones())
    }
}

fn atores() -> impl Iterator<Item = Cordial> {
    (0..NOS).map(|_| Cordial)
}

fn do_stateright() -> usize {
    let modelo = ActorModel::<Cordial>::new((), ())
        .actors(atores())
        .init_network(Network::new_unordered_nonduplicating([]))
        .property(Expectation::Always, "vale", |_, _| true);
    modelo.checker().spawn_bfs().join().unique_state_count()
}

fn verificado() -> usize {
    let sistema = Sistema::novo(atores()).sempre("vale", |_| true);
    sistema.verificar(usize::MAX - 1).estados
}

fn percorrido() -> usize {
    let sistema = Sistema::novo(atores());
    let grafo = Grafo::percorrer(&sistema, usize::MAX, |_, _, _| true);
    grafo.expect("não há limite").estados()
}

type Medida = (&'static str, fn() -> usize);

const MEDIDAS: [Medida; 3] = [
    ("ActorModel, verificado pelo stateright", do_stateright),
    ("Sistema, verificado pelo stateright", verificado),
    ("Sistema, percorrido por Grafo", percorrido),
];

fn main() {
    let pedida = std::env::args()
        .nth(1)
        .and_then(|a| a.parse::<usize>().ok());
    if let Some(qual) = pedida {
        return medir(MEDIDAS[qual].0, MEDIDAS[qual].1);
    }
    // Cada uma num processo seu: o pico de memória é do processo inteiro.
    let este = std::env::current_exe().expect("sei que programa sou");
    for qual in 0..MEDIDAS.len() {
        let estado = Command::new(&este).arg(qual.to_string()).status();
        assert!(estado.is_ok_and(|e| e.success()), "a medida {qual} falhou");
    }
}

fn medir(nome: &str, medida: fn() -> usize) {
    let inicio = Instant::now();
    let estados = medida();
    let segundos = inicio.elapsed().as_secs_f64();
    assert_eq!(estados, ESTADOS, "{nome}");
    let por_segundo = estados as f64 / segundos / 1000.0;
    println!("{nome:40} {por_segundo:8.0} mil estados/s {:6} MB", pico());
}

/// O pico de memória deste processo, onde o sistema o diz.
fn pico() -> String {
    let estado = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let linha = estado.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kb = linha.and_then(|l| l.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kb.map_or_else(|| "?".to_owned(), |kb| (kb / 1024).to_string())
}
