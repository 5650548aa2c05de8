//! Os programas como o leitor os usa, contra o corretor embutido.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use crate::comum::{corretor, escrever_na, ligar, numeros};
use apoio::teste::{Programa, rodar};
use kafka::embutido::Embutido;

const PRODUTOR: &str = env!("CARGO_BIN_EXE_produtor");
const CONSUMIDOR: &str = env!("CARGO_BIN_EXE_consumidor");
const CONTADOR: &str = env!("CARGO_BIN_EXE_contador");
const GRUPO: &str = env!("CARGO_BIN_EXE_grupo");

fn endereco(corretor: &Embutido) -> String {
    ligar(corretor).endereco
}

#[test]
fn o_produtor_confirma_cada_linha_e_o_consumidor_a_mostra_com_chave_e_cabecalho() {
    let corretor = corretor("t", 1);
    let alvo = ["--endereco", &endereco(&corretor), "--topico", "t"];
    let como = ["--separador", ":", "--cabecalho", "origem=teste"];
    let mut produtor = Programa::iniciar(PRODUTOR, &[&alvo[..], &como].concat());
    produtor.digitar("ana:café");
    let recibo = produtor.linha();
    assert_eq!(
        recibo, "#1 confirmado: partição 0, deslocamento 0",
        "já ao digitar"
    );
    produtor.digitar("sem chave");
    let fim = produtor.esperar_fim();
    assert!(fim.status.success(), "{}", fim.erro);
    assert_eq!(fim.saida, "#2 confirmado: partição 0, deslocamento 1\n");
    assert!(
        fim.erro.contains("2 entregues, 0 com falha"),
        "{}",
        fim.erro
    );

    let como = ["--sessao", "1500ms", "--ate-o-fim"];
    let (status, saida, erro) = rodar(CONSUMIDOR, &[&alvo[..], &como].concat());
    assert_eq!(status, Some(0), "{erro}");
    assert_eq!(
        saida,
        "partição 0, deslocamento 0, chave ana, origem=teste: café\n\
         partição 0, deslocamento 1, origem=teste: sem chave\n"
    );
}

#[test]
fn o_que_nao_se_entrega_reprova_o_produtor_e_e_contado() {
    let corretor = corretor("t", 1);
    let alvo = ["--endereco", &endereco(&corretor), "--topico", "t"];
    let como = ["--desistir-em", "4"];
    let mut produtor = Programa::iniciar(PRODUTOR, &[&alvo[..], &como].concat());
    produtor.digitar("um");
    assert_eq!(
        produtor.linha(),
        "#1 confirmado: partição 0, deslocamento 0"
    );
    corretor.derrubar().expect("cai");
    produtor.digitar("dois");
    produtor.digitar("três");
    let fim = produtor.esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.erro);
    assert!(
        fim.erro.contains("1 entregues, 2 com falha"),
        "{}",
        fim.erro
    );
    assert!(fim.erro.contains("erro: 2 de 3 registros"), "{}", fim.erro);
    assert!(!fim.erro.contains("Local:"), "o inglês vazou: {}", fim.erro);
}

#[test]
fn a_queda_antes_de_confirmar_repete_na_tela_mas_nao_no_deposito() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let deposito = pasta.path().join("efeitos").display().to_string();
    let corretor = corretor("t", 1);
    escrever_na(&ligar(&corretor), "t", 0, &numeros(0..5));
    let alvo = [
        "--endereco",
        &endereco(&corretor),
        "--topico",
        "t",
        "--sessao",
        "3s",
    ];
    let como = ["--deposito", &deposito, "--cair-depois", "3"];
    let (status, saida, erro) = rodar(CONSUMIDOR, &[&alvo[..], &como].concat());
    assert_eq!((status, saida.lines().count()), (Some(1), 3), "{erro}");

    // Outro grupo, que nada confirmou: do embutido, quem cai sem se despedir não
    // é dado por morto direito. No mesmo grupo, só no Kafka (real_grupo.rs).
    let como = ["--deposito", &deposito, "--ate", "5", "--grupo", "outro"];
    let (status, saida, erro) = rodar(CONSUMIDOR, &[&alvo[..], &como].concat());
    assert_eq!(status, Some(0), "{erro}");
    assert_eq!(saida.lines().count(), 2, "só os dois que faltavam: {saida}");
    assert!(erro.contains("5 lidos, 3 já feitos antes"), "{erro}");
}

