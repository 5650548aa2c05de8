//! O grupo, visto de um rank: mandar e receber dos outros, contando rodadas.

use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use apoio::programa::registrar;
use clap::ValueEnum;

use crate::erro::Erro;
use crate::numero::Elemento;
use crate::quadro;
use crate::recado::Recebida;

/// Um defeito pedido na linha de comando, para ver o que acontece aos outros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Defeito {
    /// O processo morre sem se despedir.
    Morre,
    /// O processo continua vivo e não faz mais nada.
    Trava,
}

pub struct Grupo {
    pub rank: usize,
    /// Uma conexão com cada rank; a do próprio não existe.
    pub conexoes: Vec<Option<TcpStream>>,
    /// Quanto se espera por uma mensagem.
    pub prazo: Duration,
    pub defeito: Option<Defeito>,
    coletiva: u32,
    relogio: u32,
    recebidas: Vec<Recebida>,
}

impl Grupo {
    pub fn novo(
        rank: usize,
        conexoes: Vec<Option<TcpStream>>,
        prazo: Duration,
        defeito: Option<Defeito>,
    ) -> Self {
        Self {
            rank,
            conexoes,
            prazo,
            defeito,
            coletiva: 0,
            relogio: 0,
            recebidas: Vec::new(),
        }
    }

    pub fn tamanho(&self) -> usize {
        self.conexoes.len()
    }

    /// O número deste rank na árvore cuja raiz é `raiz`.
    pub fn relativo(&self, raiz: usize) -> usize {
        (self.rank + self.tamanho() - raiz) % self.tamanho()
    }

    /// O rank que tem o número `no` na árvore cuja raiz é `raiz`.
    pub fn absoluto(&self, no: usize, raiz: usize) -> usize {
        (no + raiz) % self.tamanho()
    }

    /// Começa uma coletiva: todos os ranks o fazem, na mesma ordem.
    pub fn comecar(&mut self) {
        self.coletiva += 1;
        self.relogio = 0;
        self.recebidas.clear();
    }

    /// As rodadas e as mensagens desta coletiva, até agora.
    pub fn contas(&self) -> (u32, Vec<Recebida>) {
        (self.relogio, self.recebidas.clone())
    }

    // ANCHOR: relogio
    /// Envia blocos de valores a um rank. Enviar custa uma rodada, e a
    /// mensagem leva o número dela.
    pub fn enviar<T: Elemento>(
        &mut self,
        para: usize,
        blocos: &[Vec<T>],
    ) -> Result<(), Erro> {
        self.falhar_se_pedido();
        self.relogio += 1;
        let mensagem = codificar(self.coletiva, self.relogio, blocos);
        quadro::enviar(self.conexao(para)?, &mensagem, self.prazo)
            .map_err(|erro| Erro::com_rank(para, &erro))
    }

    /// Recebe blocos de valores de um rank. A mensagem não chega antes da
    /// rodada em que saiu, e cada rodada entrega uma só.
    pub fn receber<T: Elemento>(&mut self, de: usize) -> Result<Vec<Vec<T>>, Erro> {
        self.falhar_se_pedido();
        let mensagem = quadro::receber(self.conexao(de)?, Some(self.prazo))
            .map_err(|erro| Erro::com_rank(de, &erro))?;
        let (rodada, blocos) =
            decodificar(&mensagem, self.coletiva).ok_or(Erro::ForaDeOrdem(de))?;
        self.relogio = rodada.max(self.relogio + 1);
        self.anotar(de, &blocos);
        Ok(blocos)
    }
    // ANCHOR_END: relogio

    fn anotar<T>(&mut self, de: usize, blocos: &[Vec<T>]) {
        self.recebidas.push(Recebida {
            rodada: self.relogio,
            de,
            valores: blocos.iter().map(Vec::len).sum(),
        });
    }

    fn conexao(&self, outro: usize) -> Result<&TcpStream, Erro> {
        let conexao = self.conexoes.get(outro).and_then(Option::as_ref);
        conexao.ok_or_else(|| Erro::Perdi {
            outro,
            motivo: "não há conexão com ele".to_owned(),
        })
    }

    fn falhar_se_pedido(&self) {
        match self.defeito {
            None => {}
            Some(Defeito::Morre) => std::process::abort(),
            Some(Defeito::Trava) => {
                let (rank, pid) = (self.rank, std::process::id());
                registrar(format!("rank {rank} (processo {pid}) travou"));
                loop {
                    thread::park();
                }
            }
        }
    }
}

/// Coletiva, rodada, quantos blocos; de cada bloco, quantos valores e eles.
fn codificar<T: Elemento>(coletiva: u32, rodada: u32, blocos: &[Vec<T>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for numero in [coletiva, rodada, blocos.len() as u32] {
        bytes.extend_from_slice(&numero.to_be_bytes());
    }
    for bloco in blocos {
        bytes.extend_from_slice(&(bloco.len() as u32).to_be_bytes());
        bytes.extend(bloco.iter().flat_map(|valor| valor.para_bytes()));
    }
    bytes
}

/// Desfaz [`codificar`]; `None` se é de outra coletiva ou está malformada.
fn decodificar<T: Elemento>(
    mut bytes: &[u8],
    coletiva: u32,
) -> Option<(u32, Vec<Vec<T>>)> {
    let veio = numero(&mut bytes)?;
    let rodada = numero(&mut bytes)?;
    let quantos = numero(&mut bytes)?;
    let mut blocos = Vec::new();
    for _ in 0..quantos {
        let valores = numero(&mut bytes)? as usize;
        let (bloco, resto) = bytes.split_at_checked(valores.checked_mul(8)?)?;
        bytes = resto;
        let valores = bloco.as_chunks::<8>().0;
        blocos.push(valores.iter().map(|&v| T::de_bytes(v)).collect());
    }
    (veio == coletiva && bytes.is_empty()).then_some((rodada, blocos))
}

fn numero(bytes: &mut &[u8]) -> Option<u32> {
    let (numero, resto) = bytes.split_first_chunk::<4>()?;
    *bytes = resto;
    Some(u32::from_be_bytes(*numero))
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn a_mensagem_cortada_ou_de_outra_coletiva_e_recusada() {
        let blocos = [vec![1i64, -2], vec![], vec![3]];
        let inteira = codificar(7, 2, &blocos);
        assert_eq!(decodificar(&inteira, 7), Some((2, blocos.to_vec())));
        assert_eq!(decodificar::<i64>(&inteira, 8), None, "é de outra coletiva");
        for fim in 0..inteira.len() {
            assert_eq!(decodificar::<i64>(&inteira[..fim], 7), None, "{fim} bytes");
        }
    }
}
