//! `cargo xtask serve` sem navegador: o que ele responde enquanto se grava, se erra e se conserta.

use crate::comum::{erro, livro_de_uma_pagina, xtask};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// O bastante para uma máquina ocupada; quem espera mais que isto não vai receber.
const PRAZO: Duration = Duration::from_secs(60);

const QUEBRADO: &str = "# Um\n\nFrase.\n\n```cnsole\n<b>x</b>\n```\n";

/// Um `serve` num livro de uma página, e a ligação em que ele conta o que muda.
struct Servido {
    livro: tempfile::TempDir,
    filho: Child,
    endereco: String,
    estado: BufReader<TcpStream>,
}

impl Servido {
    fn com(texto: &str) -> Self {
        let livro = livro_de_uma_pagina(texto);
        let mut filho = Command::new(env!("CARGO_BIN_EXE_curso"))
            .args(["serve", "--porta", "0"])
            .current_dir(livro.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("o serve devia rodar");
        let mut linha = String::new();
        BufReader::new(filho.stdout.as_mut().expect("é um pipe"))
            .read_line(&mut linha)
            .expect("é texto");
        let depois = linha.split("http://").nth(1).expect(&linha);
        let endereco = depois.split(' ').next().expect(depois).to_owned();
        let mut estado = pedir(&endereco, "/.curso/estado");
        ate_linha_vazia(&mut estado);
        Self {
            livro,
            filho,
            endereco,
            estado,
        }
    }

    fn gravar(&self, texto: &str) {
        std::fs::write(self.livro.path().join("src/index.md"), texto).expect("grava");
    }

    /// Lê o que o serve conta até que conte isto.
    fn ate(&mut self, vale: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        loop {
            let mut linha = String::new();
            let lidos = self
                .estado
                .read_line(&mut linha)
                .expect("o serve conta em tempo");
            assert_ne!(lidos, 0, "o serve parou de contar");
            let Some(dados) = linha.strip_prefix("data: ") else {
                continue;
            };
            let estado = serde_json::from_str(dados).expect(dados);
            if vale(&estado) {
                return estado;
            }
        }
    }

    /// O status e o corpo de uma página.
    fn pagina(&self, caminho: &str) -> (u16, String) {
        let mut resposta = pedir(&self.endereco, caminho);
        let status = ate_linha_vazia(&mut resposta);
        let mut corpo = String::new();
        resposta
            .read_to_string(&mut corpo)
            .expect("o corpo é texto");
        (status, corpo)
    }
}

impl Drop for Servido {
    fn drop(&mut self) {
        self.filho.kill().ok();
        self.filho.wait().ok();
    }
}

fn pedir(endereco: &str, caminho: &str) -> BufReader<TcpStream> {
    let mut conexao = TcpStream::connect(endereco).expect("o serve atende");
    conexao
        .set_read_timeout(Some(PRAZO))
        .expect("é uma conexão");
    write!(
        conexao,
        "GET {caminho} HTTP/1.0\r\nHost: {endereco}\r\n\r\n"
    )
    .expect("pede");
    BufReader::new(conexao)
}

/// Lê os cabeçalhos e devolve o status.
fn ate_linha_vazia(resposta: &mut impl BufRead) -> u16 {
    let mut linhas = resposta.lines().map(|l| l.expect("o serve responde"));
    let primeira = linhas.next().expect("há resposta");
    linhas.find(String::is_empty).expect("os cabeçalhos acabam");
    let status = primeira.split(' ').nth(1).expect(&primeira);
    status.parse().expect(status)
}

#[test]
fn a_porta_ocupada_e_dita_antes_de_construir() {
    let ocupada = TcpListener::bind("127.0.0.1:0").expect("há uma porta livre");
    let porta = ocupada
        .local_addr()
        .expect("tem endereço")
        .port()
        .to_string();
    let saida = xtask(&["serve", "--porta", &porta]);
    assert_eq!(saida.status.code(), Some(1), "{}", erro(&saida));
    let esperado = format!("erro: a porta {porta} já está em uso em 127.0.0.1");
    assert!(erro(&saida).starts_with(&esperado), "{}", erro(&saida));
}

#[test]
fn o_livro_quebrado_desde_o_comeco_e_explicado_e_aparece_quando_se_conserta() {
    let mut serve = Servido::com(QUEBRADO);
    let (status, corpo) = serve.pagina("/index.html");
    assert_eq!(status, 503, "{corpo}");
    for trecho in ["src/index.md:5", "linguagem desconhecida: “cnsole”"] {
        assert!(corpo.contains(trecho), "faltou {trecho:?} em: {corpo}");
    }
    serve.gravar("# Um\n\nConsertado.\n");
    serve.ate(|estado| estado["falha"].is_null() && estado["versao"] != 0);
    let (status, corpo) = serve.pagina("/");
    assert!(
        status == 200 && corpo.contains("Consertado."),
        "{status}: {corpo}"
    );
    assert!(
        corpo.contains("<script defer src=\"/.curso/recarga.js\""),
        "{corpo}"
    );
}

#[test]
fn a_gravacao_quebrada_e_contada_ao_navegador_e_a_pagina_anterior_fica() {
    let mut serve = Servido::com("# Um\n\nAntes.\n");
    let antes = serve.ate(|estado| estado["falha"].is_null());
    serve.gravar(QUEBRADO);
    let estado = serve.ate(|estado| !estado["falha"].is_null());
    assert_eq!(
        estado["versao"], antes["versao"],
        "a página continua a mesma"
    );
    assert_eq!(estado["falha"][0]["onde"], "src/index.md:5");
    assert!(estado["falha"][0]["remedio"].is_string(), "{estado}");
    let (status, corpo) = serve.pagina("/index.html");
    assert!(
        status == 200 && corpo.contains("Antes."),
        "{status}: {corpo}"
    );
    serve.gravar("# Um\n\nDepois.\n");
    serve.ate(|estado| estado["falha"].is_null() && estado["versao"] != antes["versao"]);
    assert!(serve.pagina("/index.html").1.contains("Depois."));
}

#[test]
fn enquanto_o_livro_se_refaz_nunca_se_ve_uma_pagina_pela_metade() {
    let mut serve = Servido::com("# Um\n\nVez 0.\n");
    let mut versao = serve.ate(|_| true)["versao"].clone();
    for vez in 1..=5 {
        serve.gravar(&format!("# Um\n\nVez {vez}.\n"));
        // Até que a vez apareça, cada resposta é um livro inteiro: o de antes ou o de depois.
        loop {
            let (status, corpo) = serve.pagina("/index.html");
            assert!(
                status == 200 && corpo.contains("</html>"),
                "{status}: {corpo}"
            );
            assert_eq!(serve.pagina("/print.html").0, 200);
            if corpo.contains(&format!("Vez {vez}.")) {
                break;
            }
            assert!(corpo.contains(&format!("Vez {}.", vez - 1)), "{corpo}");
        }
        versao = serve.ate(|estado| estado["versao"] != versao)["versao"].clone();
    }
}

/// O Emacs prende o arquivo que edita com um atalho que não leva a lugar nenhum.
#[cfg(unix)]
#[test]
fn a_trava_de_um_editor_nao_atrapalha() {
    let mut serve = Servido::com("# Um\n\nAntes.\n");
    let antes = serve.ate(|_| true)["versao"].clone();
    let trava = serve.livro.path().join("src/.#index.md");
    std::os::unix::fs::symlink("ana@casa.1234", trava).expect("a pasta é nossa");
    std::fs::write(serve.livro.path().join("src/figura.svg"), "<svg/>").expect("grava");
    serve.gravar("# Um\n\nDepois.\n");
    let estado = serve.ate(|estado| estado["versao"] != antes);
    assert!(estado["falha"].is_null(), "{estado}");
    assert!(serve.pagina("/index.html").1.contains("Depois."));
    assert_eq!(
        serve.pagina("/figura.svg").0,
        200,
        "os outros arquivos vão ao site"
    );
}

#[cfg(unix)]
#[test]
fn os_dois_sinais_encerram_com_0_e_sem_deixar_nada() {
    use nix::sys::signal::{Signal, kill};
    for sinal in [Signal::SIGINT, Signal::SIGTERM] {
        let mut serve = Servido::com("# Um\n\nFrase.\n");
        let numero = nix::unistd::Pid::from_raw(serve.filho.id().cast_signed());
        kill(numero, sinal).expect("ele vive");
        let estado = serve.filho.wait().expect("o filho é nosso");
        assert_eq!(estado.code(), Some(0), "{sinal}");
        let servido = serve.livro.path().join("target/servido");
        assert!(
            !Path::new(&servido).exists(),
            "{sinal}: a pasta do livro ficou"
        );
    }
}
