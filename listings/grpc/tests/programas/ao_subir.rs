//! Quem lê "escutando em" conta com um servidor que serve: o que está errado no
//! pedido se diz antes, em português, e o programa sai com 1, ou com 2 se é engano de
//! quem digitou.

use crate::comum::{CLIENTE, Pasta, SERVIDOR, falha};

const LIVRE: [&str; 2] = ["--endereco", "127.0.0.1:0"];

#[track_caller]
fn nao_sobe(mais: &[&str], trecho: &str) {
    falha(SERVIDOR, &[&LIVRE, mais].concat(), 1, trecho);
}

#[track_caller]
fn e_engano(mais: &[&str], trecho: &str) {
    falha(SERVIDOR, &[&LIVRE, mais].concat(), 2, trecho);
}

#[test]
fn endereco_do_servidor_de_tras_se_confere_antes_de_anunciar() {
    e_engano(&["--atras", "banana"], "não é um endereço");
    e_engano(&["--atras", "a:1,b:2"], "não é um endereço");
}

#[test]
fn certificado_e_chave_se_conferem_antes_de_anunciar() {
    let pasta = Pasta::nova();
    let (certificado, chave) = pasta.com_certificado("um");
    let (_, de_outro) = pasta.com_certificado("outro");
    let lixo = pasta.com("lixo.pem", "isto não é PEM\n");
    let tls = |certificado, chave, trecho: &str| {
        let args = ["--certificado", certificado, "--chave-privada", chave];
        nao_sobe(&args, trecho);
    };
    tls(&lixo, &chave, "não há certificado em");
    tls(&certificado, &lixo, "não há chave privada em");
    tls(&chave, &certificado, "não há certificado em");
    tls(&certificado, &de_outro, "não são um do outro");
    tls("nao-ha.pem", "nao-ha.pem", "ler nao-ha.pem: não encontrado");
}

#[test]
fn credencial_que_nao_serve_e_recusada_antes_de_escutar() {
    let pasta = Pasta::nova();
    let curta = pasta.com("curta.txt", "curta");
    nao_sobe(&["--credencial", &curta], "menos de 16");
    nao_sobe(&["--credencial", "nao-ha.txt"], "nao-ha.txt");
}

#[cfg(unix)]
#[test]
fn arquivo_sem_fim_nao_vai_todo_para_a_memoria() {
    nao_sobe(&["--credencial", "/dev/zero"], "passa de 1 MiB");
}

#[test]
fn a_autoridade_se_confere_antes_de_chamar() {
    let pasta = Pasta::nova();
    let lixo = pasta.com("lixo.pem", "");
    let obter = ["--chamada", "obter", "--chave", "a"];
    let com = |mais: &[&'static str]| [&obter[..], mais].concat();
    let sem = [&obter[..], &["--autoridade", &lixo]].concat();
    falha(CLIENTE, &sem, 1, "não há certificado em");
    falha(
        CLIENTE,
        &com(&["--nome", "localhost"]),
        2,
        "falta --autoridade",
    );
    let (certificado, _) = pasta.com_certificado("um");
    let ruim = ["--autoridade", &certificado, "--nome", "a b"];
    falha(
        CLIENTE,
        &[&obter[..], &ruim].concat(),
        2,
        "não é um nome de servidor",
    );
}
