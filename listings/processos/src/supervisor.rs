//! Quem decide o que fazer quando um filho termina.
//!
//! Não cria processo nenhum e não olha relógio nenhum: recebe o que houve e quando,
//! e devolve o que fazer. Por isso se testa sem esperar e sem matar ninguém.

use std::time::Duration;

use crate::fim::Fim;
use crate::reinicio::Reinicios;

/// Quem volta quando um cai.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estrategia {
    /// Só ele.
    UmPorUm,
    /// Todos: os outros dependiam dele.
    UmPorTodos,
}

/// Que fim pede um reinício.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reinicia {
    Sempre,
    /// Quem termina com status 0 acabou o que tinha a fazer.
    SeFalhar,
}

/// O que o supervisor manda fazer com o filho de cada número.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acao {
    Iniciar(usize),
    Encerrar(usize),
    /// O filho vai voltar nesse instante.
    Marcar(usize, Duration),
    /// Falhas demais: encerrar todos e contar a quem está acima.
    Desistir,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Estado {
    Vivo,
    /// Encerrado por causa de outro; quando terminar, espera até o instante.
    Saindo(Duration),
    Espera(Duration),
    Acabou,
}

#[derive(Debug)]
pub struct Supervisor {
    estrategia: Estrategia,
    reinicia: Reinicia,
    reinicios: Reinicios,
    filhos: Vec<Estado>,
}

impl Supervisor {
    /// Um supervisor de `filhos` filhos, que quem o chama já pôs de pé.
    pub fn novo(
        filhos: usize,
        estrategia: Estrategia,
        reinicia: Reinicia,
        reinicios: Reinicios,
    ) -> Self {
        Self {
            estrategia,
            reinicia,
            reinicios,
            filhos: vec![Estado::Vivo; filhos],
        }
    }

    // ANCHOR: terminou
    /// O filho terminou assim, neste instante. O que fazer?
    pub fn terminou(&mut self, filho: usize, fim: Fim, agora: Duration) -> Vec<Acao> {
        // Fomos nós que o encerramos: não é outra falha.
        if let Estado::Saindo(volta) = self.filhos[filho] {
            self.filhos[filho] = Estado::Espera(volta);
            return vec![Acao::Marcar(filho, volta)];
        }
        if fim.foi_bem() && self.reinicia == Reinicia::SeFalhar {
            self.filhos[filho] = Estado::Acabou;
            return Vec::new();
        }
        let Some(volta) = self.reinicios.pedir(agora) else {
            return vec![Acao::Desistir];
        };
        self.filhos[filho] = Estado::Espera(volta);
        let mut acoes = vec![Acao::Marcar(filho, volta)];
        if self.estrategia == Estrategia::UmPorTodos {
            acoes.extend(self.encerrar_os_outros(volta));
        }
        acoes
    }
    // ANCHOR_END: terminou

    fn encerrar_os_outros(&mut self, volta: Duration) -> Vec<Acao> {
        let mut acoes = Vec::new();
        for (filho, estado) in self.filhos.iter_mut().enumerate() {
            if *estado == Estado::Vivo {
                *estado = Estado::Saindo(volta);
                acoes.push(Acao::Encerrar(filho));
            }
        }
        acoes
    }

    /// Quem deve voltar até este instante.
    pub fn vencer(&mut self, agora: Duration) -> Vec<Acao> {
        let mut acoes = Vec::new();
        for (filho, estado) in self.filhos.iter_mut().enumerate() {
            if matches!(*estado, Estado::Espera(volta) if volta <= agora) {
                *estado = Estado::Vivo;
                acoes.push(Acao::Iniciar(filho));
            }
        }
        acoes
    }

    /// O próximo instante em que alguém volta.
    pub fn proximo(&self) -> Option<Duration> {
        let esperas = self.filhos.iter().filter_map(|estado| match estado {
            Estado::Espera(volta) => Some(*volta),
            _ => None,
        });
        esperas.min()
    }

    /// Todos acabaram bem: não há mais o que vigiar.
    pub fn acabou(&self) -> bool {
        self.filhos.iter().all(|estado| *estado == Estado::Acabou)
    }
}
