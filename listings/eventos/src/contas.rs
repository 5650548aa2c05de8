//! O estado: o que se obtém dobrando os eventos, um por um.

use std::collections::BTreeMap;

use crate::dinheiro::{Centavos, MAIOR_VALOR};
use crate::evento::{Evento, Fato};
use crate::nome::{Chave, Conta};

/// Por que um comando não pode virar fato.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Recusa {
    #[error("a conta {0} não existe")]
    NaoExiste(Conta),
    #[error("a conta {0} já existe")]
    JaExiste(Conta),
    #[error("{conta} tem {saldo} e o comando pede {pedido}")]
    SaldoInsuficiente {
        conta: Conta,
        saldo: Centavos,
        pedido: Centavos,
    },
    #[error("o saldo de {0} não caberia: o depósito é grande demais")]
    NaoCabe(Conta),
    #[error("o valor vai de 0,01 a {MAIOR_VALOR}")]
    Valor,
    #[error("uma transferência precisa de duas contas diferentes")]
    MesmaConta,
    #[error("{conta} está na versão {atual} e o comando supõe a {suposta}")]
    Versao {
        conta: Conta,
        atual: u64,
        suposta: u64,
    },
    #[error("a chave {chave} já foi usada no evento {numero}, para outra coisa")]
    ChaveReusada { chave: Chave, numero: u64 },
}

/// Um evento que não podia ter acontecido depois dos anteriores.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("o evento {numero} não segue dos anteriores: {motivo}")]
pub struct Incoerente {
    pub numero: u64,
    pub motivo: Recusa,
}

impl Incoerente {
    fn novo(numero: u64, motivo: Recusa) -> Self {
        Self { numero, motivo }
    }
}

/// Uma conta, vista agora.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situacao {
    pub saldo: Centavos,
    /// O número do último evento que tocou a conta.
    pub versao: u64,
}

/// Todas as contas depois de algum número de eventos.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contas {
    pub(crate) contas: BTreeMap<Conta, Situacao>,
    /// O que cada chave já fez, para que repetir não faça de novo.
    pub(crate) chaves: BTreeMap<Chave, (u64, Fato)>,
    pub(crate) ultimo: u64,
}

impl Contas {
    // ANCHOR: dobrar
    /// O estado é a dobra dos eventos: começa vazio e aplica um por um.
    ///
    /// # Errors
    /// O primeiro evento que não segue dos anteriores.
    pub fn dobrar(eventos: &[Evento]) -> Result<Self, Incoerente> {
        let mut contas = Self::default();
        for evento in eventos {
            contas.aplicar(evento)?;
        }
        Ok(contas)
    }

    /// Passa ao estado seguinte.
    ///
    /// # Errors
    /// Se o evento não podia ter acontecido aqui; o estado fica como estava.
    pub fn aplicar(&mut self, evento: &Evento) -> Result<(), Incoerente> {
        let versao = evento.numero;
        let impossivel = |motivo| Incoerente::novo(versao, motivo);
        for (conta, saldo) in self.efeitos(&evento.fato).map_err(impossivel)? {
            self.contas.insert(conta, Situacao { saldo, versao });
        }
        if let Some(chave) = evento.chave.clone() {
            self.chaves.insert(chave, (versao, evento.fato.clone()));
        }
        self.ultimo = versao;
        Ok(())
    }
    // ANCHOR_END: dobrar

    /// As contas que o fato mudaria, com o saldo que teriam.
    ///
    /// # Errors
    /// A regra do banco que o fato violaria.
    pub fn efeitos(&self, fato: &Fato) -> Result<Vec<(Conta, Centavos)>, Recusa> {
        match fato {
            Fato::Aberta { conta } if self.contas.contains_key(conta) => {
                Err(Recusa::JaExiste(conta.clone()))
            }
            Fato::Aberta { conta } => Ok(vec![(conta.clone(), Centavos(0))]),
            Fato::Depositado { conta, valor } => Ok(vec![self.creditar(conta, *valor)?]),
            Fato::Sacado { conta, valor } => Ok(vec![self.debitar(conta, *valor)?]),
            Fato::Transferido { de, para, .. } if de == para => Err(Recusa::MesmaConta),
            Fato::Transferido { de, para, valor } => Ok(vec![
                self.debitar(de, *valor)?,
                self.creditar(para, *valor)?,
            ]),
        }
    }

    fn creditar(
        &self,
        conta: &Conta,
        valor: Centavos,
    ) -> Result<(Conta, Centavos), Recusa> {
        let saldo = self.situacao(conta)?.saldo;
        let valor = valor.de_movimento().ok_or(Recusa::Valor)?;
        let novo = saldo
            .mais(valor)
            .ok_or_else(|| Recusa::NaoCabe(conta.clone()))?;
        Ok((conta.clone(), novo))
    }

    fn debitar(
        &self,
        conta: &Conta,
        pedido: Centavos,
    ) -> Result<(Conta, Centavos), Recusa> {
        let saldo = self.situacao(conta)?.saldo;
        let pedido = pedido.de_movimento().ok_or(Recusa::Valor)?;
        let novo = saldo
            .menos(pedido)
            .ok_or_else(|| Recusa::SaldoInsuficiente {
                conta: conta.clone(),
                saldo,
                pedido,
            })?;
        Ok((conta.clone(), novo))
    }

    /// Uma conta, agora.
    ///
    /// # Errors
    /// Se ela não existe.
    pub fn situacao(&self, conta: &Conta) -> Result<Situacao, Recusa> {
        let achada = self.contas.get(conta).copied();
        achada.ok_or_else(|| Recusa::NaoExiste(conta.clone()))
    }

    /// O evento que uma chave já produziu, e o fato dele.
    pub fn feito(&self, chave: &Chave) -> Option<&(u64, Fato)> {
        self.chaves.get(chave)
    }

    /// O número do último evento aplicado; zero se nenhum.
    pub fn ultimo(&self) -> u64 {
        self.ultimo
    }

    /// Quantas contas há.
    pub fn quantas(&self) -> usize {
        self.contas.len()
    }

    /// A soma de todos os saldos.
    pub fn total(&self) -> u128 {
        self.contas.values().map(|s| u128::from(s.saldo.0)).sum()
    }
}
