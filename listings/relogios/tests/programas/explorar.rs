//! O modelo vivo: o servidor que a página usa.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use apoio::teste::{PRAZO, Programa};

fn pedir(endereco: SocketAddr, primeira: &str, tipo: &str, corpo: &str) -> String {
    let mut conexao = TcpStream::connect(endereco).expect("o servidor escuta");
    conexao.set_read_timeout(Some(PRAZO)).expect("prazo válido");
    let tamanho = corpo.len();
    let pedido = format!(
        "{primeira} HTTP/1.1\r\nhost: {endereco}\r\ncontent-type: {tipo}\r\n\
         content-length: {tamanho}\r\nconnection: close\r\n\r\n{corpo}"
    );
    conexao.write_all(pedido.as_bytes()).expect("o servidor lê");
    let mut resposta = String::new();
    conexao
        .read_to_string(&mut resposta)
        .expect("o servidor responde");
    resposta
}

fn ver(endereco: SocketAddr, jogadas: &str) -> String {
    let corpo = format!("{{\"jogadas\":{jogadas}}}");
    pedir(endereco, "POST /ver", "application/json", &corpo)
}

fn iniciar(argumentos: &[&str]) -> (Programa, SocketAddr) {
    let todos = [argumentos, &["--endereco", "127.0.0.1:0"]].concat();
    let programa = Programa::iniciar(env!("CARGO_BIN_EXE_relogios"), &todos);
    let endereco = programa.esperar_pronto();
    (programa, endereco)
}

const DOIS: &str = r#"{"entregar":{"de":0,"para":1,"msg":2}}"#;
const UM: &str = r#"{"entregar":{"de":0,"para":1,"msg":1}}"#;

#[test]
fn o_modelo_anda_jogada_a_jogada_e_se_encerra_quando_pedem() {
    let (programa, endereco) = iniciar(&["explorar", "mostrador"]);
    let inicio = ver(endereco, "[]");
    assert!(inicio.contains("entregar 1, de Ana a Bia"), "{inicio}");
    assert!(inicio.contains("\"acabou\":false"), "{inicio}");
    let fim = ver(endereco, &format!("[{DOIS},{UM}]"));
    assert!(
        fim.contains("\"estados\":[[\"mostra 0\",false],[\"mostra 1\",false]]"),
        "{fim}"
    );
    assert!(
        fim.contains("\"acabou\":true") && fim.contains("\"quando\":2"),
        "{fim}"
    );
    programa.pedir_fim();
    let fim = programa.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
}

#[test]
fn o_que_nao_se_joga_e_dito_e_o_servidor_segue() {
    let (programa, endereco) = iniciar(&["explorar", "mostrador"]);
    let duas_vezes = ver(endereco, &format!("[{UM},{UM}]"));
    assert!(duas_vezes.starts_with("HTTP/1.1 400"), "{duas_vezes}");
    assert!(
        duas_vezes.contains("o passo 1 não é possível"),
        "{duas_vezes}"
    );
    let torta = ver(endereco, "[7]");
    assert!(
        torta.contains("a jogada 1 não é deste modelo: 7"),
        "{torta}"
    );
    let alheia = pedir(endereco, "POST /ver", "text/plain", "{\"jogadas\":[]}");
    assert!(
        alheia.starts_with("HTTP/1.1 415"),
        "outra página não manda JSON: {alheia}"
    );
    assert!(
        ver(endereco, "[]").starts_with("HTTP/1.1 200"),
        "devia seguir servindo"
    );
    drop(programa);
}

#[test]
fn a_exploracao_parte_de_onde_um_rastro_parou() {
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let arquivo = pasta.path().join("um.jsonl");
    let caminho = arquivo.to_str().expect("UTF-8");
    let simular = [
        "simular",
        "mostrador",
        "--semente",
        "3",
        "--rastro",
        caminho,
    ];
    let feita = apoio::teste::rodar(env!("CARGO_BIN_EXE_relogios"), &simular);
    assert_eq!(feita.0, Some(0), "{}", feita.2);
    let (_programa, endereco) = iniciar(&["explorar", "mostrador", "--rastro", caminho]);
    let modelo = pedir(endereco, "GET /modelo", "text/plain", "");
    assert_eq!(modelo.matches("entregar").count(), 2, "{modelo}");
    let pagina = pedir(endereco, "GET /", "text/plain", "");
    assert!(pagina.contains("<explorar-modelo>"), "{pagina}");
    let outro = ["explorar", "cuidadoso", "--rastro", caminho];
    let (status, _, erro) = apoio::teste::rodar(env!("CARGO_BIN_EXE_relogios"), &outro);
    assert_eq!(status, Some(1));
    assert!(
        erro.contains("este rastro é do modelo “mostrador”"),
        "{erro}"
    );
}
