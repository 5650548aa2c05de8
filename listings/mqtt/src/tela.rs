//! Como o painel se mostra: uma tabela que se redesenha no terminal, ou uma linha
//! por novidade quando a saída não é um terminal (`painel > diario.txt`).

use std::io::{self, IsTerminal};

use anyhow::bail;
use apoio::programa::{escrever_linha, escrever_linhas, registrar};
use apoio::texto::escapar;
use rumqttc::{AsyncClient, QoS};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::conexao::{DESPEDIDA, Fato, Laco, Opcoes, conectar};
use crate::leitura::graus;
use crate::painel::{Comodo, Novidade, Painel};
use crate::queda::SemBroker;

/// Assina e mostra, até tantas mensagens ou até pedirem o fim.
///
/// # Errors
/// Sem broker, ou se não dá para escrever.
pub async fn acompanhar(
    opcoes: Opcoes,
    filtro: &str,
    qos: QoS,
    mensagens: Option<u64>,
    fim: CancellationToken,
) -> anyhow::Result<()> {
    let (cliente, mut laco) = conectar(opcoes);
    let mut painel = Painel::default();
    let no_terminal = io::stdout().is_terminal();
    let mut vistas = 0;
    while mensagens.is_none_or(|total| vistas < total) {
        let fato: Result<_, SemBroker> = tokio::select! {
            fato = laco.proximo() => fato,
            () = fim.cancelled() => break,
        };
        match fato? {
            // Uma sessão nova não tem assinaturas: pedem-se a cada volta.
            Fato::Ligado { .. } => cliente.try_subscribe(filtro, qos)?,
            Fato::Assinado => registrar(format_args!("assinei {filtro}")),
            Fato::AssinaturaRecusada => {
                despedir(&cliente, &mut laco).await;
                bail!("o broker recusou a assinatura de {filtro}");
            }
            Fato::Caiu { motivo, espera } => {
                registrar(format_args!("sem broker: {motivo}; tento em {espera:.0?}"));
            }
            Fato::Chegou(publicacao) => {
                vistas += 1;
                let novidade = painel.receber(&publicacao.topic, &publicacao.payload);
                if !mostrar(&painel, &novidade, no_terminal)? {
                    break;
                }
            }
            _ => {}
        }
    }
    despedir(&cliente, &mut laco).await;
    Ok(())
}

/// Despede-se, se o broker ainda ouve; uma despedida que falha não muda nada.
async fn despedir(cliente: &AsyncClient, laco: &mut Laco) {
    let despedida = async {
        let fim = |fato: &_| matches!(fato, Fato::Despedido | Fato::Caiu { .. });
        while laco.proximo().await.is_ok_and(|fato| !fim(&fato)) {}
    };
    if cliente.try_disconnect().is_ok() {
        let _ = timeout(DESPEDIDA, despedida).await;
    }
}

fn mostrar(painel: &Painel, novidade: &Novidade, no_terminal: bool) -> io::Result<bool> {
    if no_terminal {
        // Limpa a tela e volta ao canto: só um terminal entende estes códigos.
        let inicio = "\x1b[2J\x1b[H".to_owned() + &CABECALHO;
        escrever_linhas(std::iter::once(inicio).chain(tabela(painel)))
    } else {
        escrever_linha(novidade)
    }
}

static CABECALHO: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
    linha(
        "cômodo",
        "estado",
        "agora",
        ["recebidas", "repetidas", "faltam"].map(String::from),
    )
});

/// Uma linha por cômodo, em ordem de nome.
pub fn tabela(painel: &Painel) -> impl Iterator<Item = String> + '_ {
    painel
        .comodos
        .iter()
        .map(|(nome, comodo)| da_tabela(nome, comodo))
}

fn da_tabela(nome: &str, comodo: &Comodo) -> String {
    let ultima = comodo.ultima.as_ref().map(|leitura| graus(leitura.decimos));
    let estado = comodo.estado.as_deref().unwrap_or("?");
    let contas = [comodo.recebidas, comodo.repetidas, comodo.faltam];
    linha(
        &escapar(nome),
        &escapar(estado),
        ultima.as_deref().unwrap_or("?"),
        contas.map(|n| n.to_string()),
    )
}

fn linha(nome: &str, estado: &str, agora: &str, contas: [String; 3]) -> String {
    let [recebidas, repetidas, faltam] = contas;
    format!("{nome:12} {estado:8} {agora:>9} {recebidas:>9} {repetidas:>9} {faltam:>7}")
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn a_tabela_nao_deixa_passar_codigos_de_terminal_vindos_da_rede() {
        let mut painel = Painel::default();
        painel.receber("casa/\x1b[2J/estado", b"no ar");
        painel.receber(
            "casa/sala/temperatura",
            br#"{"vida":1,"numero":3,"decimos":214}"#,
        );
        let linhas: Vec<_> = tabela(&painel).collect();
        assert_eq!(
            linhas,
            [
                "\\u{1b}[2J    no ar            ?         0         0       0",
                "sala         ?          21,4 °C         1         0       0",
            ]
        );
    }
}
