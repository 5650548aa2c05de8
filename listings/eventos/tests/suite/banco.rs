//! Montar um banco e comandos para ele.

use std::path::Path;

use eventos::banco::{Banco, Feito};
use eventos::comando::Comando;
use eventos::console::{Pedido, ler};
use eventos::dinheiro::Centavos;
use eventos::evento::{Evento, Fato};
use eventos::nome::Conta;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::comum::Lugar;

impl Lugar {
    pub fn abrir(&self) -> Banco {
        Banco::abrir(&self.log, true).unwrap_or_else(|e| panic!("não abriu: {e}"))
    }

    /// O erro de um log que não deve abrir, e a certeza de que não mudou.
    #[track_caller]
    pub fn recusa(&self) -> String {
        let antes = std::fs::read(&self.log).unwrap();
        let erro = Banco::abrir(&self.log, true)
            .err()
            .expect("não devia abrir");
        let depois = std::fs::read(&self.log).unwrap();
        assert_eq!(antes, depois, "um log recusado fica como estava");
        erro.to_string()
    }
}

pub fn conta(nome: &str) -> Conta {
    nome.parse().unwrap()
}

/// O comando que uma linha digitada pede.
#[track_caller]
pub fn comando(linha: &str) -> Comando {
    match ler(&linha.split(' ').collect::<Vec<_>>()).unwrap() {
        Pedido::Fazer(comando) => comando,
        outro => panic!("{outro:?} não é comando"),
    }
}

/// Executa linhas que devem dar certo.
#[track_caller]
pub fn fazer(banco: &mut Banco, linhas: &[&str]) {
    for linha in linhas {
        banco
            .executar(&comando(linha))
            .unwrap_or_else(|e| panic!("{linha}: {e}"));
    }
}

/// Executa comandos quaisquer e devolve os eventos que eles produziram.
pub fn executar(banco: &mut Banco, comandos: &[Comando]) -> Vec<Evento> {
    let feitos = comandos.iter().map(|comando| banco.executar(comando));
    let eventos = feitos.filter_map(|feito| match feito {
        Ok(Feito::Registrado(evento)) => Some(evento),
        _ => None,
    });
    eventos.collect()
}

/// Comandos quaisquer sobre quatro contas e cinco chaves: muitos são recusados,
/// alguns se repetem.
pub fn comandos(quantos: usize) -> impl Strategy<Value = Vec<Comando>> {
    let nome = || prop::sample::select(vec!["ana", "bia", "caio", "davi"]);
    let valor = (1_u64..30_000).prop_map(Centavos);
    let chave = prop::option::weighted(0.3, "k[1-5]".prop_map(|k| k.parse().unwrap()));
    let um =
        (0..6, nome(), nome(), valor, chave).prop_map(|(tipo, a, b, valor, chave)| {
            let quer = match tipo {
                0 => Fato::Aberta { conta: conta(a) },
                1 | 2 => Fato::Depositado {
                    conta: conta(a),
                    valor,
                },
                3 => Fato::Sacado {
                    conta: conta(a),
                    valor,
                },
                _ => Fato::Transferido {
                    de: conta(a),
                    para: conta(b),
                    valor,
                },
            };
            Comando {
                quer,
                chave,
                se_versao: None,
            }
        });
    prop::collection::vec(um, 0..quantos)
}

/// Sempre os mesmos sorteios; `PROPTEST_RNG_SEED` escolhe outros.
pub fn sorteios(casos: u32) -> ProptestConfig {
    let padrao = ProptestConfig::default();
    let rng_seed = match padrao.rng_seed {
        RngSeed::Random => RngSeed::Fixed(6),
        escolhida => escolhida,
    };
    ProptestConfig {
        cases: casos,
        rng_seed,
        failure_persistence: None,
        ..padrao
    }
}

pub fn copiar(de: &Path, para: &Path) {
    std::fs::copy(de, para).unwrap();
}
