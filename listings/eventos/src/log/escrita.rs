//! Acrescentar ao log: confirmar só o que está no disco.

use std::fs::File;
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};

use apoio::erro::em_portugues;

use super::{montar, soma};

/// Onde se escreve: um arquivo ou, nos testes, um disco que falha.
pub trait Disco {
    /// Escreve `bytes` a partir do byte `em`.
    ///
    /// # Errors
    /// Se não coube tudo; um pedaço pode ter ficado.
    fn escrever(&mut self, em: u64, bytes: &[u8]) -> io::Result<()>;

    /// Volta só quando o que foi escrito sobreviveria a uma queda de energia.
    ///
    /// # Errors
    /// Se o sistema não pôde garantir isso.
    fn sincronizar(&mut self) -> io::Result<()>;

    /// Deixa só os primeiros `tamanho` bytes.
    ///
    /// # Errors
    /// Se o sistema não conseguiu.
    fn cortar(&mut self, tamanho: u64) -> io::Result<()>;
}

impl Disco for File {
    fn escrever(&mut self, em: u64, bytes: &[u8]) -> io::Result<()> {
        // A posição é dita a cada vez: reler o arquivo a tira do lugar.
        self.seek(SeekFrom::Start(em))?;
        self.write_all(bytes)
    }

    fn sincronizar(&mut self) -> io::Result<()> {
        // `sync_data` leva ao disco os bytes e o tamanho; a hora de acesso,
        // que `sync_all` também levaria, não faz falta.
        self.sync_data()
    }

    fn cortar(&mut self, tamanho: u64) -> io::Result<()> {
        self.set_len(tamanho)
    }
}

/// Por que um evento não foi confirmado.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FalhaDeEscrita {
    #[error("o disco recusou a escrita: {} (nada foi registrado)", causa(*.0))]
    Nada(ErrorKind),
    #[error("o disco não garantiu a escrita: {} (pode ter sido registrado ou não)", causa(*.0))]
    Incerta(ErrorKind),
    #[error("o disco falhou antes; reabra o log (nada foi registrado)")]
    Quebrado,
}

fn causa(tipo: ErrorKind) -> String {
    match tipo {
        ErrorKind::StorageFull => "não há mais espaço".to_owned(),
        ErrorKind::FileTooLarge => "o arquivo chegou ao tamanho máximo".to_owned(),
        outro => em_portugues(outro),
    }
}

/// Acrescenta entradas a um disco.
pub struct Escritor<D> {
    disco: D,
    fim: u64,
    soma: u32,
    quebrado: bool,
}

impl<D: Disco> Escritor<D> {
    /// Um escritor para um disco que tem `fim` bytes, a última entrada com
    /// a soma `soma`.
    pub fn novo(disco: D, fim: u64, soma: u32) -> Self {
        Self {
            disco,
            fim,
            soma,
            quebrado: false,
        }
    }

    // ANCHOR: acrescentar
    /// Acrescenta uma entrada. O `Ok` é a confirmação.
    ///
    /// # Errors
    /// O que se sabe do destino da entrada: veja [`FalhaDeEscrita`].
    pub fn acrescentar(&mut self, carga: &[u8]) -> Result<(), FalhaDeEscrita> {
        if self.quebrado {
            return Err(FalhaDeEscrita::Quebrado);
        }
        let entrada = montar(carga);
        if let Err(erro) = self.disco.escrever(self.fim, &entrada) {
            // Meia entrada pode ter ficado, e a próxima, se for mais curta, não a
            // cobriria: a sobra pareceria corrupção. Apague-se antes de seguir.
            let limpo = self.disco.cortar(self.fim);
            self.quebrado = limpo.and_then(|()| self.disco.sincronizar()).is_err();
            return Err(FalhaDeEscrita::Nada(erro.kind()));
        }
        if let Err(erro) = self.disco.sincronizar() {
            // Repetir o fsync pode mentir que deu certo. Melhor parar.
            self.quebrado = true;
            return Err(FalhaDeEscrita::Incerta(erro.kind()));
        }
        self.fim += entrada.len() as u64;
        self.soma = soma(carga);
        Ok(())
    }
    // ANCHOR_END: acrescentar

    /// Onde acaba a última entrada confirmada, e a soma dela.
    pub fn ponta(&self) -> (u64, u32) {
        (self.fim, self.soma)
    }

    /// O disco, para reler.
    pub fn disco(&mut self) -> &mut D {
        &mut self.disco
    }
}
