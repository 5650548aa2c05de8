//! O disco que não grava: a fala não existe, o autor sabe, e pode repetir.
#![cfg(unix)]

mod comum;

use apoio::teste::Programa;
use comum::Cru;
use comum::bytes::fala;

/// Um `salas-servidor` que não pode ter arquivo maior que `blocos` de 512 bytes.
fn com_pouco_disco(blocos: u32, historia: &str) -> Programa {
    let salas = env!("CARGO_BIN_EXE_salas-servidor");
    // Sem o trap, o sinal SIGXFSZ mataria o programa, em vez de a escrita falhar.
    let comando = format!(
        "trap '' XFSZ; ulimit -f {blocos}; \
         exec {salas} --endereco 127.0.0.1:0 --historia {historia}"
    );
    Programa::iniciar("sh", &["-c", &comando])
}

#[test]
fn a_fala_que_nao_se_grava_desliga_o_autor_com_1011_e_ninguem_a_ve() {
    let pasta = tempfile::tempdir().unwrap();
    let historia = pasta.path().join("historia").display().to_string();
    let servidor = com_pouco_disco(2, &historia);
    let endereco = servidor.esperar_pronto();
    let mut bia = Cru::na_sala(endereco, "geral", "bia");
    let mut ana = Cru::na_sala(endereco, "geral", "ana");
    ana.dizer(&fala(1, &"a".repeat(3000)));
    let fecho = ana.fecho();
    assert_eq!(fecho, (1011, "não consegui gravar a sua fala".into()));
    servidor.esperar_no_diario("não consegui gravar a história");

    // O número não se gastou, e o que cabe ainda se diz.
    let mut ana = Cru::na_sala(endereco, "geral", "ana");
    ana.dizer(&fala(1, "curta"));
    let visto = bia.ate(|texto| texto.contains(r#""tipo":"evento""#));
    assert_eq!(
        visto,
        r#"{"tipo":"evento","n":1,"autor":"ana","texto":"curta"}"#
    );
}
