//! O exame de cada pacote, antes que chegue ao rumqttd.
//!
//! O rumqttd 0.20 entra em pânico, e leva o broker junto, diante de um nome de
//! cliente com `/`, `+`, `#` ou `$` que volta, de um tópico que começa por letra
//! acentuada e de uma assinatura compartilhada numa sessão que sai com mensagens na
//! mão. Nada disso passa daqui.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::campos::{apresentacao, assinatura, outra_versao, topico};
use crate::filtro::defeito;
use crate::limites::{Cheio, Limites, MAIOR_NOME};
use crate::pacote::Pacote;

/// Publicações de QoS 2 sem PUBREL: cada uma fica inteira na memória.
const QOS_2_PELA_METADE: u32 = 20;

/// O que fazer com um pacote.
#[derive(Debug, PartialEq, Eq)]
pub enum Decisao {
    Passa,
    /// Não passa; o cliente recebe isto, e a conversa segue.
    Responde(Vec<u8>, String),
    /// Não passa, e a conversa acaba: no MQTT 3.1.1 não há outro modo de recusar uma
    /// publicação (seção 3.3.5).
    Encerra(String),
}

/// Por que um CONNECT não passa: o código do CONNACK (seção 3.2.2.3) e o motivo.
#[derive(Debug, PartialEq, Eq)]
pub struct Recusa {
    pub codigo: u8,
    pub motivo: String,
}

const VERSAO_RECUSADA: u8 = 1;
const NOME_RECUSADO: u8 = 2;
pub(crate) const INDISPONIVEL: u8 = 3;

/// O exame de uma conexão.
pub struct Exame {
    limites: Arc<Mutex<Limites>>,
    com_sessao: bool,
    pela_metade: u32,
}

impl Exame {
    /// Examina quem chega.
    ///
    /// # Errors
    /// `None`, se o pacote não é um CONNECT do MQTT 3.1.1; senão, a recusa.
    pub fn da_chegada(
        limites: &Arc<Mutex<Limites>>,
        pacote: &Pacote,
    ) -> Result<Self, Option<Recusa>> {
        let recusa = |codigo, motivo: String| Some(Recusa { codigo, motivo });
        if let Some(versao) = outra_versao(pacote) {
            let motivo = format!("fala a versão {versao} do MQTT, e eu só a 4, a 3.1.1");
            return Err(recusa(VERSAO_RECUSADA, motivo));
        }
        let chega = apresentacao(pacote).ok_or(None)?;
        if chega.id.len() > MAIOR_NOME || chega.id.contains(['/', '+', '#', '$', '\0']) {
            let motivo = format!("{:?} não me serve de nome de cliente", curto(chega.id));
            return Err(recusa(NOME_RECUSADO, motivo));
        }
        let cheio = |cheio: Cheio| recusa(INDISPONIVEL, cheio.to_string());
        let com_sessao = !chega.limpa;
        let mut contas = trancar(limites);
        if let Some((topico, retido)) = chega.testamento {
            if let Some(motivo) = defeito_do_topico(topico) {
                return Err(recusa(INDISPONIVEL, format!("no testamento, {motivo}")));
            }
            contas.topico(topico, retido).map_err(cheio)?;
        }
        contas.cliente(chega.id, com_sessao).map_err(cheio)?;
        drop(contas);
        Ok(Self {
            limites: Arc::clone(limites),
            com_sessao,
            pela_metade: 0,
        })
    }

    /// Examina o que o cliente manda depois de aceito.
    pub fn do_pacote(&mut self, pacote: &Pacote) -> Decisao {
        match pacote.tipo() {
            "PUBLISH" => self.da_publicacao(pacote),
            "PUBREL" => {
                self.pela_metade = self.pela_metade.saturating_sub(1);
                Decisao::Passa
            }
            "SUBSCRIBE" => self.da_assinatura(pacote),
            "CONNECT" => Decisao::Encerra("já se tinha apresentado".to_owned()),
            "PUBACK" | "PUBREC" | "PUBCOMP" | "UNSUBSCRIBE" | "PINGREQ"
            | "DISCONNECT" => Decisao::Passa,
            tipo => Decisao::Encerra(format!("{tipo} não é de cliente")),
        }
    }

    fn da_publicacao(&mut self, pacote: &Pacote) -> Decisao {
        let Some(topico) = topico(pacote) else {
            return Decisao::Encerra("a publicação não tem tópico".to_owned());
        };
        if let Some(motivo) = defeito_do_topico(topico) {
            return Decisao::Encerra(motivo);
        }
        self.pela_metade += u32::from(pacote.qos() == 2);
        if self.pela_metade > QOS_2_PELA_METADE {
            let motivo = "deixou publicações de QoS 2 demais pela metade";
            return Decisao::Encerra(motivo.to_owned());
        }
        match trancar(&self.limites).topico(topico, pacote.retido()) {
            Ok(()) => Decisao::Passa,
            Err(cheio) => Decisao::Encerra(cheio.to_string()),
        }
    }

