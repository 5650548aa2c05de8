//! O que o capítulo mostra é o que os programas imprimem: cada teste refaz uma
//! sessão de terminal e a compara com o arquivo em `saidas/`.
//!
//! Para gravar de novo: `ATUALIZAR_SAIDAS=1 cargo test -p sockets --test programas saidas`.
//! As portas são sorteadas e aparecem no arquivo com o número de costume.

use std::net::TcpListener;

use crate::sessao::{cliente, executavel, iniciar, servidor};
use apoio::saida::{com_porta, comando, conferir_sessao};
use apoio::teste::Programa;

const PORTA_DO_CHAT: u16 = 25000;
const PORTA_DO_ECO: u16 = 25001;

#[test]
fn o_quadro_ingenuo_gruda_e_parte_mensagens() {
    let fim = Programa::iniciar(executavel("quadro-ingenuo"), &[]).esperar_fim();
    conferir_sessao(
        "quadro-ingenuo.txt",
        &(comando("quadro-ingenuo", &[]) + &fim.saida),
    );
}

#[test]
fn o_eco_devolve_cada_linha() {
    let (programa, endereco) = servidor("eco-servidor", &["--modo", "threads"]);
    let anuncio = format!("escutando em {endereco}");
    conferir_sessao(
        "eco-servidor.txt",
        &(comando("eco-servidor", &["--modo", "threads"])
            + &com_porta(&anuncio, endereco, PORTA_DO_ECO)),
    );
    conferir_sessao(
        "eco-cliente.txt",
        &cliente("eco-cliente", &[], endereco, &["bom dia", "ação"]),
    );
    drop(programa);
}

#[test]
fn o_eco_por_udp_devolve_cada_linha() {
    let (_servidor, endereco) = servidor("eco-servidor", &["--modo", "udp"]);
    conferir_sessao(
        "udp.txt",
        &cliente("eco-cliente", &["--udp"], endereco, &["bom dia", "ação"]),
    );
}

#[test]
fn o_udp_sem_servidor_desiste_depois_de_cinco_tentativas() {
    // Um socket que recebe e nunca responde: para o cliente, tanto faz.
    let mudo = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    let endereco = mudo.local_addr().unwrap();
    let sessao = cliente(
        "eco-cliente",
        &["--udp", "--prazo", "10ms"],
        endereco,
        &["alguém?"],
    );
    conferir_sessao(
        "udp-sem-resposta.txt",
        &com_porta(&sessao, endereco, PORTA_DO_ECO),
    );
}

#[test]
fn a_porta_em_uso_diz_o_que_fazer() {
    let ocupada = TcpListener::bind("127.0.0.1:0").unwrap();
    let endereco = ocupada.local_addr().unwrap();
    let sessao = cliente("chat-servidor", &[], endereco, &[]);
    let sessao = sessao.replace(&endereco.port().to_string(), &PORTA_DO_CHAT.to_string());
    conferir_sessao("porta-em-uso.txt", &sessao);
}

#[cfg(unix)] // no Windows a recusa demora, e o texto do sistema é outro
#[test]
fn o_cliente_sem_servidor_diz_o_que_tentou() {
    let endereco = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let sessao = cliente("chat-cliente", &["--nome", "ana"], endereco, &[]);
    conferir_sessao(
        "sem-servidor.txt",
        &com_porta(&sessao, endereco, PORTA_DO_CHAT),
    );
}

#[test]
fn a_conversa_de_ana_e_bia() {
    let (_servidor, endereco) = servidor("chat-servidor", &[]);
    let de =
        |nome: &str| iniciar("chat-cliente", &["--nome", nome], &endereco.to_string());
    // O que se digita aparece no terminal, e por isso está nas linhas.
    let (mut ana, mut linhas_de_ana) = (de("ana"), Vec::new());
    linhas_de_ana.push(ana.linha());
    let mut bia = de("bia");
    let mut linhas_de_bia = vec![bia.linha()];
    linhas_de_ana.push(ana.linha());
    ana.digitar("bom dia");
    linhas_de_ana.push("bom dia".to_owned());
    linhas_de_bia.push(bia.linha());
    linhas_de_ana.push(ana.linha());
    bia.digitar("oi, ana");
    linhas_de_bia.push("oi, ana".to_owned());
    linhas_de_ana.push(ana.linha());
    linhas_de_bia.push(bia.linha());
    linhas_de_bia.push(bia.esperar_fim().saida);
    linhas_de_ana.push(ana.linha());

    conferir_sessao("chat-ana.txt", &linhas_de_ana.join("\n"));
    conferir_sessao("chat-bia.txt", &linhas_de_bia.join("\n"));
}

#[test]
fn cada_ataque_ouve_o_motivo() {
    let (servidor, endereco) = servidor("chat-servidor", &["--prazo", "200ms"]);
    // No capítulo, Ana ainda está na sala.
    let ana = iniciar("chat-cliente", &["--nome", "ana"], &endereco.to_string());
    ana.linha();
    let mut diario = String::new();
    let ataques = [
        ("gigante", "ataque-gigante.txt"),
        ("meio-quadro", "ataque-meio-quadro.txt"),
        ("bytes", "ataque-bytes.txt"),
    ];
    for (ataque, arquivo) in ataques {
        let sessao = cliente("chat-ataque", &["--ataque", ataque], endereco, &[]);
        conferir_sessao(arquivo, &sessao);
        let linha = servidor.esperar_no_diario("127.0.0.1:");
        let (_, motivo) = linha.split_once(": ").unwrap();
        diario += &format!("127.0.0.1:50000: {motivo}\n");
    }
    conferir_sessao("ataque-servidor.txt", &diario);
}

#[cfg(unix)]
#[test]
fn o_encerramento_visto_por_um_cliente() {
    for modo in ["threads", "assincrono"] {
        let (servidor, endereco) = servidor("chat-servidor", &["--modo", modo]);
        let ana = iniciar("chat-cliente", &["--nome", "ana"], &endereco.to_string());
        ana.linha();
        servidor.pedir_fim();
        let despedida = ana.linha();
        assert!(ana.esperar_fim().status.success());
        conferir_sessao("encerramento-cliente.txt", &despedida);
        let fim = servidor.esperar_fim();
        conferir_sessao("encerramento-servidor.txt", &("^C".to_owned() + &fim.erro));
    }
}

#[test]
fn a_sala_lotada_diz_por_que_recusa() {
    let (_servidor, endereco) = servidor("chat-servidor", &["--limite", "1"]);
    let ana = iniciar("chat-cliente", &["--nome", "ana"], &endereco.to_string());
    ana.linha();
    let sessao = cliente("chat-cliente", &["--nome", "lia"], endereco, &[]);
    conferir_sessao("sala-lotada.txt", &sessao);
}
