//! Os programas sem broker: o que dizem, e que não deixam nada pela metade.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use apoio::teste::{Programa, rodar};

pub const PROGRAMAS: [(&str, &[&str]); 5] = [
    (
        env!("CARGO_BIN_EXE_tarefa-publicar"),
        &["--tarefa", "somar 1 1"],
    ),
    (env!("CARGO_BIN_EXE_tarefa-trabalhar"), &[]),
    (env!("CARGO_BIN_EXE_tarefa-mortas"), &[]),
    (env!("CARGO_BIN_EXE_avisos-ouvir"), &[]),
    (env!("CARGO_BIN_EXE_avisos-dizer"), &["--aviso", "oi"]),
];

#[test]
fn sem_broker_os_programas_dizem_onde_procuraram_e_o_que_fazer() {
    // Uma porta que acabou de ser solta: ninguém escuta nela.
    let solta = std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
    let endereco = solta.local_addr().expect("tem endereço").to_string();
    drop(solta);
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    let livro = livro.to_str().expect("é UTF-8");
    let broker = format!("amqp://guest:guest@{endereco}/%2f");
    for (programa, argumentos) in PROGRAMAS {
        let comuns = ["--broker", &broker, "--prazo", "300ms"];
        let do_livro: &[&str] = if programa.ends_with("trabalhar") {
            &["--livro", livro]
        } else {
            &[]
        };
        let (status, saida, erro) =
            rodar(programa, &[argumentos, &comuns, do_livro].concat());
        assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
        let esperado =
            format!("nenhum broker AMQP em {endereco} depois de insistir por 300ms");
        assert!(erro.contains(&esperado), "{erro}");
        assert!(
            erro.contains("conexão recusada") && erro.contains("servicos amqp"),
            "{erro}"
        );
        assert!(
            !erro.contains("guest:guest"),
            "a senha não se mostra: {erro}"
        );
    }
    let livro = std::fs::read_to_string(livro).expect("o livro");
    assert_eq!(livro.lines().count(), 1, "só o cabeçalho: {livro}");
}

#[test]
fn quem_insiste_sem_broker_encerra_quando_lhe_pedem() {
    let [(publicar, tarefa), (trabalhar, _), _, (ouvir, _), _] = PROGRAMAS;
    let solta = std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
    let endereco = solta.local_addr().expect("tem endereço").to_string();
    drop(solta);
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    let do_livro = ["--livro", livro.to_str().expect("é UTF-8")];
    let broker = format!("amqp://guest:guest@{endereco}/%2f");
    let comuns = ["--broker", &broker, "--prazo", "60s"];
    for (programa, resto) in
        [(trabalhar, &do_livro[..]), (ouvir, &[]), (publicar, tarefa)]
    {
        let programa = Programa::iniciar(programa, &[&comuns, resto].concat());
        programa.esperar_no_diario("sem broker");
        programa.pedir_fim();
        let pedido = Instant::now();
        let fim = programa.esperar_fim();
        assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
        let durou = pedido.elapsed();
        assert!(durou < Duration::from_secs(10), "{durou:?}: {}", fim.erro);
    }
}

#[test]
fn o_prazo_e_o_pedido_mesmo_com_quem_aceita_e_se_cala() {
    let [.., (dizer, _)] = PROGRAMAS;
    // O sistema completa as conexões; ninguém as atende.
    let calado = std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
    let mudo = calado.local_addr().expect("tem endereço");
    let solta = std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
    let livre = solta.local_addr().expect("tem endereço");
    drop(solta);
    for (endereco, motivo) in [(mudo, "o prazo venceu"), (livre, "conexão recusada")] {
        let broker = format!("amqp://guest:guest@{endereco}/%2f");
        let comuns = ["--aviso", "oi", "--broker", &broker, "--prazo", "2s"];
        let inicio = Instant::now();
        let (status, _, erro) = rodar(dizer, &comuns);
        assert_eq!(status, Some(1), "{erro}");
        assert!(erro.contains(motivo), "{erro}");
        let durou = inicio.elapsed();
        let esperado = Duration::from_secs(2)..Duration::from_secs(5);
        assert!(esperado.contains(&durou), "{durou:?}: {erro}");
    }
}

#[test]
fn quem_atende_e_nao_fala_amqp_e_dito_em_portugues() {
    let [_, _, (mortas, _), ..] = PROGRAMAS;
    let outro = std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
    let endereco = outro.local_addr().expect("tem endereço");
    std::thread::spawn(move || {
        for conexao in outro.incoming() {
            let responder = |mut conexao: std::net::TcpStream| {
                // A apresentação tem oito bytes; deixá-los por ler cortaria a conexão.
                conexao.read_exact(&mut [0; 8])?;
                conexao.write_all(b"HTTP/1.1 400 \r\n\r\n")?;
                conexao.read(&mut [0])
            };
            let _ = conexao.and_then(responder);
        }
    });
    let broker = format!("amqp://guest:guest@{endereco}/%2f");
    let (status, _, erro) = rodar(mortas, &["--broker", &broker, "--prazo", "300ms"]);
    assert_eq!(status, Some(1), "{erro}");
    assert!(
        erro.contains(": quem atende nesse endereço não fala AMQP 0-9-1. Inicie"),
        "{erro}"
    );
}
