//! O TLS que não acaba de se apertar a mão.

use std::io::Write;

use crate::comum::certificado::certificado;
use crate::comum::{Cru, Servidor};
use websocket::limites::Limites;
use websocket::ola::Modo;
use websocket::tls;

#[test]
fn o_aperto_do_tls_que_para_no_meio_acaba_no_prazo() {
    let pasta = certificado("127.0.0.1");
    let caminho = |nome| Some(pasta.path().join(nome));
    let (certificado, chave) = (caminho("cert.pem"), caminho("chave.pem"));
    let tls = tls::Opcoes { certificado, chave }.aceitador().unwrap();
    let limites = Limites {
        sessoes: 1,
        entrada: std::time::Duration::from_millis(100),
        ..Limites::default()
    };
    for servidor in [
        Servidor::ola_com(Modo::Saudacao, limites, tls.clone()),
        Servidor::salas_com(limites, tls),
    ] {
        // Um ClientHello que anuncia 512 bytes e não os manda, e quem nada manda.
        for comeco in [&[0x16, 3, 1, 2, 0][..], &[]] {
            let mut parado = Cru::conectar(servidor.endereco);
            parado.0.write_all(comeco).unwrap();
            // A leitura do teste tem prazo, e muito maior: quem corta é o servidor.
            assert_eq!(parado.cabecalho(), "", "devia só cortar");
        }
    }
}
