//! O TLS por opção, nos dois servidores: as mesmas conversas, e só para quem
//! confere o certificado.

use apoio::teste::{Programa, rodar};
use tempfile::TempDir;

use crate::comum::certificado::certificado;
use crate::sessao::{OLA, OLA_CLIENTE, SALAS, SALAS_CLIENTE};

fn arquivo(pasta: &TempDir, nome: &str) -> String {
    pasta.path().join(nome).display().to_string()
}

fn servidor(programa: &str, pasta: &TempDir) -> (Programa, String) {
    let [cert, chave, historia] =
        ["cert.pem", "chave.pem", "historia"].map(|nome| arquivo(pasta, nome));
    let mut argumentos = vec!["--endereco", "127.0.0.1:0"];
    argumentos.extend(["--certificado", &cert, "--chave", &chave]);
    if programa == SALAS {
        argumentos.extend(["--historia", &historia]);
    }
    let programa = Programa::iniciar(programa, &argumentos);
    let endereco = programa.esperar_pronto().to_string();
    (programa, endereco)
}

fn cliente(endereco: &str, ca: Option<&str>) -> Programa {
    let mut argumentos = vec!["--endereco", endereco, "--nome", "ana", "--recuo", "1ms"];
    argumentos.extend(ca.into_iter().flat_map(|ca| ["--ca", ca]));
    Programa::iniciar(SALAS_CLIENTE, &argumentos)
}

fn saudar(endereco: &str, ca: &str) -> (Option<i32>, String, String) {
    let quem = ["--endereco", endereco, "--nome", "Ana"];
    rodar(OLA_CLIENTE, &[&quem[..], &["--ca", ca]].concat())
}

#[test]
fn quem_confia_no_certificado_conversa() {
    let pasta = certificado("127.0.0.1");
    let ca = arquivo(&pasta, "cert.pem");
    let (_salas, endereco) = servidor(SALAS, &pasta);
    let mut ana = cliente(&endereco, Some(&ca));
    assert_eq!(ana.linha(), "* na sala: ana");
    ana.digitar("em segredo");
    assert_eq!(ana.linha(), "   1 ana: em segredo");
    assert_eq!(ana.esperar_fim().status.code(), Some(0));

    let (_ola, endereco) = servidor(OLA, &pasta);
    let fim = saudar(&endereco, &ca);
    assert_eq!(fim, (Some(0), "Olá, Ana!\n".into(), String::new()));
}

#[test]
fn certificado_desconhecido_ou_de_outro_nome_e_recusado_sem_insistir() {
    let pasta = certificado("127.0.0.1");
    let outra = certificado("127.0.0.1");
    let alheia = certificado("outro.example");
    let [da_outra, da_alheia] = [&outra, &alheia].map(|p| arquivo(p, "cert.pem"));
    for (pasta, ca, motivo) in [
        (&pasta, &da_outra, "TLS: ninguém em quem você confia"),
        (&alheia, &da_alheia, "TLS: o certificado é de outro nome"),
    ] {
        let (_salas, endereco) = servidor(SALAS, pasta);
        let fim = cliente(&endereco, Some(ca)).esperar_fim();
        assert_eq!(fim.status.code(), Some(1), "{}", fim.saida);
        assert!(fim.erro.contains(motivo), "{}", fim.erro);
        assert_eq!(fim.saida, "", "não devia insistir");

        let (_ola, endereco) = servidor(OLA, pasta);
        let (codigo, _, erro) = saudar(&endereco, ca);
        assert_eq!(codigo, Some(1));
        assert!(erro.contains(motivo), "{erro}");
    }
}

#[test]
fn quem_fala_sem_tls_com_quem_o_exige_nao_entra_nem_insiste() {
    let pasta = certificado("127.0.0.1");
    let (_salas, endereco) = servidor(SALAS, &pasta);
    let fim = cliente(&endereco, None).esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.saida);
    assert_eq!(fim.saida, "", "não devia insistir");

    let (_ola, endereco) = servidor(OLA, &pasta);
    let quem = ["--endereco", &endereco, "--nome", "Ana"];
    let (codigo, saida, erro) = rodar(OLA_CLIENTE, &quem);
    assert_eq!((codigo, saida.as_str()), (Some(1), ""), "{erro}");
    assert!(erro.starts_with("erro: o aperto de mão falhou"), "{erro}");
}

#[test]
fn quem_pede_tls_a_quem_nao_o_fala_ouve_isso() {
    let pasta = certificado("127.0.0.1");
    let ola = Programa::iniciar(OLA, &["--endereco", "127.0.0.1:0"]);
    let endereco = ola.esperar_pronto().to_string();
    let (codigo, _, erro) = saudar(&endereco, &arquivo(&pasta, "cert.pem"));
    assert_eq!(codigo, Some(1));
    assert!(erro.contains("o servidor não fala TLS"), "{erro}");
}

#[cfg(unix)]
#[test]
fn o_arquivo_que_nao_acaba_e_recusado() {
    let pasta = certificado("127.0.0.1");
    let cert = arquivo(&pasta, "cert.pem");
    let sem_fim = "/dev/zero";
    for (programa, argumentos) in [
        (OLA_CLIENTE, ["--nome", "ana", "--ca", sem_fim]),
        (OLA, ["--certificado", sem_fim, "--chave", sem_fim]),
        (OLA, ["--certificado", &cert, "--chave", sem_fim]),
    ] {
        let (codigo, _, erro) = rodar(programa, &argumentos);
        let esperado =
            "erro: /dev/zero passa de 1 MiB: não é um certificado nem uma chave\n";
        assert_eq!((codigo, erro.as_str()), (Some(1), esperado));
    }
}
