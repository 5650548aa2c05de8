//! O que se lê do corpo de um pacote que vem de um cliente.
//!
//! Os textos vêm com o tamanho na frente, em dois bytes. Tudo aqui devolve `None`
//! diante de um corpo que não é o que o tipo promete.

use crate::pacote::Pacote;

/// O corpo, lido do começo ao fim.
struct Corpo<'a>(&'a [u8]);

impl<'a> Corpo<'a> {
    fn byte(&mut self) -> Option<u8> {
        self.0.split_off_first().copied()
    }

    fn numero(&mut self) -> Option<u16> {
        Some(u16::from_be_bytes([self.byte()?, self.byte()?]))
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let tamanho = usize::from(self.numero()?);
        self.0.split_off(..tamanho)
    }

    fn texto(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

/// O que um CONNECT diz de quem chega.
#[derive(Debug, PartialEq, Eq)]
pub struct Apresentacao<'a> {
    pub id: &'a str,
    /// Sem sessão: o broker esquece o cliente quando ele sai.
    pub limpa: bool,
    /// O tópico do testamento, e se ele fica retido.
    pub testamento: Option<(&'a str, bool)>,
}

pub fn apresentacao(pacote: &Pacote) -> Option<Apresentacao<'_>> {
    let mut corpo = Corpo(pacote.corpo());
    let protocolo = (corpo.texto()?, corpo.byte()?);
    if pacote.tipo() != "CONNECT" || protocolo != ("MQTT", 4) {
        return None;
    }
    let sinais = corpo.byte()?;
    let _periodo = corpo.numero()?;
    let id = corpo.texto()?;
    let tem_testamento = sinais & 4 != 0;
    let testamento = tem_testamento.then(|| Some((corpo.texto()?, sinais & 32 != 0)));
    Some(Apresentacao {
        id,
        limpa: sinais & 2 != 0,
        // Há testamento nos sinais, e não no corpo: não é um CONNECT.
        testamento: match testamento {
            Some(None) => return None,
            outro => outro.flatten(),
        },
    })
}

/// A versão de um CONNECT do MQTT que não é a nossa. A 3.1 se chamava MQIsdp.
pub fn outra_versao(pacote: &Pacote) -> Option<u8> {
    let mut corpo = Corpo(pacote.corpo());
    let protocolo = (corpo.texto()?, corpo.byte()?);
    match protocolo {
        ("MQTT", 4) => None,
        ("MQTT" | "MQIsdp", versao) if pacote.tipo() == "CONNECT" => Some(versao),
        _ => None,
    }
}

/// O tópico de um PUBLISH.
pub fn topico(pacote: &Pacote) -> Option<&str> {
    Corpo(pacote.corpo()).texto()
}

/// O número de um SUBSCRIBE e os filtros que ele pede.
pub fn assinatura(pacote: &Pacote) -> Option<(u16, Vec<&str>)> {
    let mut corpo = Corpo(pacote.corpo());
    let numero = corpo.numero()?;
    let mut filtros = Vec::new();
    while !corpo.0.is_empty() {
        filtros.push(corpo.texto()?);
        let _qos = corpo.byte()?;
    }
    Some((numero, filtros))
}

#[cfg(test)]
mod testes {
    use super::*;

    async fn pacote(mut bytes: &[u8]) -> Pacote {
        let lido = Pacote::ler(&mut bytes).await.expect("é um pacote");
        lido.expect("há um")
    }

    const CONNECT: [u8; 20] = [
        0x10, 18, 0, 4, b'M', b'Q', b'T', b'T', 4, 0x26, 0, 9, 0, 1, b'a', 0, 1, b't', 0,
        0,
    ];

    #[tokio::test]
    async fn o_connect_diz_o_nome_a_sessao_e_o_testamento() {
        let pacote = pacote(&CONNECT).await;
        let esperada = Apresentacao {
            id: "a",
            limpa: true,
            testamento: Some(("t", true)),
        };
        assert_eq!(apresentacao(&pacote), Some(esperada));
    }

    #[tokio::test]
    async fn o_corpo_cortado_em_qualquer_ponto_nao_e_um_connect() {
        // Até o tópico do testamento, que é o último campo que se lê.
        for corte in 2..18 {
            let mut bytes = CONNECT[..corte].to_vec();
            bytes[1] = u8::try_from(corte - 2).expect("cabe");
            let pacote = pacote(&bytes).await;
            assert_eq!(apresentacao(&pacote), None, "cortado em {corte}");
        }
    }

    #[tokio::test]
    async fn uma_assinatura_tem_varios_filtros() {
        let bytes = [0x82, 10, 0, 7, 0, 1, b'#', 1, 0, 1, b'+', 0];
        let pacote = pacote(&bytes).await;
        assert_eq!(assinatura(&pacote), Some((7, vec!["#", "+"])));
        let cortada = Pacote::ler(&mut &[0x82, 4, 0, 7, 0, 9][..]).await;
        assert_eq!(assinatura(&cortada.expect("é").expect("há")), None);
    }
}
