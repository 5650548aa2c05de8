//! Um pacote MQTT, como passa no fio: o tipo, os sinais, o tamanho, o resto.
//!
//! O primeiro byte traz o tipo (quatro bits) e os sinais; depois vem o tamanho
//! do resto, em um a quatro bytes de sete bits cada, o menos significativo
//! primeiro (MQTT 3.1.1, seção 2.2).

use std::fmt;
use std::io::{self, ErrorKind};

use tokio::io::{AsyncRead, AsyncReadExt};

/// O rumqttd aceita até 20 KiB; o resto é folga para o tópico. Quem diz um tamanho já
/// ocupa essa memória, antes de mandar o resto.
const MAIOR: usize = 24 * 1024;

const NOMES: [&str; 16] = [
    "?",
    "CONNECT",
    "CONNACK",
    "PUBLISH",
    "PUBACK",
    "PUBREC",
    "PUBREL",
    "PUBCOMP",
    "SUBSCRIBE",
    "SUBACK",
    "UNSUBSCRIBE",
    "UNSUBACK",
    "PINGREQ",
    "PINGRESP",
    "DISCONNECT",
    "?",
];

/// Um pacote inteiro, com os bytes que o formam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pacote {
    pub bytes: Vec<u8>,
    /// Onde acaba o cabeçalho fixo.
    corpo: usize,
}

impl Pacote {
    /// Lê um pacote; nenhum, se o fluxo acabou entre dois.
    ///
    /// # Errors
    /// O fluxo acabou no meio de um pacote, ou o tamanho não é um tamanho.
    pub async fn ler(fluxo: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Self>> {
        let mut bytes = vec![match fluxo.read_u8().await {
            Ok(byte) => byte,
            Err(erro) if erro.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            Err(erro) => return Err(erro),
        }];
        let mut tamanho = 0;
        for posicao in 0..4 {
            let byte = fluxo.read_u8().await?;
            bytes.push(byte);
            tamanho |= usize::from(byte & 0x7F) << (7 * posicao);
            // O bit mais alto diz que há mais um byte de tamanho.
            if byte & 0x80 == 0 {
                return Self::completar(fluxo, bytes, tamanho).await.map(Some);
            }
        }
        Err(ErrorKind::InvalidData.into())
    }

    async fn completar(
        fluxo: &mut (impl AsyncRead + Unpin),
        mut bytes: Vec<u8>,
        tamanho: usize,
    ) -> io::Result<Self> {
        if tamanho > MAIOR {
            return Err(ErrorKind::InvalidData.into());
        }
        let corpo = bytes.len();
        bytes.resize(corpo + tamanho, 0);
        fluxo.read_exact(&mut bytes[corpo..]).await?;
        Ok(Self { bytes, corpo })
    }

    pub fn tipo(&self) -> &'static str {
        NOMES[usize::from(self.bytes[0] >> 4)]
    }

    pub fn qos(&self) -> u8 {
        self.bytes[0] >> 1 & 3
    }

    /// Se um PUBLISH pede para ficar retido.
    pub fn retido(&self) -> bool {
        self.bytes[0] & 1 != 0
    }

    /// O que vem depois do cabeçalho fixo.
    pub fn corpo(&self) -> &[u8] {
        &self.bytes[self.corpo..]
    }

    /// O número do pacote: num PUBLISH vem depois do tópico; nos outros, primeiro.
    fn numero(&self) -> Option<u16> {
        let corpo = self.corpo();
        let dois =
            |de: usize| Some(u16::from_be_bytes([*corpo.get(de)?, *corpo.get(de + 1)?]));
        match self.tipo() {
            "PUBLISH" if self.qos() > 0 => dois(2 + usize::from(dois(0)?)),
            "PUBACK" | "PUBREC" | "PUBREL" | "PUBCOMP" => dois(0),
            _ => None,
        }
    }
}

impl fmt::Display for Pacote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tipo())?;
        if self.tipo() == "PUBLISH" {
            write!(f, " QoS {}", self.qos())?;
        }
        if let Some(numero) = self.numero() {
            write!(f, ", número {numero}")?;
        }
        if self.tipo() == "PUBLISH" && self.bytes[0] & 8 != 0 {
            f.write_str(", DUP")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    async fn lido(mut bytes: &[u8]) -> io::Result<Option<Pacote>> {
        Pacote::ler(&mut bytes).await
    }

    #[tokio::test]
    async fn uma_publicacao_repetida_diz_o_numero_e_que_repete() {
        let bytes = [0x3A, 7, 0, 1, b'a', 0, 9, b'o', b'i'];
        let pacote = lido(&bytes).await.expect("é um pacote").expect("há um");
        assert_eq!(pacote.to_string(), "PUBLISH QoS 1, número 9, DUP");
        assert_eq!(pacote.bytes, bytes);
    }

    #[tokio::test]
    async fn o_tamanho_usa_sete_bits_por_byte() {
        // 321 = 65 + 2 × 128: o exemplo da norma.
        let bytes = [&[0x30, 0xC1, 0x02, 0, 1, b'a'][..], &[0; 318]].concat();
        let pacote = lido(&bytes).await.expect("é um pacote").expect("há um");
        assert_eq!(pacote.bytes.len(), 3 + 321);
    }

    #[tokio::test]
    async fn truncado_em_qualquer_ponto_e_erro_e_o_vazio_e_o_fim() {
        let bytes = [0x40, 2, 0, 7];
        for corte in 1..4 {
            assert!(lido(&bytes[..corte]).await.is_err(), "cortado em {corte}");
        }
        assert_eq!(lido(&[]).await.expect("acabou"), None);
        assert!(lido(&[0x30, 0xFF, 0xFF, 0xFF, 0xFF, 1]).await.is_err());
        let demais = [&[0x30, 0x81, 0xC0, 1][..], &[0; MAIOR + 1]].concat();
        let erro = lido(&demais).await.expect_err("passa de 24 KiB");
        assert_eq!(erro.kind(), ErrorKind::InvalidData);
    }
}
