//! O que é preciso saber de um programa para o usar neste teste.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Especie {
    /// Termina sozinho, com este status.
    Termina(i32),
    /// Escuta em TCP até que lhe peçam o fim.
    Servidor,
    /// O mesmo, em UDP.
    ServidorUdp,
}

/// Por que um programa escapa de parte das provas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excecao {
    Nenhuma,
    /// Não lê argumentos: é para ser lido inteiro, e roda sempre igual.
    SemOpcoes,
    /// Traz o broker dentro, se não lhe dizem onde há outro.
    BrokerDentro,
    /// Mostra um pânico de propósito, que é o assunto dele.
    PanicoDeProposito,
    /// O lançador da ferramenta, ou o que só ela chama: ninguém os usa à mão, e quem
    /// os prova são os testes dela.
    DaFerramenta,
}

/// Como se usa um programa neste teste.
#[derive(Debug)]
pub struct Caso {
    pub argumentos: &'static [&'static str],
    pub especie: Especie,
    pub excecao: Excecao,
}

impl Caso {
    /// Os argumentos, sem a opção que se vai dar de outro jeito.
    pub fn sem(&self, opcao: &str) -> Vec<&'static str> {
        let mut argumentos = Vec::new();
        let mut dados = self.argumentos.iter();
        while let Some(arg) = dados.next() {
            if *arg == opcao {
                dados.next();
            } else {
                argumentos.push(*arg);
            }
        }
        argumentos
    }
}
