//! O que o capítulo mostra é o que os programas imprimem.
//!
//! Para gravar de novo: `ATUALIZAR_SAIDAS=1 cargo test -p websocket --test programas execucao`.

use std::path::Path;

use apoio::saida::conferir;
use apoio::teste::{Programa, rodar};

use crate::comum::{Cru, aperto};
use crate::sessao::{MULTIDAO, OLA, OLA_CLIENTE, SALAS, SALAS_CLIENTE, cliente, salas};

const ECO_TCP: &str = env!("CARGO_BIN_EXE_eco-tcp");

#[track_caller]
fn mostra(arquivo: &str, sessao: &str) {
    let pasta = Path::new(env!("CARGO_MANIFEST_DIR")).join("saidas");
    conferir(&pasta.join(arquivo), sessao);
}

#[test]
fn a_saudacao_responde_a_cada_nome() {
    let servidor = Programa::iniciar(OLA, &["--endereco", "127.0.0.1:0"]);
    let endereco = servidor.esperar_pronto().to_string();
    let mut ana = Programa::iniciar(OLA_CLIENTE, &["--endereco", &endereco]);
    ana.digitar("Ana");
    ana.digitar("João");
    let fim = ana.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    let comando =
        "$ printf 'Ana\\nJoão\\n' | cargo run -q -p websocket --bin ola-cliente\n";
    mostra("ola-cliente.txt", &(comando.to_owned() + &fim.saida));
}

#[test]
fn sem_servidor_o_cliente_diz_o_que_tentou_e_sai_com_um() {
    let livre = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let endereco = livre.local_addr().unwrap().to_string();
    drop(livre);
    let fim = Programa::iniciar(OLA_CLIENTE, &["--endereco", &endereco, "--nome", "x"]);
    let fim = fim.esperar_fim();
    assert_eq!(fim.status.code(), Some(1));
    assert!(
        fim.erro.starts_with("erro: não consegui conectar"),
        "{}",
        fim.erro
    );
}

#[test]
fn o_aperto_de_mao_byte_a_byte() {
    let pasta = tempfile::tempdir().unwrap();
    let (_servidor, endereco) = salas("127.0.0.1:0", pasta.path());
    let pedido = aperto(&[("Host", "127.0.0.1:8766")]);
    let resposta = Cru::conectar(endereco).pedir(&pedido);
    // A data muda; o resto, não.
    let fixas = resposta.lines().filter(|l| !l.starts_with("date:"));
    let resposta: String = fixas.map(|l| format!("{l}\n")).collect();
    mostra(
        "aperto.txt",
        &format!("{}{resposta}", pedido.replace("\r\n", "\n")),
    );
}

#[test]
fn o_cliente_atravessa_a_queda_do_servidor() {
    let pasta = tempfile::tempdir().unwrap();
    let (servidor, endereco) = salas("127.0.0.1:0", pasta.path());
    let mut ana = cliente(endereco, "ana");
    let mut linhas = vec![ana.linha()];
    // O que se digita aparece no terminal, e por isso está nas linhas.
    ana.digitar("antes");
    linhas.extend(["antes".to_owned(), ana.linha()]);
    drop(servidor); // SIGKILL
    linhas.push(ana.linha());
    ana.digitar("durante");
    // Quantas tentativas cabem na queda depende do sorteio: mostra-se a primeira.
    linhas.extend(["…", "durante", "…"].map(str::to_owned));
    let (_servidor, _) = salas(&endereco.to_string(), pasta.path());
    linhas.extend(std::iter::repeat_with(|| ana.linha()).find(|l| !l.contains("caiu")));
    linhas.push(ana.linha());
    let fim = ana.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    mostra("salas-ana.txt", &linhas.join("\n"));
}

#[test]
fn o_que_nao_e_endereco_acaba_na_hora_e_nao_se_tenta_de_novo() {
    for cliente in [OLA_CLIENTE, SALAS_CLIENTE] {
        for errado in ["8766", "::1:1", "a%b:1", "a:1,b:2", "[::1:0"] {
            let (codigo, saida, erro) =
                rodar(cliente, &["--endereco", errado, "--nome", "ana"]);
            assert_eq!((codigo, saida.as_str()), (Some(2), ""), "{erro}");
            let esperado = format!("não aceita \"{errado}\": não é um endereço");
            assert!(erro.contains(&esperado), "{erro}");
        }
    }
}

#[test]
fn um_arquivo_na_entrada_se_diz_inteiro_sem_passar_da_taxa() {
    let pasta = tempfile::tempdir().unwrap();
    let (_servidor, endereco) = salas("127.0.0.1:0", pasta.path());
    let mut ana = cliente(endereco, "ana");
    // Mais que a rajada que o servidor aceita de um cliente.
    let linhas = 66;
    assert_eq!(ana.linha(), "* na sala: ana");
    for i in 1..=linhas {
        ana.digitar(&format!("linha {i}"));
    }
    let fim = ana.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    assert_eq!(fim.saida.lines().count(), linhas, "{}", fim.saida);
    let ultima = format!("{linhas:>4} ana: linha {linhas}");
    assert_eq!(fim.saida.lines().last(), Some(ultima.as_str()));
}

#[test]
fn argumento_errado_sai_com_dois_e_certificado_sem_chave_com_um() {
    let fim = Programa::iniciar(SALAS, &["--silencio", "5"]).esperar_fim();
    assert_eq!(fim.status.code(), Some(2), "{}", fim.erro);
    let fim = Programa::iniciar(SALAS, &["--certificado", "x.pem"]).esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.erro);
    assert!(fim.erro.contains("--chave"), "{}", fim.erro);
}

#[test]
fn mais_conexoes_do_que_ha_descritores_e_engano_de_quem_digita() {
    for (programa, opcao) in [
        (OLA, "--limite"),
        (SALAS, "--limite"),
        (MULTIDAO, "--clientes"),
    ] {
        let (codigo, saida, erro) = rodar(programa, &[opcao, "18446744073709551615"]);
        assert_eq!((codigo, saida.as_str()), (Some(2), ""), "{erro}");
        assert!(erro.contains("o maior número que serve é"), "{erro}");
    }
}

#[test]
fn o_eco_sem_protocolo_devolve_os_bytes() {
    let porta_livre = ["--endereco", "127.0.0.1:0"];
    let servidor = Programa::iniciar(ECO_TCP, &porta_livre);
    let mut fluxo = std::net::TcpStream::connect(servidor.esperar_pronto()).unwrap();
    std::io::Write::write_all(&mut fluxo, b"como vieram").unwrap();
    let mut lidos = [0; 11];
    std::io::Read::read_exact(&mut fluxo, &mut lidos).unwrap();
    assert_eq!(&lidos, b"como vieram");
}
