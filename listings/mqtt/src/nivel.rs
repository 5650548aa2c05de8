//! O nível de garantia, como se digita: 0, 1 ou 2.

use clap::ValueEnum;
use rumqttc::QoS;

/// A qualidade de serviço (QoS) de uma publicação ou de uma assinatura.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Nivel {
    /// No máximo uma vez
    #[value(name = "0")]
    NoMaximo,
    /// Ao menos uma vez
    #[value(name = "1")]
    AoMenos,
    /// Uma vez, entre o cliente e o broker
    #[value(name = "2")]
    UmaVez,
}

impl From<Nivel> for QoS {
    fn from(nivel: Nivel) -> Self {
        match nivel {
            Nivel::NoMaximo => Self::AtMostOnce,
            Nivel::AoMenos => Self::AtLeastOnce,
            Nivel::UmaVez => Self::ExactlyOnce,
        }
    }
}
