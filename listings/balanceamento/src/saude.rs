//! A saúde de um servidor: sai depois de N falhas, volta depois de M sucessos.
//!
//! Uma falha só não condena (pode ter sido um pacote), e um sucesso só não
//! absolve (o programa pode estar caindo e voltando). Os dois limites são
//! *seguidos*: um resultado contrário recomeça a conta.

/// Quantos resultados seguidos mudam o estado.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limites {
    /// Falhas seguidas que tiram um servidor vivo.
    pub falhas: usize,
    /// Verificações seguidas que devolvem um servidor morto.
    pub sucessos: usize,
}

/// O que uma tentativa de falar com o servidor mostrou.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resultado {
    Atendeu,
    Falhou,
}

/// A mudança que um resultado causou.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mudanca {
    Saiu,
    Voltou,
}

/// O que se sabe de um servidor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saude {
    vivo: bool,
    /// Resultados seguidos que contrariam o estado atual.
    contrarios: usize,
}

impl Saude {
    /// Todo servidor começa vivo: o balanceador acabou de subir e não tem
    /// provas contra ninguém. Se estiver enganado, a primeira leva descobre.
    pub const INICIAL: Self = Self {
        vivo: true,
        contrarios: 0,
    };

    pub fn vivo(self) -> bool {
        self.vivo
    }

    // ANCHOR: registrar
    /// Anota um resultado e diz se ele mudou o estado do servidor.
    pub fn registrar(
        &mut self,
        resultado: Resultado,
        limites: Limites,
    ) -> Option<Mudanca> {
        let (contraria, limite, mudanca) = match self.vivo {
            true => (Resultado::Falhou, limites.falhas, Mudanca::Saiu),
            false => (Resultado::Atendeu, limites.sucessos, Mudanca::Voltou),
        };
        if resultado != contraria {
            self.contrarios = 0;
            return None;
        }
        self.contrarios += 1;
        if self.contrarios < limite {
            return None;
        }
        *self = Self {
            vivo: !self.vivo,
            contrarios: 0,
        };
        Some(mudanca)
    }
    // ANCHOR_END: registrar
}
