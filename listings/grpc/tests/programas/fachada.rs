//! A credencial de uma fachada, do arquivo dela ao servidor de trás.

use crate::comum::{CLIENTE, Pasta, no_ar, rodar};

const SEGREDO: &str = "uma-credencial-longa";

#[test]
fn com_tls_atras_a_credencial_da_fachada_vai_cifrada() {
    let pasta = Pasta::nova();
    let (certificado, chave) = pasta.com_certificado("atras");
    let segredo = pasta.com("segredo.txt", SEGREDO);
    let credencial = ["--credencial", &segredo];
    let tls = ["--certificado", &certificado, "--chave-privada", &chave];
    let (_atras, endereco) = no_ar(&[&credencial[..], &tls].concat());
    let atras = ["--atras", &endereco, "--autoridade", &certificado];
    let nome = ["--nome", "localhost"];
    let (fachada, frente) = no_ar(&[&credencial[..], &atras, &nome].concat());
    let gravar = ["--chamada", "gravar", "--chave", "a", "--endereco", &frente];
    let fim = rodar(CLIENTE, &[&gravar[..], &credencial].concat());
    assert_eq!(fim.saida, "a = 1 (revisão 1)\n", "{}", fim.erro);
    // O cliente não usou TLS com a fachada, e foi avisado; ela, que usou, não.
    assert!(
        fim.erro.contains("a credencial vai às claras"),
        "{}",
        fim.erro
    );
    fachada_calada(fachada);
}

fn fachada_calada(fachada: apoio::teste::Programa) {
    #[cfg(unix)]
    fachada.pedir_fim();
    #[cfg(unix)]
    assert!(!fachada.esperar_fim().erro.contains("às claras"));
    #[cfg(not(unix))]
    drop(fachada);
}

#[test]
fn sem_tls_atras_a_fachada_avisa_que_a_credencial_vai_as_claras() {
    let pasta = Pasta::nova();
    let segredo = pasta.com("segredo.txt", SEGREDO);
    let (fachada, _) = no_ar(&["--atras", "127.0.0.1:1", "--credencial", &segredo]);
    fachada.esperar_no_diario("a credencial vai às claras");
}
