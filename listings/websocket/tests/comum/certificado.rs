//! Um certificado de teste, com a chave, em dois arquivos.

use tempfile::TempDir;

/// `cert.pem` e `chave.pem`, para `nome`.
pub fn certificado(nome: &str) -> TempDir {
    let pasta = tempfile::tempdir().unwrap();
    let par = rcgen::generate_simple_self_signed([nome.to_owned()]).unwrap();
    std::fs::write(pasta.path().join("cert.pem"), par.cert.pem()).unwrap();
    let chave = par.signing_key.serialize_pem();
    std::fs::write(pasta.path().join("chave.pem"), chave).unwrap();
    pasta
}
