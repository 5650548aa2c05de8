//! As linhas da entrada padrão, para quem não pode parar à espera delas.

use std::io;

use anyhow::Result;
use apoio::entrada::ler_linha;
use tokio::sync::mpsc;

/// Nenhuma frase de gente chega perto; sem teto, `/dev/zero` encheria a memória.
const MAIOR_LINHA: usize = 64 * 1024;

/// Uma thread lê o teclado; quem recebe pode, enquanto isso, ouvir a rede.
pub fn linhas() -> mpsc::Receiver<Result<String>> {
    // Um lugar só: uma entrada que corre espera por quem a consome.
    let (envio, recebidas) = mpsc::channel(1);
    std::thread::spawn(move || {
        let mut entrada = io::stdin().lock();
        for numero in 1.. {
            let lida = ler_linha(&mut entrada, numero, MAIOR_LINHA).transpose();
            let Some(linha) = lida else { break };
            let acabou = linha.is_err();
            let linha = linha.map_err(anyhow::Error::new);
            if envio.blocking_send(linha).is_err() || acabou {
                break;
            }
        }
    });
    recebidas
}
