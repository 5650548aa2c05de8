//! Ler um texto sabendo, a cada passo, em que linha e coluna se está.

use std::fmt;

/// Linha e coluna, contadas de um.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posicao {
    pub linha: usize,
    pub coluna: usize,
}

impl fmt::Display for Posicao {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "linha {}, coluna {}", self.linha, self.coluna)
    }
}

/// O que não se entendeu, e onde.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{onde}: {motivo}")]
pub struct Engano {
    pub onde: Posicao,
    pub motivo: String,
}

/// O maior nome de item, em letras.
const MAIOR_NOME: usize = 16;

pub struct Cursor<'a> {
    resto: &'a str,
    onde: Posicao,
}

impl<'a> Cursor<'a> {
    pub fn novo(texto: &'a str) -> Self {
        Self {
            // O editor de alguns sistemas põe esta marca no começo do arquivo.
            resto: texto.trim_start_matches('\u{feff}'),
            onde: Posicao {
                linha: 1,
                coluna: 1,
            },
        }
    }

    pub fn onde(&self) -> Posicao {
        self.onde
    }

    pub fn ver(&self) -> Option<char> {
        self.resto.chars().next()
    }

    pub fn acabou(&self) -> bool {
        self.resto.is_empty()
    }

    fn avancar(&mut self, letra: char) {
        self.resto = &self.resto[letra.len_utf8()..];
        if letra == '\n' {
            self.onde.linha += 1;
            self.onde.coluna = 1;
        } else {
            self.onde.coluna += 1;
        }
    }

    /// Toma as letras que servem.
    pub fn tomar(&mut self, serve: impl Fn(char) -> bool) -> &'a str {
        let antes = self.resto;
        while let Some(letra) = self.ver().filter(|&letra| serve(letra)) {
            self.avancar(letra);
        }
        &antes[..antes.len() - self.resto.len()]
    }

    /// Salta espaços e comentários; `linhas` diz se também quebras de linha.
    pub fn saltar(&mut self, linhas: bool) {
        let branco = |l: char| l.is_whitespace() && (linhas || l != '\n');
        self.tomar(branco);
        while self.ver() == Some('#') {
            self.tomar(|letra| letra != '\n');
            self.tomar(branco);
        }
    }

    /// Toma esta letra, se é a próxima.
    pub fn aceitar(&mut self, letra: char) -> bool {
        let veio = self.ver() == Some(letra);
        if veio {
            self.avancar(letra);
        }
        veio
    }

    /// # Errors
    /// Se a próxima letra não é esta.
    pub fn exigir(&mut self, letra: char) -> Result<(), Engano> {
        self.saltar(false);
        match self.aceitar(letra) {
            true => Ok(()),
            false => Err(self.esperava(&format!("“{letra}”"))),
        }
    }

    /// # Errors
    /// Se não há um número inteiro aqui, ou se não cabe no tipo.
    pub fn numero<T: std::str::FromStr>(&mut self, qual: &str) -> Result<T, Engano> {
        let onde = self.onde;
        let digitos = self.tomar(|letra| letra.is_ascii_digit());
        match digitos.parse() {
            Ok(numero) => Ok(numero),
            Err(_) if digitos.is_empty() => Err(self.esperava(qual)),
            Err(_) => Err(Engano {
                onde,
                motivo: format!("{digitos} é grande demais para {qual}"),
            }),
        }
    }

    /// # Errors
    /// Se não há um nome de item aqui, ou se é longo demais.
    pub fn item(&mut self) -> Result<String, Engano> {
        let onde = self.onde;
        if !self.ver().is_some_and(char::is_alphabetic) {
            return Err(self.esperava("o nome de um item, como x"));
        }
        let nome = self.tomar(|l| l.is_alphanumeric() || l == '_');
        if nome.chars().count() > MAIOR_NOME {
            let motivo = format!("o nome do item passa de {MAIOR_NOME} letras");
            return Err(Engano { onde, motivo });
        }
        Ok(nome.to_owned())
    }

    /// Um engano aqui: o que se esperava e o que veio.
    pub fn esperava(&self, o_que: &str) -> Engano {
        let veio = match self.ver() {
            None => "o texto acabou".to_owned(),
            Some('\n') => "a linha acabou".to_owned(),
            Some(letra) => format!("veio “{letra}”"),
        };
        self.engano(format!("esperava {o_que}, e {veio}"))
    }

    pub fn engano(&self, motivo: String) -> Engano {
        Engano {
            onde: self.onde,
            motivo,
        }
    }
}
