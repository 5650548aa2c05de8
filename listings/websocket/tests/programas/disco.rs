//! O disco que não grava: a fala não existe, o autor sabe, e pode repetir.

use crate::comum::Cru;
use crate::comum::bytes::{fala, registro};
use apoio::teste::{Programa, no_shell};

/// Um `salas-servidor` que não pode ter arquivo maior que `blocos` de 512 bytes.
fn com_pouco_disco(blocos: u32, historia: &str) -> Programa {
    let salas = env!("CARGO_BIN_EXE_salas-servidor");
    let roteiro =
        "ulimit -f \"$1\"; exec \"$2\" --endereco 127.0.0.1:0 --historia \"$3\"";
    no_shell(roteiro, &[&blocos.to_string(), salas, historia])
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

#[test]
fn a_compactacao_sem_disco_nao_deixa_resto_e_a_historia_antiga_vale() {
    // Cada sala quatro vezes, e só a última vale: ao começar, compacta.
    const FALAS: u64 = 2400;
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    // À mão: aberta neste processo, a tranca dela passaria por um instante a cada
    // programa que outro teste começa.
    let linha =
        |json: String| format!("{:08x} {json}\n", crc32fast::hash(json.as_bytes()));
    let mut texto = linha(r#""0123456789abcdef""#.to_owned());
    for vida in 1..=FALAS {
        let registro = registro(&format!("sala {}", vida % 600), vida, 1);
        texto += &linha(serde_json::to_string(&registro).unwrap());
    }
    std::fs::write(&caminho, &texto).unwrap();

    let servidor = com_pouco_disco(100, caminho.to_str().unwrap());
    servidor.esperar_pronto();
    servidor.esperar_no_diario("não consegui compactar a história");
    servidor.pedir_fim();
    let fim = servidor.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    assert_eq!(std::fs::read_to_string(&caminho).unwrap(), texto);
    let arquivos = std::fs::read_dir(pasta.path()).unwrap().count();
    assert_eq!(arquivos, 1, "sobrou o arquivo que não coube");
}
