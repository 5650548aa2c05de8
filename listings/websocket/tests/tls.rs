//! O TLS por opção: a mesma sala, e só para quem confere o certificado.

use apoio::teste::Programa;
use tempfile::TempDir;

/// Um certificado para 127.0.0.1, com a chave, em dois arquivos.
fn certificado(nome: &str) -> TempDir {
    let pasta = tempfile::tempdir().unwrap();
    let par = rcgen::generate_simple_self_signed([nome.to_owned()]).unwrap();
    std::fs::write(pasta.path().join("cert.pem"), par.cert.pem()).unwrap();
    let chave = par.signing_key.serialize_pem();
    std::fs::write(pasta.path().join("chave.pem"), chave).unwrap();
    pasta
}

fn arquivo(pasta: &TempDir, nome: &str) -> String {
    pasta.path().join(nome).display().to_string()
}

fn servidor(pasta: &TempDir) -> Programa {
    let [cert, chave, historia] =
        ["cert.pem", "chave.pem", "historia"].map(|nome| arquivo(pasta, nome));
    let argumentos = [
        "--endereco",
        "127.0.0.1:0",
        "--historia",
        &historia,
        "--certificado",
        &cert,
        "--chave",
        &chave,
    ];
    Programa::iniciar(env!("CARGO_BIN_EXE_salas-servidor"), &argumentos)
}

fn cliente(endereco: &str, ca: Option<&str>) -> Programa {
    let mut argumentos = vec!["--endereco", endereco, "--nome", "ana", "--recuo", "1ms"];
    argumentos.extend(ca.into_iter().flat_map(|ca| ["--ca", ca]));
    Programa::iniciar(env!("CARGO_BIN_EXE_salas-cliente"), &argumentos)
}

#[test]
fn quem_confia_no_certificado_conversa() {
    let pasta = certificado("127.0.0.1");
    let servidor = servidor(&pasta);
    let endereco = servidor.esperar_pronto().to_string();
    let mut ana = cliente(&endereco, Some(&arquivo(&pasta, "cert.pem")));
    assert_eq!(ana.linha(), "* na sala: ana");
    ana.digitar("em segredo");
    assert_eq!(ana.linha(), "   1 ana: em segredo");
    assert_eq!(ana.esperar_fim().status.code(), Some(0));
}

#[test]
fn certificado_desconhecido_ou_de_outro_nome_e_recusado_sem_insistir() {
    let pasta = certificado("127.0.0.1");
    let programa = servidor(&pasta);
    let endereco = programa.esperar_pronto().to_string();
    let outra = certificado("127.0.0.1");
    let fim = cliente(&endereco, Some(&arquivo(&outra, "cert.pem"))).esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.saida);
    assert!(fim.erro.contains("TLS"), "{}", fim.erro);

    let alheia = certificado("outro.example");
    let programa = servidor(&alheia);
    let endereco = programa.esperar_pronto().to_string();
    let fim = cliente(&endereco, Some(&arquivo(&alheia, "cert.pem"))).esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.saida);
}

#[test]
fn quem_fala_sem_tls_com_quem_o_exige_nao_entra() {
    let pasta = certificado("127.0.0.1");
    let programa = servidor(&pasta);
    let endereco = programa.esperar_pronto().to_string();
    let fim = cliente(&endereco, None).esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.saida);
    assert!(!fim.saida.contains("na sala"), "{}", fim.saida);
}