#[test]
fn deposito_adiante_do_topico_e_recusado() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let arquivo = pasta.path().join("efeitos");
    let mut deposito = kafka::deposito::Deposito::abrir(&arquivo, "t").expect("é novo");
    let onde = kafka::registro::Posicao {
        particao: 0,
        deslocamento: 41,
    };
    deposito.aplicar(onde, "x").expect("escreve");
    drop(deposito);
    let corretor = corretor("t", 1);
    let alvo = ["--endereco", &endereco(&corretor), "--topico", "t"];
    let arquivo = arquivo.display().to_string();
    let como = ["--deposito", &arquivo];
    let (status, _, erro) = rodar(CONSUMIDOR, &[&alvo[..], &como].concat());
    assert_eq!(status, Some(1));
    assert!(erro.contains("o tópico foi recriado"), "{erro}");
}

#[test]
fn sem_corretor_cada_programa_diz_onde_e_por_quanto_tempo_e_nada_grava() {
    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let deposito = pasta.path().join("efeitos");
    let ouvinte = TcpListener::bind("127.0.0.1:0").expect("há porta livre");
    let vazio = ouvinte.local_addr().expect("tem endereço").to_string();
    drop(ouvinte);
    let arquivo = deposito.display().to_string();
    for (programa, mais) in [
        (PRODUTOR, &[][..]),
        (CONSUMIDOR, &["--deposito", &arquivo][..]),
        (CONTADOR, &[][..]),
        (CONTADOR, &["--totais"][..]),
        (GRUPO, &[][..]),
    ] {
        let alvo = ["--endereco", &vazio, "--prazo", "300ms"];
        let (status, saida, erro) = rodar(programa, &[&alvo[..], mais].concat());
        assert_eq!(
            (status, saida.as_str()),
            (Some(1), ""),
            "{programa}: {erro}"
        );
        for trecho in [vazio.as_str(), "por 300ms", "--endereco HOST:PORTA"] {
            assert!(
                erro.contains(trecho),
                "{programa} não disse {trecho:?}: {erro}"
            );
        }
    }
    assert!(
        !deposito.exists(),
        "o depósito foi criado sem que houvesse de onde ler"
    );
}

#[test]
fn argumento_errado_e_dito_em_portugues_com_status_2() {
    for (programa, argumentos, dito) in [
        (PRODUTOR, &["--endereco", "abc"][..], "escreva HOST:PORTA"),
        (PRODUTOR, &["--topico", "ação"][..], "use de 1 a 249"),
        (PRODUTOR, &["--cabecalho", "x"][..], "escreva NOME=VALOR"),
        (PRODUTOR, &["--acks", "2"][..], "os valores são: 0, 1, all"),
        (CONSUMIDOR, &["--ate", "0"][..], "maior que zero"),
        (CONTADOR, &["--a-cada", "1"][..], "um número e a unidade"),
        (CONTADOR, &["--a-cada", "6s"][..], "o maior é 5s"),
        (GRUPO, &["--particoes", "0"][..], "maior que zero"),
    ] {
        let (status, _, erro) = rodar(programa, argumentos);
        assert_eq!(status, Some(2), "{programa} {argumentos:?}: {erro}");
        assert!(erro.contains(dito), "{programa} {argumentos:?}: {erro}");
    }
}

#[test]
fn o_contador_conta_o_que_a_sequencia_conta() {
    let corretor = corretor("frases", 2);
    corretor.criar_topico("contagens", 2).expect("é novo");
    let frases = ["a rede cai", "a Rede volta", "cai, e volta"].map(str::to_owned);
    escrever_na(&ligar(&corretor), "frases", 0, &frases[..2]);
    escrever_na(&ligar(&corretor), "frases", 1, &frases[2..]);
    let alvo = ["--endereco", &endereco(&corretor)];
    let (status, _, erro) = rodar(CONTADOR, &[&alvo[..], &["--ate-o-fim"]].concat());
    assert_eq!(status, Some(0), "{erro}");
    let (status, saida, erro) = rodar(CONTADOR, &[&alvo[..], &["--totais"]].concat());
    assert_eq!(status, Some(0), "{erro}");
    let linhas: Vec<_> = saida.lines().map(str::trim_start).collect();
    assert_eq!(linhas, ["2 a", "2 cai", "2 rede", "2 volta", "1 e"]);
}

