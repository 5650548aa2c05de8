//! O que vários testes do mestre usam.

use std::process::Command;
use std::time::Duration;

use processos::aviso::{Aviso, Erro, Total};
use processos::canal::Canal;
use processos::mestre::Mestre;
use processos::primos;
use processos::protocolo::Faixa;
use processos::reinicio::{Politica, Reinicios};
use processos::supervisor::{Estrategia, Reinicia, Supervisor};

pub const PRIMOS: &str = env!("CARGO_BIN_EXE_primos");

/// Recuos curtos: o que se quer ver é a recuperação, não a espera.
pub const DEPRESSA: Politica = Politica {
    maximo: 8,
    janela: Duration::from_secs(60),
    base: Duration::from_millis(1),
    teto: Duration::from_millis(1),
};

/// Um recuo que não vence durante o teste: quem cai não volta.
#[allow(dead_code, reason = "nem todo arquivo de teste o usa")]
pub const NUNCA: Politica = Politica {
    base: Duration::from_secs(3600),
    teto: Duration::from_secs(3600),
    ..DEPRESSA
};

pub fn trabalhador() -> Command {
    let mut comando = Command::new(PRIMOS);
    comando.arg("--trabalhador");
    comando
}

/// O resultado que qualquer execução tem de dar.
#[allow(dead_code, reason = "nem todo arquivo de teste o usa")]
pub fn sozinho(ate: u64, faixas: usize) -> Total {
    let tudo = primos::contar(Faixa {
        numero: 0,
        de: 0,
        ate: ate + 1,
    });
    Total {
        quantos: tudo.quantos,
        soma: tudo.soma,
        feitas: faixas,
        faixas,
    }
}

pub struct Ensaio {
    pub faixas: Vec<Faixa>,
    pub postos: usize,
    pub canal: Canal,
    pub politica: Politica,
}

impl Ensaio {
    pub fn rodar(
        self,
        fabrica: &mut dyn FnMut(usize) -> Command,
        avisar: &mut dyn FnMut(Aviso),
    ) -> Result<Total, Erro> {
        let reinicios = Reinicios::novos(self.politica, 11);
        let supervisor = Supervisor::novo(
            self.postos,
            Estrategia::UmPorUm,
            Reinicia::Sempre,
            reinicios,
        );
        let postos = (self.postos, self.canal);
        Mestre::novo(self.faixas, postos, supervisor, fabrica, avisar).executar()
    }
}
