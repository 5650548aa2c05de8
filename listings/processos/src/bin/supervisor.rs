//! Vigia programas quaisquer e os põe de pé quando caem.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::bail;
use apoio::programa::{ao_pedir_fim, executar, ler_argumentos, registrar};
use apoio::texto::quantos;
use processos::equipe::Equipe;
use processos::evento::Evento;
use processos::opcoes::Vigilancia;
use processos::vigilia::{Aviso, Desfecho, Vigilia};

fn main() -> ExitCode {
    let opcoes: Vigilancia = ler_argumentos();
    executar(|| vigiar(&opcoes))
}

fn vigiar(opcoes: &Vigilancia) -> anyhow::Result<()> {
    let comandos = opcoes.comandos();
    let equipe = Equipe::nova(comandos.len());
    let pedidos = equipe.remetente();
    ao_pedir_fim(move || {
        let _ = pedidos.send(Evento::PedirFim);
    })?;
    let vigilia = Vigilia {
        supervisor: opcoes.supervisor(),
        equipe,
        comandos,
        despedida: Duration::from_secs(5),
        avisar: &mut |aviso| {
            if opcoes.diario || !matches!(aviso, Aviso::Comecou(..)) {
                registrar(aviso);
            }
        },
    };
    match vigilia.executar()? {
        Desfecho::Desisti => bail!(
            "desisti: o limite é de {} em {:?}",
            quantos(opcoes.maximo, "reinício", "reinícios"),
            opcoes.janela
        ),
        Desfecho::TodosAcabaram | Desfecho::Pediram => Ok(()),
    }
}
