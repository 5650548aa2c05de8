//! Conta primos com um mestre e vários processos trabalhadores.

use std::process::ExitCode;

use apoio::programa::{
    ao_pedir_fim, escrever_linha, executar, ler_argumentos, registrar,
};
use processos::aviso::Aviso;
use processos::evento::Evento;
use processos::mestre::Mestre;
use processos::reinicio::{Politica, Reinicios};
use processos::supervisor::{Estrategia, Reinicia, Supervisor};
use processos::{fabrica, opcoes::Primos, primos};

fn main() -> ExitCode {
    let opcoes: Primos = ler_argumentos();
    if let Some(motivo) = opcoes.recusa() {
        registrar(format_args!("erro: {motivo}"));
        return ExitCode::from(2);
    }
    executar(|| match opcoes.trabalhador {
        true => Ok(fabrica::ser_trabalhador(opcoes.morre, opcoes.tagarela)?),
        false => mandar(&opcoes),
    })
}

fn mandar(opcoes: &Primos) -> anyhow::Result<()> {
    let reinicios = Reinicios::novos(Politica::default(), opcoes.semente);
    let supervisor = Supervisor::novo(
        opcoes.trabalhadores,
        Estrategia::UmPorUm,
        Reinicia::Sempre,
        reinicios,
    );
    let mut fabrica = fabrica::deste_programa(opcoes.morre)?;
    let mut avisar = |aviso| relatar(aviso, opcoes.diario);
    let mestre = Mestre::novo(
        primos::faixas(opcoes.ate, opcoes.faixa),
        (opcoes.trabalhadores, opcoes.canal.into()),
        supervisor,
        &mut fabrica,
        &mut avisar,
    );
    let pedidos = mestre.equipe().remetente();
    ao_pedir_fim(move || {
        let _ = pedidos.send(Evento::PedirFim);
    })?;
    escrever_linha(mestre.executar()?.relato(opcoes.ate))?;
    Ok(())
}

/// Sem `--diario`, só o que deu errado.
fn relatar(aviso: Aviso, diario: bool) {
    if diario || aviso.e_problema() {
        registrar(aviso);
    }
}
