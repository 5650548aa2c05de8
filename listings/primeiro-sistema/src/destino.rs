//! Perguntar a outro processo, e esperar a resposta por um tempo combinado.

use std::io::{self, ErrorKind};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

use apoio::erro::em_portugues;

use crate::falha::{Falha, decodificar};
use crate::mensagem::{LIMITE, enviar, receber, resta};

/// Um processo a quem se fazem perguntas.
pub struct Destino {
    /// Como chamá-lo nas mensagens: `o servidor`, `o armazenamento`.
    pub nome: &'static str,
    /// `HOST:PORTA`.
    pub endereco: String,
    /// Quanto uma pergunta inteira pode demorar, da conexão à resposta.
    pub prazo: Duration,
}

impl Destino {
    // ANCHOR: perguntar
    /// Faz um pedido e espera a resposta, no máximo `prazo`.
    ///
    /// # Errors
    /// A [`Falha`] que o outro lado contou, ou a de não conseguir ouvi-lo.
    pub fn perguntar(&self, pedido: &str) -> Result<String, Falha> {
        let vence = Instant::now() + self.prazo;
        // Até aqui o outro lado não tem o pedido inteiro: com certeza não o fez.
        let recusa = |erro| Falha::Recusa(self.explicar("não atende", erro));
        let fluxo = self.conectar(vence).map_err(recusa)?;
        enviar(&fluxo, pedido, vence).map_err(recusa)?;
        // Daqui em diante ele pode ter feito. Só a resposta tira a dúvida.
        let incerta = |erro| Falha::Incerta(self.explicar("não respondeu", erro));
        let resposta = receber(&fluxo, vence).map_err(incerta)?;
        decodificar(&resposta)
            .unwrap_or_else(|| Err(incerta(ErrorKind::InvalidData.into())))
    }
    // ANCHOR_END: perguntar

    /// Tenta cada endereço do nome. O prazo não cobre a tradução do nome em
    /// endereço, que a biblioteca padrão não sabe interromper.
    fn conectar(&self, vence: Instant) -> io::Result<TcpStream> {
        let mut falha = io::Error::from(ErrorKind::NotFound);
        for endereco in self.endereco.to_socket_addrs().into_iter().flatten() {
            match TcpStream::connect_timeout(&endereco, resta(vence)?) {
                Ok(fluxo) => return Ok(fluxo),
                Err(erro) => falha = erro,
            }
        }
        Err(falha)
    }

    fn explicar(&self, fez: &str, erro: io::Error) -> String {
        let (nome, endereco) = (self.nome, &self.endereco);
        let motivo = match erro.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => {
                format!("passaram-se {:?}", self.prazo)
            }
            // Estes dois nem chegaram à rede.
            ErrorKind::InvalidInput => format!("a mensagem passa de {LIMITE} bytes"),
            ErrorKind::NotFound => "não sei que máquina tem esse nome".to_owned(),
            tipo => em_portugues(tipo),
        };
        format!("{nome} {fez} em {endereco}: {motivo}")
    }
}
