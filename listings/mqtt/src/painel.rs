//! O que o painel sabe de cada cômodo, e o que conclui de cada mensagem.

use std::collections::BTreeMap;
use std::fmt;

use apoio::texto::{escapar, quantos};

use crate::leitura::{Leitura, graus, partes};

/// Cômodos que o painel acompanha. O nome vem da rede: sem teto, quem publica
/// nomes ao acaso tomaria a memória.
pub const COMODOS: usize = 500;

/// O que se sabe de um cômodo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comodo {
    pub estado: Option<String>,
    pub ultima: Option<Leitura>,
    pub recebidas: u64,
    pub repetidas: u64,
    pub faltam: u64,
}

/// O que uma mensagem trouxe de novo.
#[derive(Debug, PartialEq)]
pub enum Novidade {
    Leitura { comodo: String, leitura: Leitura },
    Repetida { comodo: String, numero: u64 },
    Estado { comodo: String, estado: String },
    Estranha { topico: String, bytes: usize },
}

/// Todos os cômodos.
#[derive(Debug, Default)]
pub struct Painel {
    pub comodos: BTreeMap<String, Comodo>,
}

impl Painel {
    /// Junta ao que se sabe o que acaba de chegar.
    pub fn receber(&mut self, topico: &str, carga: &[u8]) -> Novidade {
        let estranha = || Novidade::Estranha {
            topico: topico.to_owned(),
            bytes: carga.len(),
        };
        let Some((nome, assunto)) = partes(topico) else {
            return estranha();
        };
        if !self.comodos.contains_key(nome) && self.comodos.len() == COMODOS {
            return estranha();
        }
        let texto = std::str::from_utf8(carga).ok();
        match (assunto, texto, serde_json::from_slice(carga).ok()) {
            ("temperatura", _, Some(leitura)) => self.ler(nome, leitura),
            ("estado", Some(estado), _) if estado.chars().count() <= 40 => {
                let (comodo, estado) = (nome.to_owned(), estado.to_owned());
                self.do_comodo(nome).estado = Some(estado.clone());
                Novidade::Estado { comodo, estado }
            }
            _ => estranha(),
        }
    }

    fn do_comodo(&mut self, nome: &str) -> &mut Comodo {
        self.comodos.entry(nome.to_owned()).or_default()
    }

    // ANCHOR: ler
    fn ler(&mut self, nome: &str, leitura: Leitura) -> Novidade {
        let comodo = self.do_comodo(nome);
        match comodo.ultima.as_ref().filter(|u| u.vida == leitura.vida) {
            // Ao menos uma vez: a mesma leitura pode vir de novo, e não conta.
            Some(ultima) if leitura.numero <= ultima.numero => {
                comodo.repetidas += 1;
                let (comodo, numero) = (nome.to_owned(), leitura.numero);
                return Novidade::Repetida { comodo, numero };
            }
            // Saturada: os números vêm da rede, e podem ser quaisquer.
            Some(ultima) => {
                let puladas = leitura.numero - ultima.numero - 1;
                comodo.faltam = comodo.faltam.saturating_add(puladas);
            }
            None => {}
        }
        comodo.recebidas += 1;
        comodo.ultima = Some(leitura.clone());
        let comodo = nome.to_owned();
        Novidade::Leitura { comodo, leitura }
    }
    // ANCHOR_END: ler
}

impl fmt::Display for Novidade {
    /// Os textos vieram da rede, e podem trazer ordens ao terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leitura { comodo, leitura } => {
                let (n, graus) = (leitura.numero, graus(leitura.decimos));
                write!(f, "{}: {graus} (leitura {n})", escapar(comodo))
            }
            Self::Repetida { comodo, numero } => {
                write!(f, "{}: a leitura {numero} veio de novo", escapar(comodo))
            }
            Self::Estado { comodo, estado } => {
                write!(f, "{}: \"{}\"", escapar(comodo), escapar(estado))
            }
            Self::Estranha { topico, bytes } => {
                let (topico, bytes) = (escapar(topico), quantos(*bytes, "byte", "bytes"));
                write!(f, "não entendo o que veio em \"{topico}\" ({bytes})")
            }
        }
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    fn receber(painel: &mut Painel, vida: u32, numero: u64) -> Novidade {
        let carga = format!(r#"{{"vida":{vida},"numero":{numero},"decimos":200}}"#);
        painel.receber("casa/sala/temperatura", carga.as_bytes())
    }

    #[test]
    fn a_leitura_repetida_tem_um_so_efeito_e_o_buraco_se_conta() {
        let mut painel = Painel::default();
        for (vida, numero) in [(1, 5), (1, 6), (1, 6), (1, 9), (2, 1)] {
            receber(&mut painel, vida, numero);
        }
        let sala = &painel.comodos["sala"];
        assert_eq!((sala.recebidas, sala.repetidas, sala.faltam), (4, 1, 2));
    }

    #[test]
    fn numeros_do_tamanho_que_for_nao_derrubam_a_conta() {
        let mut painel = Painel::default();
        for vida in 1..=2 {
            receber(&mut painel, vida, 0);
            receber(&mut painel, vida, u64::MAX);
            receber(&mut painel, vida, u64::MAX);
        }
        let sala = &painel.comodos["sala"];
        assert_eq!((sala.recebidas, sala.repetidas), (4, 2));
        assert_eq!(sala.faltam, u64::MAX, "a conta para no maior número");
    }

    #[test]
    fn nenhuma_novidade_leva_ordens_ao_terminal() {
        let mut painel = Painel::default();
        let leitura = br#"{"vida":1,"numero":1,"decimos":1}"#;
        for (topico, carga) in [
            ("casa/\x1b[2J/temperatura", &leitura[..]),
            ("casa/\x1b[2J/temperatura", leitura),
            ("casa/\x1b[2J/estado", b"\x1b]0;oi\x07"),
            ("casa/\u{202e}/estado", "\u{9b}31m".as_bytes()),
            ("\x1b[2J", b"x"),
        ] {
            let dito = painel.receber(topico, carga).to_string();
            let visivel = |c: char| !c.is_control() && c != '\u{202e}';
            assert!(dito.chars().all(visivel), "{dito:?}");
        }
    }

    #[test]
    fn carga_que_nao_e_leitura_nao_derruba_nem_muda_nada() {
        let mut painel = Painel::default();
        receber(&mut painel, 1, 1);
        let antes = painel.comodos.clone();
        for (topico, carga) in [
            ("casa/sala/temperatura", &b"quente"[..]),
            ("casa/sala/estado", &[0xFF]),
            ("rua/1", b"x"),
            ("casa/sala/umidade", b"1"),
        ] {
            let novidade = painel.receber(topico, carga);
            assert!(matches!(novidade, Novidade::Estranha { .. }), "{topico}");
        }
        assert_eq!(painel.comodos, antes);
    }

    #[test]
    fn quem_publica_comodos_ao_acaso_nao_toma_a_memoria() {
        let mut painel = Painel::default();
        for n in 0..COMODOS + 50 {
            painel.receber(&format!("casa/{n}/estado"), b"no ar");
        }
        assert_eq!(painel.comodos.len(), COMODOS);
    }
}
