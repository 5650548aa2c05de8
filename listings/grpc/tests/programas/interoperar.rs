//! Um cliente que este projeto não escreveu, em outra linguagem, contra o servidor
//! de verdade: reflexão, saúde, as quatro chamadas, prazos e erros com detalhes.

use std::env;
use std::fs;
use std::path::Path;

use apoio::teste::Programa;

const SERVIDOR: &str = env!("CARGO_BIN_EXE_deposito-servidor");

fn com_python(roteiro: &str, argumentos: &[&str]) {
    let python = env::var("PYTHON")
        .expect("falta a variável PYTHON; rode: cargo xtask interoperar");
    let pasta = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interoperar");
    let roteiro = pasta.join(roteiro);
    let roteiro = roteiro.to_str().expect("o caminho é UTF-8");
    let fim = Programa::iniciar(&python, &[&[roteiro], argumentos].concat());
    let fim = fim.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}{}", fim.saida, fim.erro);
    assert!(fim.saida.ends_with("tudo certo\n"), "{}", fim.saida);
}

#[test]
#[ignore = "precisa de Python: cargo xtask interoperar"]
fn o_grpcio_do_python_faz_tudo_sem_codigo_gerado() {
    let credencial = env::temp_dir().join(format!("interop-{}", std::process::id()));
    fs::write(&credencial, "uma-credencial-longa\n").expect("gravei a credencial");
    let arquivo = credencial.to_str().expect("o caminho é UTF-8");
    let argumentos = ["--endereco", "127.0.0.1:0", "--credencial", arquivo];
    let servidor = Programa::iniciar(SERVIDOR, &argumentos);
    let endereco = servidor.esperar_pronto().to_string();
    com_python("cliente.py", &[&endereco, "uma-credencial-longa"]);
    fs::remove_file(credencial).expect("o arquivo é nosso");
}

#[test]
#[ignore = "precisa de Python: cargo xtask interoperar"]
fn o_grpcio_do_python_ve_o_prazo_vencer_como_deadline_exceeded() {
    let argumentos = ["--endereco", "127.0.0.1:0", "--demora", "60s"];
    let servidor = Programa::iniciar(SERVIDOR, &argumentos);
    let endereco = servidor.esperar_pronto().to_string();
    com_python("prazo.py", &[&endereco]);
}
