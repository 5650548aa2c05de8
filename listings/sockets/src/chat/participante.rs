//! A conversa com um cliente: uma thread lê, outra escreve.

use std::net::Shutdown;
use std::sync::Arc;
use std::thread::{self, Scope};
use std::time::Instant;

use apoio::programa::registrar;

use super::caixa::Caixa;
use super::evento::{Evento, Motivo, Nome};
use super::fila::{Cheia, FOLEGO, OLHADA};
use super::sala::{Destino, Ficha, Sala};
use super::{Limites, MAIOR_FALA};
use crate::conexao::despedir;
use crate::encerramento::Registro;
use crate::iterativo::PRAZO_DE_DESPEDIDA;
use crate::quadro::ErroDeQuadro;
use crate::quadro::bloqueante::{Leitor, escrever};

/// Pilha de cada thread, em bytes: as nossas usam poucos KiB, e os 2 MiB de
/// fábrica reservariam 4 GiB de endereços para mil clientes.
pub const PILHA: usize = 256 * 1024;

/// A ponta de um cliente: sua caixa e sua conexão.
#[derive(Clone)]
pub struct Ponta {
    caixa: Arc<Caixa>,
    fluxo: Arc<Registro>,
}

impl Destino for Ponta {
    fn oferecer(&self, evento: Evento) -> Result<(), Cheia> {
        self.caixa.oferecer(evento)
    }

    fn em_dia(&self) -> bool {
        self.caixa.em_dia()
    }

    fn cortar(&self) {
        registrar(format_args!("{}: {}", self.fluxo.quem(), Motivo::NaoLe));
        self.abandonar();
    }

    fn fechar(&self, ultimo: Option<Evento>) {
        self.caixa.fechar(ultimo);
    }
}

impl Ponta {
    /// Desiste do cliente: acorda suas duas threads, paradas ou não.
    fn abandonar(&self) {
        self.caixa.abandonar();
        let _ = self.fluxo.shutdown(Shutdown::Both);
    }
}

/// Recebe o nome, entra na sala, cria a escritora e lê até o fim.
pub fn atender<'e>(
    fluxo: Registro,
    sala: &'e Sala<Ponta>,
    limites: Limites,
    escritoras: &'e Scope<'e, '_>,
) {
    let fluxo = Arc::new(fluxo);
    let mut leitor = Leitor::novo(&fluxo, limites.prazo_de_quadro, fluxo.fim());
    leitor = leitor.com_limite(MAIOR_FALA);
    let ponta = Ponta {
        caixa: Arc::default(),
        fluxo: Arc::clone(&fluxo),
    };
    let entrada = apresentar(&mut leitor).and_then(|nome| {
        let nome = nome.ok_or(Motivo::Fechou)?;
        sala.entrar(nome, ponta.clone())
    });
    let ficha = match entrada {
        Ok(ficha) => ficha,
        Err(motivo) => return recusar(&fluxo, &motivo, limites),
    };
    let (sua_ponta, sua_ficha) = (ponta.clone(), ficha.clone());
    let escrita = move || escrever_tudo(&sua_ponta, sala, &sua_ficha, limites);
    let thread = thread::Builder::new()
        .stack_size(PILHA)
        .spawn_scoped(escritoras, escrita);
    let motivo = match thread {
        Ok(_) => ouvir(&mut leitor, sala, &ficha, &ponta),
        Err(_) => Err(Motivo::Lotada(limites.clientes)),
    };
    // No encerramento ninguém sai: a sala se despede de todos, de uma vez.
    if motivo.is_err() || !fluxo.fim().pedido() {
        let motivo = motivo.err().unwrap_or(Motivo::Fechou);
        if sala.sair(&ficha, motivo.clone()) {
            registrar(format_args!("{}: {motivo}", fluxo.quem()));
        }
    }
}

fn apresentar(leitor: &mut Leitor<'_>) -> Result<Option<Nome>, Motivo> {
    match leitor.ler_ja() {
        Ok(pedido) => pedido.as_deref().map(Nome::novo).transpose(),
        Err(ErroDeQuadro::PrazoVencido) => Err(Motivo::SemNome),
        Err(erro) => Err(erro.into()),
    }
}

// ANCHOR: ouvir
fn ouvir(
    leitor: &mut Leitor<'_>,
    sala: &Sala<Ponta>,
    ficha: &Ficha,
    ponta: &Ponta,
) -> Result<(), Motivo> {
    while let Some(texto) = leitor.ler()? {
        sala.falar(ficha, &texto);
        // Não ler é a contrapressão: o TCP a leva até quem fala demais. Pela
        // própria fila, espera o que for preciso; pelas dos outros, um fôlego.
        ponta.caixa.esperar_folga();
        let vence = Instant::now() + FOLEGO;
        while !sala.em_dia() && Instant::now() < vence {
            thread::sleep(OLHADA);
        }
    }
    Ok(())
}
// ANCHOR_END: ouvir

fn escrever_tudo(ponta: &Ponta, sala: &Sala<Ponta>, ficha: &Ficha, limites: Limites) {
    while let Some(evento) = ponta.caixa.retirar() {
        match escrever(&ponta.fluxo, &evento.to_string(), limites.prazo_de_escrita) {
            Ok(()) => {}
            Err(ErroDeQuadro::NaoFoiLido) if sala.sair(ficha, Motivo::NaoLe) => return,
            // Já estava fora, ou a conexão caiu: a leitora também vai ver.
            Err(_) => return ponta.abandonar(),
        }
    }
    despedir(&ponta.fluxo, PRAZO_DE_DESPEDIDA);
}

/// Diz o motivo a quem não entrou e fecha.
pub fn recusar(fluxo: &Registro, motivo: &Motivo, limites: Limites) {
    if *motivo != Motivo::Fechou {
        registrar(format_args!("{}: {motivo}", fluxo.quem()));
        let adeus = Evento::Desligado(motivo.clone()).to_string();
        let _ = escrever(fluxo, &adeus, limites.prazo_de_escrita);
    }
    despedir(fluxo, PRAZO_DE_DESPEDIDA);
}
