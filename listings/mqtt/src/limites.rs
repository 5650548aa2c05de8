//! Quanto o broker embutido aceita lembrar.
//!
//! O rumqttd guarda na memória, e nunca esquece um nome que viu: nem de cliente, nem
//! de tópico, nem de filtro. Por isso as contas daqui só crescem, até o broker
//! reiniciar; sem elas, quem inventasse nomes ao acaso tomaria a memória.

use std::collections::HashSet;

/// Nomes de cliente. Cada um custa cerca de 1 KiB no rumqttd.
pub const CLIENTES: usize = 20_000;
/// Clientes com sessão: o broker lembra as assinaturas deles quando saem.
pub const SESSOES: usize = 1_000;
/// Tópicos em que se publicou.
pub const TOPICOS: usize = 10_000;
/// Tópicos com mensagem retida, de até 20 KiB cada uma.
pub const RETIDAS: usize = 1_000;
/// Filtros diferentes. Cada um tem o seu log, de até cerca de 24 KiB de mensagens, sem
/// contar o que o rumqttd gasta com cada uma: muitas pequenas custam bem mais.
pub const FILTROS: usize = 500;
/// O maior nome de cliente, tópico ou filtro, em bytes.
pub const MAIOR_NOME: usize = 256;

/// Os nomes já vistos de uma espécie, com um teto.
struct Nomes {
    vistos: HashSet<String>,
    teto: usize,
    especie: &'static str,
}

/// Por que um nome novo não cabe.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("já há {teto} {especie}, e não guardo mais; reinicie-me para esquecê-los")]
pub struct Cheio {
    teto: usize,
    especie: &'static str,
}

impl Nomes {
    fn novos(teto: usize, especie: &'static str) -> Self {
        let vistos = HashSet::new();
        Self {
            vistos,
            teto,
            especie,
        }
    }

    fn lembrar(&mut self, nome: &str) -> Result<(), Cheio> {
        if self.vistos.contains(nome) {
            return Ok(());
        }
        if self.vistos.len() == self.teto {
            let (teto, especie) = (self.teto, self.especie);
            return Err(Cheio { teto, especie });
        }
        self.vistos.insert(nome.to_owned());
        Ok(())
    }
}

/// Tudo o que se conta num broker.
pub struct Limites {
    clientes: Nomes,
    sem_nome: usize,
    sessoes: Nomes,
    topicos: Nomes,
    retidas: Nomes,
    filtros: Nomes,
}

impl Default for Limites {
    fn default() -> Self {
        Self {
            clientes: Nomes::novos(CLIENTES, "nomes de cliente"),
            sem_nome: 0,
            sessoes: Nomes::novos(SESSOES, "sessões"),
            topicos: Nomes::novos(TOPICOS, "tópicos"),
            retidas: Nomes::novos(RETIDAS, "mensagens retidas"),
            filtros: Nomes::novos(FILTROS, "filtros"),
        }
    }
}

impl Limites {
    /// Um cliente chega.
    ///
    /// # Errors
    /// [`Cheio`], se ele traria um nome a mais.
    pub fn cliente(&mut self, id: &str, com_sessao: bool) -> Result<(), Cheio> {
        if com_sessao {
            self.sessoes.lembrar(id)?;
        }
        if id.is_empty() {
            // A quem não traz nome o rumqttd sorteia um, a cada vez outro.
            self.sem_nome += 1;
            return self.clientes.lembrar(&format!("\0{}", self.sem_nome));
        }
        self.clientes.lembrar(id)
    }

    /// Alguém publica, ou deixa um testamento.
    ///
    /// # Errors
    /// [`Cheio`].
    pub fn topico(&mut self, topico: &str, retido: bool) -> Result<(), Cheio> {
        if retido {
            self.retidas.lembrar(topico)?;
        }
        self.topicos.lembrar(topico)
    }

    /// Alguém assina.
    ///
    /// # Errors
    /// [`Cheio`].
    pub fn filtro(&mut self, filtro: &str) -> Result<(), Cheio> {
        self.filtros.lembrar(filtro)
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_nome_que_ja_se_conhece_sempre_cabe_e_o_novo_nao_passa_do_teto() {
        let mut limites = Limites::default();
        for n in 0..RETIDAS {
            limites.topico(&format!("t/{n}"), true).expect("cabe");
        }
        limites.topico("t/0", true).expect("já é conhecido");
        limites.topico("outro", false).expect("não fica retido");
        let dito = limites.topico("novo", true).expect_err("já são mil");
        assert!(
            dito.to_string().contains("1000 mensagens retidas"),
            "{dito}"
        );
    }

    #[test]
    fn quem_nao_traz_nome_tambem_se_conta() {
        let mut limites = Limites::default();
        for _ in 0..CLIENTES {
            limites.cliente("", false).expect("cabe");
        }
        assert!(limites.cliente("", false).is_err());
        assert!(limites.cliente("ana", false).is_err());
    }
}
