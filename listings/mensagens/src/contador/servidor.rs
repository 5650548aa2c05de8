//! O contador: soma um a cada pedido, e talvez lembre quais já somou.

use super::Semantica;
use super::vistas::Vistas;
use crate::canal::Reage;
use crate::formato::Formato;
use crate::mensagem::{Mensagem, Tipo};

/// O que precisa ir ao disco de uma vez só: gravar o valor e, depois, a tabela
/// deixaria entre os dois um instante em que uma queda repete o efeito.
#[derive(Debug, Clone)]
pub struct Estado {
    pub valor: u64,
    pub vistas: Vistas,
}

impl Estado {
    /// Contador em zero, que lembra os últimos `limite` pedidos.
    pub fn novo(limite: usize) -> Self {
        Self {
            valor: 0,
            vistas: Vistas::com_limite(limite),
        }
    }
}

pub struct Servidor {
    semantica: Semantica,
    estado: Estado,
}

impl Servidor {
    /// Começa, ou recomeça depois de uma queda, com o estado dado.
    pub fn com_estado(semantica: Semantica, estado: Estado) -> Self {
        Self { semantica, estado }
    }

    pub fn estado(&self) -> &Estado {
        &self.estado
    }

    // ANCHOR: executar
    /// O valor depois deste pedido, que pode já ter sido executado.
    fn executar(&mut self, pedido: &Mensagem) -> u64 {
        let chave = (pedido.origem.clone(), pedido.id);
        if self.semantica.lembra()
            && let Some(resposta) = self.estado.vistas.resposta(&chave)
        {
            // A mesma resposta de antes, e não o valor de agora.
            return resposta;
        }
        self.estado.valor += 1;
        if self.semantica.lembra() {
            self.estado.vistas.guardar(chave, self.estado.valor);
        }
        self.estado.valor
    }
    // ANCHOR_END: executar
}

impl Reage for Servidor {
    fn reagir(&mut self, datagrama: &[u8]) -> Option<Vec<u8>> {
        let pedido = Formato::MessagePack.decodificar(datagrama).ok()?;
        if pedido.tipo != Tipo::Pedido {
            return None;
        }
        let valor = self.executar(&pedido);
        let resposta = Mensagem {
            id: pedido.id,
            origem: pedido.destino,
            destino: pedido.origem,
            tipo: Tipo::Resposta,
            carga: valor.to_be_bytes().to_vec(),
        };
        Formato::MessagePack.codificar(&resposta).ok()
    }
}
