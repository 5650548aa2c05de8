//! O grupo de servidores: quem está vivo, quanto carrega, e de quem é a vez.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use apoio::programa::registrar;
use apoio::texto::quantos;

use crate::politica::{Escolhedor, Politica};
use crate::saude::{Limites, Mudanca, Resultado, Saude};

/// O que muda a cada conexão, sob uma trava só.
struct Estado {
    escolhedor: Escolhedor,
    saude: Vec<Saude>,
    abertas: Vec<usize>,
}

/// Os servidores entre os quais se reparte o trabalho.
pub struct Grupo {
    enderecos: Vec<SocketAddr>,
    limites: Limites,
    /// Trava da biblioteca padrão, e não a do tokio: nunca se espera pela rede
    /// com ela na mão, e cada uso dura menos que uma troca de tarefa.
    estado: Mutex<Estado>,
}

impl Grupo {
    pub fn novo(
        enderecos: Vec<SocketAddr>,
        politica: Politica,
        semente: u64,
        limites: Limites,
    ) -> Self {
        let n = enderecos.len();
        let estado = Estado {
            escolhedor: Escolhedor::novo(politica, semente),
            saude: vec![Saude::INICIAL; n],
            abertas: vec![0; n],
        };
        Self {
            enderecos,
            limites,
            estado: Mutex::new(estado),
        }
    }

    // ANCHOR: escolher
    /// Escolhe um servidor vivo que não esteja em `tentados` e conta nele uma
    /// conexão, que a [`Vaga`] devolve ao sair de cena.
    ///
    /// Escolher e contar são um passo só, sob a trava: separados, cem conexões
    /// que chegassem juntas veriam a mesma carga e iriam todas ao mesmo lugar.
    pub fn escolher(self: &Arc<Self>, tentados: &[usize]) -> Option<Vaga> {
        let mut estado = self.estado();
        let cargas: Vec<_> = (0..self.enderecos.len())
            .map(|i| {
                let pode = estado.saude[i].vivo() && !tentados.contains(&i);
                pode.then_some(estado.abertas[i])
            })
            .collect();
        let indice = estado.escolhedor.escolher(&cargas)?;
        estado.abertas[indice] += 1;
        let grupo = Arc::clone(self);
        Some(Vaga { grupo, indice })
    }
    // ANCHOR_END: escolher

    /// Anota o que se viu do servidor `indice`; mudanças vão ao diário.
    pub fn anotar(&self, indice: usize, resultado: Resultado, motivo: &str) {
        let mudanca = self.estado().saude[indice].registrar(resultado, self.limites);
        let Some(mudanca) = mudanca else { return };
        let (endereco, limites) = (self.enderecos[indice], self.limites);
        match mudanca {
            Mudanca::Saiu => registrar(format_args!(
                "servidor {endereco} saiu: {} ({motivo})",
                quantos(limites.falhas, "falha seguida", "falhas seguidas")
            )),
            Mudanca::Voltou => registrar(format_args!(
                "servidor {endereco} voltou: {}",
                quantos(
                    limites.sucessos,
                    "verificação seguida",
                    "verificações seguidas"
                )
            )),
        }
        if self.vivos() == 0 {
            registrar("nenhum servidor vivo: as conexões esperam");
        }
    }

    pub fn enderecos(&self) -> &[SocketAddr] {
        &self.enderecos
    }

    pub fn vivos(&self) -> usize {
        self.estado().saude.iter().filter(|s| s.vivo()).count()
    }

    fn estado(&self) -> MutexGuard<'_, Estado> {
        self.estado
            .lock()
            .expect("ninguém entra em pânico com a trava")
    }
}

/// Uma conexão contada num servidor.
pub struct Vaga {
    grupo: Arc<Grupo>,
    indice: usize,
}

impl Vaga {
    pub fn indice(&self) -> usize {
        self.indice
    }

    pub fn endereco(&self) -> SocketAddr {
        self.grupo.enderecos[self.indice]
    }

    /// Anota o que esta conexão mostrou do servidor: é a verificação passiva.
    pub fn anotar(&self, resultado: Resultado, motivo: &str) {
        self.grupo.anotar(self.indice, resultado, motivo);
    }
}

impl Drop for Vaga {
    fn drop(&mut self) {
        self.grupo.estado().abertas[self.indice] -= 1;
    }
}
