//! Os programas, pela porta da frente: ajuda, erros, entrada e encerramento.

use std::fs;
use std::net::TcpListener;

#[cfg(unix)]
use apoio::teste::{Fim, no_shell};
use apoio::teste::{Programa, rodar};

use crate::comum::{ARMAZENAMENTO, CLIENTE, SERVIDOR, Sistema, UM_PROCESSO, digitar};

#[test]
fn a_ajuda_de_todos_e_em_portugues() {
    for programa in [UM_PROCESSO, ARMAZENAMENTO, SERVIDOR, CLIENTE] {
        let (status, saida, _) = rodar(programa, &["--help"]);
        assert_eq!(status, Some(0));
        assert!(
            saida.contains("Uso: ") && saida.contains("Mostra esta ajuda"),
            "{saida}"
        );
    }
}

#[test]
fn argumento_errado_sai_com_2_e_diz_qual() {
    let casos = [
        (CLIENTE, ["--prazo", "3"], "escreva um número e a unidade"),
        (SERVIDOR, ["--prazo", "0s"], "escreva um número e a unidade"),
        (
            ARMAZENAMENTO,
            ["--porta", "1"],
            "não conheço o argumento --porta",
        ),
        (CLIENTE, ["--endereco", "25010"], "escreva HOST:PORTA"),
        (SERVIDOR, ["--endereco", "um nome:1"], "escreva HOST:PORTA"),
        (SERVIDOR, ["--armazenamento", ""], "escreva HOST:PORTA"),
        (ARMAZENAMENTO, ["--endereco", ":1"], "escreva HOST:PORTA"),
    ];
    for (programa, argumentos, trecho) in casos {
        let (status, _, erro) = rodar(programa, &argumentos);
        assert_eq!(status, Some(2), "{argumentos:?}");
        assert!(
            erro.starts_with("erro: ") && erro.contains(trecho),
            "{erro}"
        );
    }
}

#[test]
fn porta_em_uso_e_nome_desconhecido_saem_com_1_e_dizem_o_que_fazer() {
    let ocupada = TcpListener::bind("127.0.0.1:0").unwrap();
    let em_uso = ocupada.local_addr().unwrap().to_string();
    let pasta = tempfile::tempdir().unwrap();
    let arquivo = pasta.path().join("recados.txt");
    let arquivo = ["--arquivo", arquivo.to_str().unwrap()];
    for (endereco, trecho) in [
        (
            em_uso.as_str(),
            "já está em uso em 127.0.0.1. Encerre o outro programa",
        ),
        // O domínio .invalid é reservado para nunca existir (RFC 6761).
        ("ninguem.invalid:25010", "não achei a máquina"),
    ] {
        for (programa, mais) in [(SERVIDOR, &[][..]), (ARMAZENAMENTO, &arquivo)] {
            let opcoes = [&["--endereco", endereco], mais].concat();
            let (status, saida, erro) = rodar(programa, &opcoes);
            assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
            assert!(erro.contains(trecho), "{erro}");
        }
    }
}

#[test]
fn arquivo_que_nao_abre_sai_com_1_e_fica_como_estava() {
    let pasta = tempfile::tempdir().unwrap();
    let alheio = pasta.path().join("lista");
    fs::write(&alheio, "pão, leite").unwrap();
    let sem_pasta = pasta.path().join("nao-existe/recados.txt");
    for (arquivo, trecho) in [
        (&alheio, "não é um diário de recados; não mexi nele"),
        (&sem_pasta, "não encontrado"),
    ] {
        for programa in [UM_PROCESSO, ARMAZENAMENTO] {
            let (status, _, erro) =
                rodar(programa, &["--arquivo", arquivo.to_str().unwrap()]);
            assert_eq!(status, Some(1));
            assert!(erro.contains(trecho), "{erro}");
        }
    }
    assert_eq!(fs::read_to_string(&alheio).unwrap(), "pão, leite");
}

#[test]
fn um_segundo_armazenamento_no_mesmo_arquivo_sai_com_1() {
    let sistema = Sistema::novo();

    let arquivo = sistema.arquivo();
    let opcoes = [
        "--endereco",
        "127.0.0.1:0",
        "--arquivo",
        arquivo.to_str().unwrap(),
    ];
    let (status, _, erro) = rodar(ARMAZENAMENTO, &opcoes);

    assert_eq!(status, Some(1));
    assert!(erro.contains("outro processo já usa"), "{erro}");
}

#[test]
fn nome_que_ninguem_conhece_e_dito_a_cada_pedido() {
    let cliente = Programa::iniciar(CLIENTE, &["--endereco", "ninguem.invalid:25010"]);

    let fim = digitar(cliente, &["listar", "listar"]);

    assert_eq!(fim.status.code(), Some(1));
    let frase = "não sei que máquina tem esse nome";
    assert_eq!(fim.erro.matches(frase).count(), 2, "{}", fim.erro);
}

#[cfg(unix)]
#[test]
fn sigterm_encerra_os_dois_servidores_com_0() {
    let sistema = Sistema::novo();
    let _calado = std::net::TcpStream::connect(&sistema.onde_serve).unwrap();
    sistema.cliente(&["guardar algo"]);

    for programa in [sistema.servidor, sistema.armazenamento.unwrap()] {
        programa.pedir_fim();
        let fim = programa.esperar_fim();
        assert!(fim.status.success(), "{fim:?}");
    }
}

#[cfg(unix)]
#[test]
fn entrada_que_nao_e_utf8_falha_sozinha_e_as_outras_seguem() {
    let pasta = tempfile::tempdir().unwrap();
    let arquivo = pasta.path().join("recados.txt");
    let roteiro = "printf 'guardar um\\n\\303\\050\\nguardar dois\\n' | \
                   \"$1\" --arquivo \"$2\"";

    let Fim {
        status,
        saida,
        erro,
    } = no_shell(roteiro, &[UM_PROCESSO, arquivo.to_str().unwrap()]).esperar_fim();

    assert_eq!(status.code(), Some(1));
    assert_eq!(saida, "guardado: recado 1\nguardado: recado 2\n");
    assert_eq!(erro, "erro: o pedido não é texto UTF-8 (nada foi feito)\n");
}

#[cfg(target_os = "linux")]
#[test]
fn disco_cheio_e_dito_e_o_que_estava_confirmado_fica() {
    let pasta = tempfile::tempdir().unwrap();
    let arquivo = pasta.path().join("recados.txt");
    let recado = "r".repeat(300);
    // Um limite de tamanho de arquivo faz a escrita falhar como um disco cheio.
    let roteiro = "ulimit -f 1; for i in 1 2 3 4 5; do echo guardar \"$3\"; done | \
                   \"$1\" --arquivo \"$2\"";

    let argumentos = [UM_PROCESSO, arquivo.to_str().unwrap(), &recado];
    let Fim {
        status,
        saida,
        erro,
    } = no_shell(roteiro, &argumentos).esperar_fim();

    assert_eq!(status.code(), Some(1));
    assert!(
        erro.contains("o disco falhou") && erro.contains("religue"),
        "{erro}"
    );
    let confirmados = saida.lines().count();
    assert!(confirmados > 0, "nenhum coube: {erro}");
    let fim = digitar(
        Programa::iniciar(UM_PROCESSO, &["--arquivo", arquivo.to_str().unwrap()]),
        &["listar"],
    );
    assert_eq!(fim.saida.lines().count(), confirmados, "{}", fim.erro);
}
