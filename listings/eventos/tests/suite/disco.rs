//! Um disco que enche, que não garante, que esquece: nada é confirmado em vão.

use std::io::{self, ErrorKind};

use eventos::log::escrita::{Disco, Escritor, FalhaDeEscrita};
use eventos::log::leitura::{Leitor, Lido};

/// Um disco de mentira: o que foi escrito e o que já não se perde.
#[derive(Default)]
struct DeMentira {
    escrito: Vec<u8>,
    seguro: Vec<u8>,
    cabem: Option<usize>,
    nao_corta: bool,
    nao_garante: bool,
}

impl Disco for DeMentira {
    fn escrever(&mut self, em: u64, bytes: &[u8]) -> io::Result<()> {
        let em = em as usize;
        // Um arquivo de verdade encheria o buraco de zeros.
        self.escrito.resize(self.escrito.len().max(em), 0);
        let cabem = self.cabem.map_or(usize::MAX, |c| c.saturating_sub(em));
        let cabidos = &bytes[..bytes.len().min(cabem)];
        let fim = self.escrito.len().max(em + cabidos.len());
        self.escrito.resize(fim, 0);
        self.escrito[em..em + cabidos.len()].copy_from_slice(cabidos);
        if cabidos.len() < bytes.len() {
            return Err(ErrorKind::StorageFull.into());
        }
        Ok(())
    }

    fn sincronizar(&mut self) -> io::Result<()> {
        if self.nao_garante {
            return Err(ErrorKind::Other.into());
        }
        self.seguro.clone_from(&self.escrito);
        Ok(())
    }

    fn cortar(&mut self, tamanho: u64) -> io::Result<()> {
        if self.nao_corta {
            return Err(ErrorKind::Other.into());
        }
        self.escrito.truncate(tamanho as usize);
        Ok(())
    }
}

const CARGAS: [&str; 3] = [
    "1 - aberta ana",
    "2 - depositado ana 500",
    "3 - sacado ana 1",
];

/// Quantos eventos se leem de um disco em que couberam `cabem` bytes.
#[track_caller]
fn lidos(bytes: &[u8], cabem: usize) -> u64 {
    let mut leitor = Leitor::novo(bytes, 0, 0, 0);
    loop {
        match leitor.proximo() {
            Ok(Lido::Evento(_)) => {}
            Ok(Lido::Fim | Lido::Cortado) => return leitor.numero,
            Err(erro) => panic!("couberam {cabem} bytes e sobrou lixo: {erro}"),
        }
    }
}

#[test]
fn disco_cheio_em_qualquer_byte_nao_confirma_e_nao_suja_o_seguinte() {
    let total = CARGAS.iter().map(|c| c.len() + 12).sum();
    for cabem in 0..=total {
        let disco = DeMentira {
            cabem: Some(cabem),
            ..DeMentira::default()
        };
        let mut escritor = Escritor::novo(disco, 0, 0);
        let mut confirmados = 0;
        for carga in CARGAS {
            match escritor.acrescentar(carga.as_bytes()) {
                Ok(()) => confirmados += 1,
                Err(erro) => {
                    let cheio = FalhaDeEscrita::Nada(ErrorKind::StorageFull);
                    assert_eq!(erro, cheio, "com {cabem} bytes");
                    break;
                }
            }
        }
        assert_eq!(
            lidos(&escritor.disco().escrito, cabem),
            confirmados,
            "com {cabem} bytes"
        );

        // Liberado o espaço, o próximo, mais curto, toma o lugar do que não coube.
        escritor.disco().cabem = None;
        if confirmados < 3 {
            let curta = format!("{} - aberta b", confirmados + 1);
            escritor.acrescentar(curta.as_bytes()).unwrap();
            let escrito = &escritor.disco().escrito;
            assert_eq!(lidos(escrito, cabem), confirmados + 1, "com {cabem} bytes");
        }
    }
}

#[test]
fn se_a_meia_entrada_nao_sai_o_escritor_para() {
    let disco = DeMentira {
        cabem: Some(5),
        nao_corta: true,
        ..DeMentira::default()
    };
    let mut escritor = Escritor::novo(disco, 0, 0);

    let primeira = escritor.acrescentar(CARGAS[0].as_bytes());
    escritor.disco().cabem = None;
    let segunda = escritor.acrescentar(CARGAS[0].as_bytes());

    assert_eq!(primeira, Err(FalhaDeEscrita::Nada(ErrorKind::StorageFull)));
    assert_eq!(segunda, Err(FalhaDeEscrita::Quebrado));
    assert_eq!(escritor.disco().escrito.len(), 5, "nada depois do pedaço");
}

#[test]
fn sem_garantia_do_disco_a_resposta_e_a_duvida_e_o_escritor_para() {
    let disco = DeMentira {
        nao_garante: true,
        ..DeMentira::default()
    };
    let mut escritor = Escritor::novo(disco, 0, 0);

    let primeira = escritor.acrescentar(CARGAS[0].as_bytes());
    escritor.disco().nao_garante = false;
    let segunda = escritor.acrescentar(CARGAS[0].as_bytes());

    assert_eq!(primeira, Err(FalhaDeEscrita::Incerta(ErrorKind::Other)));
    assert_eq!(segunda, Err(FalhaDeEscrita::Quebrado));
}

#[test]
fn o_confirmado_sobrevive_a_queda_de_energia() {
    let mut escritor = Escritor::novo(DeMentira::default(), 0, 0);
    for (carga, confirmados) in CARGAS.iter().zip(1..) {
        escritor.acrescentar(carga.as_bytes()).unwrap();
        // O disco esquece o que não foi sincronizado.
        assert_eq!(lidos(&escritor.disco().seguro, usize::MAX), confirmados);
    }
}
