//! O começo de uma conversa, enquanto ainda se pode trocar de servidor.
//!
//! Um servidor que morre *antes* de receber qualquer byte não fez nada: outro
//! pode assumir, sempre. Se já recebeu bytes, ninguém sabe o que fez com eles,
//! e repetir só é seguro quando quem usa o balanceador garante que executar
//! duas vezes o mesmo pedido é o mesmo que executar uma. `repetir` é essa
//! garantia: quantos bytes guardar, do começo da conversa, para reenviar. Ela
//! vale até o servidor dizer o primeiro byte; depois, o cliente já o ouviu.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::copia::Pendentes;
use crate::desfecho::Desfecho;

/// Quanto se lê de uma vez de cada lado nesta fase.
const PEDACO: usize = 4 * 1024;

/// O que o cliente já disse.
#[derive(Debug)]
pub struct Conversa {
    repetir: usize,
    dito: Vec<u8>,
    cliente_terminou: bool,
}

/// Como acabou a tentativa com um servidor.
#[derive(Debug)]
pub enum Comeco {
    /// Daqui em diante o servidor é este: falta copiar.
    Firme(Pendentes),
    /// O servidor morreu, e outro pode assumir; `entregue` diz se ele já tinha
    /// recebido algo do pedido.
    Morreu { entregue: bool, erro: io::Error },
    /// Não há mais o que fazer: o cliente desistiu, ou ninguém disse nada.
    Acabou(Desfecho),
}

/// O que aconteceu primeiro.
enum Passo {
    Respondeu(io::Result<usize>),
    PodeOuvir,
    Entregou(io::Result<usize>),
}

impl Conversa {
    pub fn nova(repetir: usize) -> Self {
        Self {
            repetir,
            dito: Vec::new(),
            cliente_terminou: false,
        }
    }

    /// Conversa com `servidor`, reenviando o que o cliente já disse, até que
    /// ele responda ou que não se possa mais trocar de servidor.
    pub async fn comecar(
        &mut self,
        cliente: &mut TcpStream,
        servidor: &mut TcpStream,
        ocioso: Duration,
    ) -> Comeco {
        let (mut enviados, mut resposta) = (0, vec![0; PEDACO]);
        let mut avisado = false;
        loop {
            if enviados > self.repetir {
                return self.firmar(enviados, Vec::new());
            }
            if self.cliente_terminou && enviados == self.dito.len() && !avisado {
                avisado = true;
                let _ = servidor.shutdown().await; // se falhar, a leitura dirá
            }
            let passo = self.passo(cliente, servidor, enviados, &mut resposta);
            match timeout(ocioso, passo).await {
                Err(_) => return Comeco::Acabou(Desfecho::Ociosa),
                Ok(Passo::Respondeu(Ok(n))) if n > 0 => {
                    resposta.truncate(n);
                    return self.firmar(enviados, resposta);
                }
                Ok(Passo::Entregou(Ok(n))) => enviados += n,
                // Sem pergunta, silêncio é resposta: os dois só se despediram.
                Ok(Passo::Respondeu(Ok(_))) if self.despediu_se(cliente) => {
                    return self.firmar(0, Vec::new());
                }
                Ok(Passo::Respondeu(fim) | Passo::Entregou(fim)) => {
                    return morreu(enviados, fim);
                }
                Ok(Passo::PodeOuvir) => {
                    if self.ouvir(cliente).is_err() {
                        return Comeco::Acabou(Desfecho::Desistiu);
                    }
                }
            }
        }
    }

    /// Espera o próximo acontecimento, na ordem em que mais informa: uma
    /// resposta (ou uma morte) vista antes de entregar evita entregar a um morto.
    async fn passo(
        &self,
        cliente: &TcpStream,
        servidor: &mut TcpStream,
        enviados: usize,
        resposta: &mut [u8],
    ) -> Passo {
        let (mut do_servidor, mut ao_servidor) = servidor.split();
        let falta = enviados < self.dito.len();
        // Além do limite não se guarda: o que já veio precisa sair primeiro.
        let cabe = !self.cliente_terminou && self.dito.len() <= self.repetir;
        tokio::select! {
            biased;
            respondeu = do_servidor.read(resposta) => Passo::Respondeu(respondeu),
            entregou = ao_servidor.write(&self.dito[enviados..]), if falta => {
                Passo::Entregou(entregou)
            }
            _ = cliente.readable(), if cabe => Passo::PodeOuvir,
        }
    }

    /// O cliente foi embora sem dizer nada? Olha de novo: ele pode ter ido junto.
    fn despediu_se(&mut self, cliente: &TcpStream) -> bool {
        if self.dito.is_empty() && !self.cliente_terminou {
            self.cliente_terminou = self.ouvir(cliente).is_err() || self.cliente_terminou;
        }
        self.cliente_terminou && self.dito.is_empty()
    }

    /// Guarda o que o cliente disse; se não disse nada, terminou.
    fn ouvir(&mut self, cliente: &TcpStream) -> io::Result<()> {
        self.dito.reserve(PEDACO);
        match cliente.try_read_buf(&mut self.dito) {
            Ok(n) => self.cliente_terminou = n == 0,
            Err(erro) if erro.kind() == io::ErrorKind::WouldBlock => {}
            Err(erro) => return Err(erro),
        }
        Ok(())
    }

    fn firmar(&mut self, enviados: usize, para_cliente: Vec<u8>) -> Comeco {
        let mut para_servidor = std::mem::take(&mut self.dito);
        para_servidor.drain(..enviados);
        Comeco::Firme(Pendentes {
            para_servidor,
            para_cliente,
            entregue: enviados > 0,
        })
    }
}

/// Um fim sem resposta, com erro ou sem, é uma morte: nesta fase tudo o que foi
/// entregue ainda está guardado.
fn morreu(enviados: usize, fim: io::Result<usize>) -> Comeco {
    Comeco::Morreu {
        entregue: enviados > 0,
        erro: fim.err().unwrap_or(io::ErrorKind::UnexpectedEof.into()),
    }
}
