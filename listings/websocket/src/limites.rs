//! Tudo o que um estranho pode pedir, com o teto e o motivo do teto.

use std::time::Duration;

use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

/// A maior mensagem que um servidor do capítulo manda: a lista de uma sala cheia,
/// 256 nomes de 32 letras de quatro bytes, com folga.
const MAIOR_DO_SERVIDOR: usize = 64 * 1024;

/// Os tetos de um servidor WebSocket. Cada um existe porque, sem ele, um
/// cliente sozinho tomaria o recurso de todos.
#[derive(Clone, Copy, Debug)]
pub struct Limites {
    /// Sessões WebSocket ao mesmo tempo; a seguinte ouve 503.
    pub sessoes: usize,
    /// Conexões que só falam HTTP (a página, um aperto de mão em curso), além das
    /// sessões; a seguinte espera.
    pub so_http: usize,
    /// Bytes de uma mensagem: um anúncio maior fecha com 1009, antes de reservar memória.
    pub mensagem: usize,
    /// Mensagens na fila de saída de um cliente; cheia, ele é desligado com 1013.
    pub fila: usize,
    /// Falas seguidas que se aceitam; depois, só [`Limites::por_segundo`].
    pub rajada: u32,
    /// Falas por segundo que um cliente sustenta; acima disso, 1008.
    pub por_segundo: u32,
    /// De quanto em quanto se manda um Ping; três vezes isso sem ouvir nada, e a
    /// conexão é dada por morta.
    pub silencio: Duration,
    /// Para chegar o cabeçalho HTTP, e depois a primeira mensagem.
    pub entrada: Duration,
    /// Para uma conexão que só fala HTTP: depois disso acaba, com a resposta em curso.
    pub http: Duration,
    /// Para uma escrita sair, e para o outro lado responder ao Close.
    pub escrita: Duration,
    /// Membros de uma sala: cada chegada avisa a todos, e n chegadas custam n² avisos.
    pub por_sala: usize,
    /// Salas que existem ao mesmo tempo; a seguinte toma o lugar de uma sem ninguém.
    pub salas: usize,
    /// Eventos que cada sala guarda para quem volta.
    pub historia: usize,
}

impl Default for Limites {
    fn default() -> Self {
        Self {
            sessoes: 12_000,
            so_http: 256,
            mensagem: 4096,
            // 64 eventos de 4 KiB são 256 KiB por cliente, no pior caso.
            fila: 64,
            // O cliente que volta repete até 32 falas sem confirmação.
            rajada: 64,
            por_segundo: 20,
            // Menos que o minuto em que muitos intermediários cortam o silêncio.
            silencio: Duration::from_secs(20),
            entrada: Duration::from_secs(5),
            http: Duration::from_secs(10),
            escrita: Duration::from_secs(5),
            por_sala: 256,
            salas: 1024,
            historia: 10_000,
        }
    }
}

impl Limites {
    // ANCHOR: ajustes
    /// O que a biblioteca do protocolo precisa saber.
    pub fn do_protocolo(&self) -> WebSocketConfig {
        WebSocketConfig::default()
            // O buffer de leitura nasce com a conexão: os 128 KiB de fábrica,
            // vezes dez mil clientes calados, seriam 1,3 GB.
            .read_buffer_size(4096)
            // Quem escreve muito junta numa escrita até este tanto.
            .write_buffer_size(8192)
            .max_write_buffer_size(8192 + MAIOR_DO_SERVIDOR)
            .max_message_size(Some(self.mensagem))
            .max_frame_size(Some(self.mensagem))
    }
    // ANCHOR_END: ajustes

    /// O mesmo, do lado do cliente: o que o servidor manda é maior que o que ouve.
    pub fn do_cliente(&self) -> WebSocketConfig {
        self.do_protocolo()
            .max_message_size(Some(MAIOR_DO_SERVIDOR))
            .max_frame_size(Some(MAIOR_DO_SERVIDOR))
    }
}
