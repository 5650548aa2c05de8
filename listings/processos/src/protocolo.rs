//! As duas mensagens: *conte os primos desta faixa* e *contei*.

/// Um pedaço do trabalho: os números de `de` a `ate`, este de fora.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Faixa {
    pub numero: u64,
    pub de: u64,
    pub ate: u64,
}

/// O que se achou numa faixa.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feita {
    pub numero: u64,
    pub quantos: u64,
    pub soma: u64,
}

#[derive(Debug, thiserror::Error)]
#[error("a mensagem devia ter 24 bytes, e tem {0}")]
pub struct Estranha(usize);

impl Faixa {
    pub fn em_bytes(self) -> Vec<u8> {
        juntar([self.numero, self.de, self.ate])
    }

    /// # Errors
    /// Se não tem o tamanho de uma faixa.
    pub fn de_bytes(carga: &[u8]) -> Result<Self, Estranha> {
        let [numero, de, ate] = separar(carga)?;
        Ok(Self { numero, de, ate })
    }
}

impl Feita {
    pub fn em_bytes(self) -> Vec<u8> {
        juntar([self.numero, self.quantos, self.soma])
    }

    /// # Errors
    /// Se não tem o tamanho de uma faixa feita.
    pub fn de_bytes(carga: &[u8]) -> Result<Self, Estranha> {
        let [numero, quantos, soma] = separar(carga)?;
        Ok(Self {
            numero,
            quantos,
            soma,
        })
    }
}

fn juntar(numeros: [u64; 3]) -> Vec<u8> {
    numeros.iter().flat_map(|n| n.to_be_bytes()).collect()
}

fn separar(carga: &[u8]) -> Result<[u64; 3], Estranha> {
    let (partes, resto) = carga.as_chunks::<8>();
    match (partes, resto) {
        (&[a, b, c], []) => Ok([a, b, c].map(u64::from_be_bytes)),
        _ => Err(Estranha(carga.len())),
    }
}