    fn da_assinatura(&self, pacote: &Pacote) -> Decisao {
        let Some((numero, filtros)) = assinatura(pacote) else {
            return Decisao::Encerra("a assinatura não se entende".to_owned());
        };
        let recusado = filtros.iter().find_map(|filtro| {
            let motivo = self.recusa_do_filtro(filtro)?;
            Some(format!("não assino {:?}: {motivo}", curto(filtro)))
        });
        match recusado {
            None => Decisao::Passa,
            // Um filtro recusado recusa os que vieram com ele: a norma deixaria
            // aceitar os outros, e os clientes do curso mandam um por vez.
            Some(motivo) => Decisao::Responde(suback(numero, filtros.len()), motivo),
        }
    }

    fn recusa_do_filtro(&self, filtro: &str) -> Option<String> {
        if let Some(motivo) = defeito(filtro) {
            return Some(motivo.to_owned());
        }
        if filtro.len() > MAIOR_NOME {
            return Some(format!("passa de {MAIOR_NOME} bytes"));
        }
        let compartilhada = filtro.strip_prefix("$share/");
        let grupo = compartilhada.and_then(|resto| resto.split_once('/'));
        let motivo = match grupo {
            Some((_, "")) => Some("falta o filtro depois do grupo"),
            Some(_) if self.com_sessao => Some("compartilhada não serve com sessão"),
            Some(_) => None,
            None if filtro.starts_with('$') => Some("o que começa por $ é do broker"),
            None => None,
        };
        let cheio = || trancar(&self.limites).filtro(filtro).err();
        motivo
            .map(str::to_owned)
            .or_else(|| cheio().map(|cheio| cheio.to_string()))
    }
}

fn defeito_do_topico(topico: &str) -> Option<String> {
    let motivo = match topico.chars().next() {
        None => "está vazio".to_owned(),
        Some(primeira) if !primeira.is_ascii() => {
            "começa por uma letra acentuada, que o rumqttd não aguenta".to_owned()
        }
        Some(_) if topico.len() > MAIOR_NOME => format!("passa de {MAIOR_NOME} bytes"),
        Some(_) if topico.contains(['+', '#', '\0']) => "tem curinga ou nulo".to_owned(),
        Some(_) => return None,
    };
    Some(format!("o tópico {:?} {motivo}", curto(topico)))
}

/// O começo de um nome: no diário ele não precisa dos 64 KiB que pode ter.
fn curto(nome: &str) -> &str {
    let fim = nome
        .char_indices()
        .nth(60)
        .map_or(nome.len(), |(fim, _)| fim);
    &nome[..fim]
}

/// A resposta que recusa todos os filtros de uma assinatura: 0x80 em cada um.
fn suback(numero: u16, filtros: usize) -> Vec<u8> {
    let mut resto = numero.to_be_bytes().to_vec();
    resto.resize(2 + filtros, 0x80);
    let mut bytes = vec![0x90];
    let mut tamanho = resto.len();
    while tamanho >= 0x80 {
        bytes.push(u8::try_from(tamanho & 0x7F).unwrap_or_default() | 0x80);
        tamanho >>= 7;
    }
    bytes.push(u8::try_from(tamanho).unwrap_or_default());
    [bytes, resto].concat()
}

fn trancar(limites: &Mutex<Limites>) -> MutexGuard<'_, Limites> {
    limites.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod testes {
    use super::*;

    #[tokio::test]
    async fn a_recusa_de_muitos_filtros_e_um_suback_que_se_le() {
        let bytes = suback(7, 300);
        let lido = Pacote::ler(&mut bytes.as_slice()).await.expect("é um");
        let lido = lido.expect("há um");
        assert_eq!((lido.tipo(), lido.corpo().len()), ("SUBACK", 302));
        assert_eq!(lido.corpo()[..3], [0, 7, 0x80]);
    }

    #[test]
    fn o_topico_que_derrubaria_o_rumqttd_e_o_que_tem_curinga_nao_passam() {
        assert_eq!(defeito_do_topico("casa/água"), None);
        for errado in ["", "água/casa", "casa/#", "a\0", &"x".repeat(257)] {
            assert!(defeito_do_topico(errado).is_some(), "{errado}");
        }
    }
}
