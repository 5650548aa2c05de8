//! `cargo xtask serve`: o livro no navegador, refeito a cada gravação.
//!
//! ```text
//! vigia ──► servir ──► construir ──► vitrine ──► o navegador
//! (o que    (um livro  (à parte)     (só o que
//!  mudou)    por vez)                 ficou pronto)
//!               └────► preparo (a busca e os diagramas, com a página já no ar)
//! ```

mod preparo;
mod vigia;
mod vitrine;

use crate::acabamento::Site;
use crate::comandos::construir;
use crate::comandos::pasta::Pasta;
use crate::preprocessar::Curso;
use crate::vizinho;
use anyhow::{Context, Result};
use apoio::programa::escrever_linha;
use clap::Parser;
use preparo::Preparo;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};
use vitrine::Vitrine;

/// Um editor grava em vários passos, e trocar de ramo muda muitos arquivos: espera-se que
/// assentem, mas não mais que [`LIMITE`], para que quem grava sem parar não fique sem página.
const ASSENTAR: Duration = Duration::from_millis(30);
const LIMITE: Duration = Duration::from_millis(500);

/// Constrói o livro, serve-o no navegador e o refaz a cada gravação
#[derive(Debug, Parser)]
pub struct Opcoes {
    /// Porta em que atende; 0 escolhe uma livre
    #[arg(long, value_name = "N", default_value = "3000", value_parser = porta)]
    porta: u16,
    /// Endereço IP em que atende; 0.0.0.0 deixa que outras máquinas leiam
    #[arg(long, value_name = "IP", default_value = "127.0.0.1", value_parser = ip)]
    endereco: IpAddr,
    /// Abre o navegador quando o livro está pronto
    #[arg(long)]
    abrir: bool,
}

fn porta(texto: &str) -> Result<u16, &'static str> {
    texto.parse().map_err(|_| "espera um número de 0 a 65535")
}

fn ip(texto: &str) -> Result<IpAddr, &'static str> {
    let lido = texto.parse();
    lido.map_err(|_| "espera um endereço IP, como 0.0.0.0")
}

/// O que acorda quem serve.
#[derive(Debug, PartialEq, Eq)]
enum Aviso {
    Mudou,
    /// Os programas que desenham e indexam estão compilados.
    Preparado,
    Encerrar,
}

/// Serve o livro de `raiz` até SIGINT ou SIGTERM.
/// Erros: endereço ocupado ou pasta que não se deixa vigiar. Um livro que não se constrói não é
/// erro: o navegador diz o que há, e a página volta quando ele se conserta.
pub fn servir(raiz: &Path, opcoes: &Opcoes) -> Result<()> {
    let escuta = escutar((opcoes.endereco, opcoes.porta).into())?;
    let url = format!("http://{}", escuta.local_addr()?);
    let (avisar, avisos) = mpsc::channel();
    let _vigia = vigia::vigiar(raiz, avisar.clone())?;
    let encerrar = avisar.clone();
    ctrlc::set_handler(move || {
        encerrar.send(Aviso::Encerrar).ok();
    })
    .context("não consigo receber os sinais de encerramento")?;
    let mut oficina = Oficina {
        raiz,
        pasta: Pasta::nova(raiz, "servido", |_| ())?,
        vitrine: Arc::new(Vitrine::nova()),
        vez: 0,
    };
    eprintln!("construindo o livro…");
    let pronto = oficina.refazer();
    vitrine::atender(escuta, Arc::clone(&oficina.vitrine))?;
    escrever_linha(format_args!("o livro está em {url} (Ctrl+C encerra)"))?;
    if opcoes.abrir && opener::open(&url).is_err() {
        eprintln!("aviso: não consigo abrir o navegador; o endereço está acima");
    }
    let (pedir, pedidos) = mpsc::channel();
    let preparo = Preparo {
        raiz: raiz.to_owned(),
        pasta: oficina.pasta.caminho().to_owned(),
        vitrine: Arc::clone(&oficina.vitrine),
        pedidos,
        avisar,
    };
    let preparo = std::thread::spawn(move || preparo.fazer());
    oficina.manter(pronto, &avisos, &pedir);
    // Sem quem lhe peça, ele encerra o que estiver fazendo; só então a pasta se apaga.
    drop(pedir);
    preparo.join().ok();
    Ok(())
}