#[cfg(unix)]
#[test]
fn pedido_o_fim_cada_programa_drena_e_sai_com_zero() {
    let corretor = corretor("t", 2);
    corretor.criar_topico("contagens", 2).expect("é novo");
    escrever_na(&ligar(&corretor), "t", 0, &numeros(0..3));
    let endereco = endereco(&corretor);
    let alvo = ["--endereco", endereco.as_str()];
    let com = |mais: &[&'static str]| [&alvo[..], mais].concat();

    let mut produtor =
        Programa::iniciar(PRODUTOR, &com(&["--topico", "t", "--particao", "1"]));
    produtor.digitar("x");
    produtor.linha();
    let do_grupo = [
        "--topico",
        "t",
        "--sessao",
        "1500ms",
        "--confirmar-em",
        "60s",
    ];
    let consumidor = Programa::iniciar(CONSUMIDOR, &com(&do_grupo));
    let contador =
        Programa::iniciar(CONTADOR, &com(&["--entrada", "t", "--a-cada", "1s"]));
    let grupo = Programa::iniciar(GRUPO, &com(&["--topico", "t", "--grupo", "g"]));
    for _ in 0..4 {
        consumidor.linha();
    }
    contador.linha();
    grupo.linha();
    for programa in [produtor, consumidor, contador, grupo] {
        programa.pedir_fim();
        let fim = programa.esperar_fim();
        assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
        assert!(!fim.erro.contains("erro:"), "{}", fim.erro);
    }
    // O consumidor só confirmaria em um minuto: quem confirmou foi a drenagem.
    let (status, saida, erro) = rodar(
        CONSUMIDOR,
        &[&com(&do_grupo)[..], &["--ate-o-fim"]].concat(),
    );
    assert_eq!((status, saida.as_str()), (Some(0), ""), "{erro}");
}

#[cfg(unix)]
#[test]
fn pedido_o_fim_com_o_corretor_caido_cada_programa_sai_assim_mesmo() {
    // O produtor espera o prazo; os outros, uma ou duas sessões, de 6 s no máximo.
    const LIMITE: Duration = Duration::from_secs(15);
    let corretor = corretor("t", 2);
    corretor.criar_topico("contagens", 2).expect("é novo");
    escrever_na(&ligar(&corretor), "t", 0, &numeros(0..3));
    let endereco = endereco(&corretor);
    let alvo = ["--endereco", endereco.as_str(), "--prazo", "2s"];
    let com = |mais: &[&'static str]| [&alvo[..], mais].concat();
    let t = ["--topico", "t"];

    let mut produtor = Programa::iniciar(PRODUTOR, &com(&t));
    // Estes números não acabam, e com o corretor caído a fila enche: quem envia
    // está à espera de lugar quando o sinal chega.
    let sem_lugar = ["--numerados", "1000000000", "--fila", "10"];
    let sem_lugar = Programa::iniciar(PRODUTOR, &com(&[&t[..], &sem_lugar].concat()));
    let do_grupo = ["--sessao", "3s", "--confirmar-em", "60s"];
    let consumidor = Programa::iniciar(CONSUMIDOR, &com(&[&t[..], &do_grupo].concat()));
    let contador =
        Programa::iniciar(CONTADOR, &com(&["--entrada", "t", "--a-cada", "1s"]));
    let grupo = Programa::iniciar(GRUPO, &com(&["--topico", "t", "--grupo", "g"]));
    produtor.digitar("x");
    produtor.linha();
    sem_lugar.linha();
    consumidor.linha();
    contador.linha();
    grupo.linha();
    corretor.derrubar().expect("cai");
    produtor.digitar("y");
    let programas = [
        ("produtor", produtor),
        ("sem lugar", sem_lugar),
        ("consumidor", consumidor),
        ("contador", contador),
        ("grupo", grupo),
    ];
    for (_, programa) in &programas {
        programa.esperar_no_diario("insiste");
    }
    let pedido = Instant::now();
    for (_, programa) in &programas {
        programa.pedir_fim();
    }
    for (nome, programa) in programas {
        let fim = programa.esperar_fim();
        let levou = pedido.elapsed();
        assert!(levou < LIMITE, "{nome} levou {levou:?}: {}", fim.erro);
        // Saiu por si, e não por um sinal. O que ficou sem recibo, ou por confirmar,
        // reprova: quem chamou precisa saber que voltará.
        let (esperados, dito) = match nome {
            "produtor" | "sem lugar" => (&[1][..], "terminou antes da entrega"),
            "consumidor" => (&[1][..], "erro: não consegui confirmar"),
            _ => (&[0, 1][..], ""),
        };
        let status = fim.status.code();
        let bom = status.is_some_and(|status| esperados.contains(&status));
        assert!(bom, "{nome} saiu com {status:?}: {}", fim.erro);
        assert!(fim.erro.contains(dito), "{nome}: {}", fim.erro);
    }
}
