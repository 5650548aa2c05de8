//! O vigia: pedido o fim, um broker que se calou não prende o programa.
//!
//! Confirmar e deixar o grupo são pedidos a um broker; com ele caído, o librdkafka
//! insiste por uma sessão em cada um, e chamada nenhuma o faz desistir antes. O que
//! ficou por confirmar não se perde, volta: sair já é tão correto quanto esperar.

use std::process::exit;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use apoio::programa::registrar;
use rdkafka::consumer::Consumer;

use crate::erro::ErroDeKafka;
use crate::fim::foi_pedido;
use crate::ligacao::{Isolamento, Ligacao};

/// De quanto em quanto se olha se pediram o fim, e se o broker ainda responde.
const PASSO: Duration = Duration::from_millis(100);

/// Quanto um broker tem para responder a quem está de saída.
const PACIENCIA: Duration = Duration::from_secs(1);

/// Quem vigia, enquanto o programa drena.
pub struct Vigia(Arc<AtomicBool>);

/// Passa a vigiar: depois do pedido de fim, se o broker não responde, encerra o
/// programa, com status 1 se havia o que confirmar.
///
/// # Errors
/// Veja [`Ligacao::criar`].
pub fn vigiar(ligacao: &Ligacao) -> Result<Vigia, ErroDeKafka> {
    // Uma conexão só do vigia: a do programa está presa quando ele é preciso.
    let leitor = ligacao.leitor(Isolamento::Tudo)?;
    let confirmado = Arc::new(AtomicBool::new(false));
    let tudo = Arc::clone(&confirmado);
    thread::spawn(move || {
        while !foi_pedido() || leitor.fetch_metadata(None, PACIENCIA).is_ok() {
            thread::park_timeout(PASSO);
        }
        if tudo.load(Ordering::Relaxed) {
            exit(0);
        }
        registrar(
            "erro: não consegui confirmar: nenhum broker responde; o que faltou \
             confirmar será lido outra vez",
        );
        exit(1);
    });
    Ok(Vigia(confirmado))
}

impl Vigia {
    /// Só falta despedir-se do grupo, e não é por isso que se falha.
    pub fn tudo_confirmado(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
