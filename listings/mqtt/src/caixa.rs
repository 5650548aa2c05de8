//! A caixa de saída: o que foi lido e o broker ainda não confirmou.
//!
//! O `rumqttc` guarda as publicações em voo, mas as joga fora quando volta e o
//! broker não se lembra da sessão. Quem prometeu *ao menos uma vez* precisa de
//! memória própria.
//!
//! ```text
//! pôr ─► espera ──pedir──► pedidas ──enviada──► em voo ──confirmada──► fora
//!          ▲                  │                   │
//!          └──────────────── esquecidas ──────────┘
//! ```

use std::collections::{BTreeMap, VecDeque};

/// As mensagens de um publicador, na ordem em que nasceram.
pub struct Caixa<T> {
    lugares: usize,
    janela: usize,
    espera: VecDeque<T>,
    pedidas: VecDeque<T>,
    em_voo: BTreeMap<u16, (u64, T)>,
    enviadas: u64,
    descartadas: u64,
}

impl<T: Clone> Caixa<T> {
    /// Guarda até `lugares` mensagens, e manda até `janela` sem confirmação.
    pub fn nova(lugares: usize, janela: usize) -> Self {
        Self {
            lugares,
            janela,
            espera: VecDeque::new(),
            pedidas: VecDeque::new(),
            em_voo: BTreeMap::new(),
            enviadas: 0,
            descartadas: 0,
        }
    }

    /// Põe uma mensagem. Cheia, a caixa descarta a mais velha: de um sensor se
    /// quer a última temperatura, e a memória tem fim.
    pub fn por(&mut self, mensagem: T) {
        if self.espera.len() == self.lugares {
            self.espera.pop_front();
            self.descartadas += 1;
        }
        self.espera.push_back(mensagem);
    }

    /// A próxima a pedir ao cliente MQTT, se a janela deixa.
    pub fn pedir(&mut self) -> Option<T> {
        if self.pedidas.len() + self.em_voo.len() >= self.janela {
            return None;
        }
        let mensagem = self.espera.pop_front()?;
        self.pedidas.push_back(mensagem.clone());
        Some(mensagem)
    }

    /// Saiu com este número. A repetição de uma que já estava em voo não conta.
    pub fn enviada(&mut self, numero: u16) {
        if self.em_voo.contains_key(&numero) {
            return;
        }
        if let Some(mensagem) = self.pedidas.pop_front() {
            self.enviadas += 1;
            self.em_voo.insert(numero, (self.enviadas, mensagem));
        }
    }

    /// O broker a guardou: agora é dele.
    pub fn confirmada(&mut self, numero: u16) -> Option<T> {
        self.em_voo.remove(&numero).map(|(_, mensagem)| mensagem)
    }

    // ANCHOR: esquecidas
    /// O broker não se lembra de nós: tudo o que não foi confirmado volta ao
    /// começo da fila, na ordem de antes. Algumas chegarão duas vezes.
    pub fn esquecidas(&mut self) {
        let mut voltam: Vec<_> = std::mem::take(&mut self.em_voo).into_values().collect();
        voltam.sort_by_key(|(ordem, _)| *ordem);
        let voltam = voltam.into_iter().map(|(_, mensagem)| mensagem);
        let voltam = voltam.chain(self.pedidas.drain(..));
        self.espera = voltam.chain(self.espera.drain(..)).collect();
    }
    // ANCHOR_END: esquecidas

    /// Quantas ainda não foram confirmadas.
    pub fn pendentes(&self) -> usize {
        self.espera.len() + self.pedidas.len() + self.em_voo.len()
    }

    /// Quantas se perderam por falta de lugar.
    pub fn descartadas(&self) -> u64 {
        self.descartadas
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    fn pedir_e_enviar(caixa: &mut Caixa<u32>, numero: u16) -> Option<u32> {
        let mensagem = caixa.pedir()?;
        caixa.enviada(numero);
        Some(mensagem)
    }

    #[test]
    fn as_nao_confirmadas_voltam_na_ordem_quando_a_sessao_se_perde() {
        let mut caixa = Caixa::nova(10, 3);
        (1..=5).for_each(|n| caixa.por(n));
        // Os números dão a volta: o 1 foi reutilizado depois do 20.
        assert_eq!(pedir_e_enviar(&mut caixa, 20), Some(1));
        assert_eq!(pedir_e_enviar(&mut caixa, 1), Some(2));
        assert_eq!(caixa.pedir(), Some(3));
        assert_eq!(caixa.pedir(), None, "a janela é de três");
        caixa.esquecidas();
        let ordem: Vec<_> = (1..=3).map(|n| pedir_e_enviar(&mut caixa, n)).collect();
        assert_eq!(ordem, [Some(1), Some(2), Some(3)]);
        assert_eq!(caixa.pendentes(), 5);
    }

    #[test]
    fn a_repeticao_do_cliente_nao_conta_como_outra() {
        let mut caixa = Caixa::nova(10, 3);
        (1..=2).for_each(|n| caixa.por(n));
        assert_eq!(pedir_e_enviar(&mut caixa, 7), Some(1));
        caixa.pedir();
        caixa.enviada(7);
        assert_eq!(caixa.confirmada(7), Some(1));
        assert_eq!(caixa.confirmada(7), None);
        caixa.enviada(8);
        assert_eq!(caixa.confirmada(8), Some(2));
        assert_eq!(caixa.pendentes(), 0);
    }

    #[test]
    fn cheia_descarta_a_mais_velha_e_conta() {
        let mut caixa = Caixa::nova(2, 1);
        (1..=5).for_each(|n| caixa.por(n));
        assert_eq!((caixa.pedir(), caixa.descartadas()), (Some(4), 3));
    }
}