/// Espera que as mudanças assentem; `false` se o que chegou foi o pedido de encerrar.
fn assentar(avisos: &Receiver<Aviso>) -> bool {
    let inicio = Instant::now();
    while inicio.elapsed() < LIMITE {
        match avisos.recv_timeout(ASSENTAR) {
            Ok(Aviso::Encerrar) => return false,
            Ok(_) => {}
            Err(_) => break,
        }
    }
    true
}

/// Falha agora, em português, em vez de depois da construção; a porta 0 vira uma livre.
fn escutar(endereco: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(endereco).map_err(|erro| match erro.kind() {
        std::io::ErrorKind::AddrInUse => anyhow::anyhow!(
            "a porta {} já está em uso em {}. Encerre o outro programa ou escolha outra: --porta 0",
            endereco.port(),
            endereco.ip()
        ),
        _ => anyhow::anyhow!("não consigo escutar em {endereco}: {erro}"),
    })
}

/// Onde o livro se constrói: cada vez numa pasta nova, para que ninguém veja uma página pela
/// metade nem fique sem a anterior.
struct Oficina<'a> {
    raiz: &'a Path,
    pasta: Pasta,
    vitrine: Arc<Vitrine>,
    /// Quantos ficaram prontos; o que falha não conta.
    vez: u32,
}

impl Oficina<'_> {
    /// Refaz o livro a cada aviso, e pede a busca de cada um, até que se peça o fim.
    fn manter(
        &mut self,
        mut pronto: Option<PathBuf>,
        avisos: &Receiver<Aviso>,
        pedir: &Sender<Option<PathBuf>>,
    ) {
        loop {
            pedir.send(pronto.clone()).ok();
            let aviso = avisos.recv().unwrap_or(Aviso::Encerrar);
            // O índice que se faz é do livro que vai sair.
            pedir.send(None).ok();
            match aviso {
                Aviso::Mudou if !assentar(avisos) => return,
                Aviso::Mudou | Aviso::Preparado => pronto = self.refazer().or(pronto),
                Aviso::Encerrar => return,
            }
        }
    }

    /// Constrói o livro e o põe na vitrine, ou diz nela por que não.
    fn refazer(&mut self) -> Option<PathBuf> {
        let inicio = Instant::now();
        let vez = self.vez + 1;
        let destino = self.livro(vez);
        let desenhista = vizinho::DIAGRAMAS.pronto();
        let (curso, site) = (Curso { desenhista }, Site { busca: None });
        match construir::erguer(self.raiz, Some(&destino), curso, site) {
            Ok(site) => {
                eprintln!("livro pronto ({} ms)", inicio.elapsed().as_millis());
                self.vitrine.trocar(site.clone());
                self.vez = vez;
                self.apagar(vez.saturating_sub(2));
                Some(site)
            }
            Err(erro) => {
                eprintln!(
                    "erro: {erro:#}\n\nassim que se conserte, o navegador o mostra"
                );
                self.vitrine.falhar(&erro);
                self.apagar(vez);
                None
            }
        }
    }

    /// Apaga um livro que já ninguém lê; o penúltimo fica, para quem ainda o está recebendo.
    fn apagar(&self, vez: u32) {
        // Um livro que falhou cedo não chega a ter pasta.
        std::fs::remove_dir_all(self.livro(vez)).ok();
    }

    fn livro(&self, vez: u32) -> PathBuf {
        self.pasta.caminho().join(format!("livro-{vez}"))
    }
}
