//! `cargo xtask serve` sem navegador: o que ele responde enquanto se grava, se erra e se conserta.

use crate::comum::{contem, livro_de_uma_pagina, saiu_com, xtask};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

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
        Self::de(texto, &mut Command::new(env!("CARGO_BIN_EXE_curso")))
    }

    fn de(texto: &str, ferramenta: &mut Command) -> Self {
        let livro = livro_de_uma_pagina(texto);
        ferramenta.args(["serve", "--porta", "0"]);
        ferramenta.current_dir(livro.path()).stdout(Stdio::piped());
        let mut filho = ferramenta.spawn().expect("o serve devia rodar");
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
        let inicio = Instant::now();
        loop {
            // O que mantém a ligação viva também chega: o prazo de leitura não basta.
            let em_tempo = inicio.elapsed() < PRAZO;
            assert!(em_tempo, "o serve não contou o que se esperava");
            let mut linha = String::new();
            let lidos = self.estado.read_line(&mut linha);
            assert_ne!(lidos.expect("conta em tempo"), 0, "o serve parou de contar");
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
        let lido = resposta.read_to_string(&mut corpo);
        lido.expect("o corpo é texto");
        (status, corpo)
    }
}

impl Drop for Servido {
    fn drop(&mut self) {
        // Com SIGTERM ele leva consigo o que estiver compilando e indexando.
        #[cfg(unix)]
        encerrar(&self.filho, nix::sys::signal::Signal::SIGTERM);
        #[cfg(not(unix))]
        self.filho.kill().ok();
        self.filho.wait().ok();
    }
}

#[cfg(unix)]
fn encerrar(filho: &Child, sinal: nix::sys::signal::Signal) {
    let numero = nix::unistd::Pid::from_raw(filho.id().cast_signed());
    // Quem já terminou não precisa do sinal.
    nix::sys::signal::kill(numero, sinal).ok();
}

fn pedir(endereco: &str, caminho: &str) -> BufReader<TcpStream> {
    let mut conexao = TcpStream::connect(endereco).expect("o serve atende");
    let prazo = conexao.set_read_timeout(Some(PRAZO));
    prazo.expect("é uma conexão");
    let pedido = format!("GET {caminho} HTTP/1.0\r\nHost: {endereco}\r\n\r\n");
    conexao.write_all(pedido.as_bytes()).expect("pede");
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
    let porta = ocupada.local_addr().expect("tem endereço").port();
    let dito = saiu_com(1, &xtask(&["serve", "--porta", &porta.to_string()]));
    let esperado = format!("erro: a porta {porta} já está em uso em 127.0.0.1");
    assert!(dito.starts_with(&esperado), "{dito}");
}

#[test]
fn o_livro_quebrado_e_explicado_a_pagina_anterior_fica_e_o_conserto_aparece() {
    let mut serve = Servido::com(QUEBRADO);
    let (status, corpo) = serve.pagina("/index.html");
    assert_eq!(status, 503, "{corpo}");
    let motivo = "linguagem desconhecida: “cnsole”";
    contem(&corpo, &["src/index.md:5", motivo]);
    serve.gravar("# Um\n\nAntes.\n");
    let antes = serve.ate(|estado| estado["falha"].is_null());
    let (status, corpo) = serve.pagina("/");
    assert_eq!(status, 200, "{corpo}");
    let recarga = "<script defer src=\"/.curso/recarga.js\"";
    contem(&corpo, &["Antes.", recarga]);

    serve.gravar(QUEBRADO);
    let estado = serve.ate(|estado| !estado["falha"].is_null());
    assert_eq!(estado["versao"], antes["versao"], "a página é outra");
    assert_eq!(estado["falha"][0]["onde"], "src/index.md:5");
    assert!(estado["falha"][0]["remedio"].is_string(), "{estado}");
    assert!(serve.pagina("/index.html").1.contains("Antes."));
    serve.gravar("# Um\n\nDepois.\n");
    serve.ate(|estado| estado["falha"].is_null() && estado["versao"] != antes["versao"]);
    assert!(serve.pagina("/index.html").1.contains("Depois."));
}

/// O Emacs prende o arquivo que edita com um atalho que não leva a lugar nenhum.
#[cfg(unix)]
#[test]
fn a_trava_de_um_editor_nao_atrapalha() {
    let mut serve = Servido::com("# Um\n\nAntes.\n");
    let antes = serve.ate(|_| true)["versao"].clone();
    let trava = serve.livro.path().join("src/.#index.md");
    std::os::unix::fs::symlink("ana@casa.1234", trava).expect("a pasta é nossa");
    std::fs::write(serve.livro.path().join("src/dados.csv"), "1,2\n").expect("grava");
    serve.gravar("# Um\n\nDepois.\n");
    let estado = serve.ate(|estado| estado["versao"] != antes);
    assert!(estado["falha"].is_null(), "{estado}");
    assert!(serve.pagina("/index.html").1.contains("Depois."));
    let (status, _) = serve.pagina("/dados.csv");
    assert_eq!(status, 200, "os outros arquivos vão ao site");
}

/// Com um cargo que espera por uma ordem antes de entregar os programas que se compilam à parte.
#[cfg(unix)]
#[test]
fn a_pagina_vem_antes_da_busca_e_dos_diagramas_que_entram_nela_depois() {
    use std::os::unix::fs::PermissionsExt;
    let pasta = tempfile::tempdir().expect("pasta temporária");
    let em = |nome: &str| pasta.path().join(nome);
    let curso = std::path::Path::new(env!("CARGO_BIN_EXE_curso"));
    let prontos = curso.parent().expect("está numa pasta");
    std::fs::copy(curso, em("curso")).expect("copia a ferramenta");
    let script = "#!/bin/sh\ncd \"${0%/*}\" && read -r _ <ordem && cp \"$PRONTOS/busca\" \"$PRONTOS/diagramas\" .\n";
    std::fs::write(em("cargo"), script).expect("a pasta é nossa");
    let executavel = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(em("cargo"), executavel).expect("o arquivo é nosso");
    let ordem = Command::new("mkfifo").arg(em("ordem")).status();
    assert!(ordem.expect("há mkfifo").success());

    let texto = "# Um\n\n```mermaid legenda=\"x\" alt=\"y\"\nsequenceDiagram\n  A->>B: <oi>\n```\n";
    let mut ferramenta = Command::new(em("curso"));
    ferramenta.env("CARGO", em("cargo")).env("PRONTOS", prontos);
    let mut serve = Servido::de(texto, &mut ferramenta);
    let antes = serve.ate(|_| true);
    assert_eq!(antes["busca"], "preparando");
    let (status, corpo) = serve.pagina("/index.html");
    assert_eq!(status, 200, "{corpo}");
    let codigo = "A-&gt;&gt;B: &lt;oi&gt;";
    contem(&corpo, &["O desenho está sendo preparado", codigo]);
    assert_eq!(serve.pagina("/pagefind/pagefind.js").0, 503);

    std::fs::write(em("ordem"), "vai\n").expect("o cargo espera");
    serve.ate(|estado| estado["versao"] != antes["versao"]);
    let (_, corpo) = serve.pagina("/index.html");
    contem(&corpo, &["<svg"]);
    assert!(!corpo.contains("sendo preparado"), "{corpo}");
    serve.ate(|estado| estado["busca"] == "pronta");
    assert_eq!(serve.pagina("/pagefind/pagefind.js").0, 200);
}

#[cfg(unix)]
#[test]
fn os_dois_sinais_encerram_com_0_e_sem_deixar_nada() {
    use nix::sys::signal::Signal;
    for sinal in [Signal::SIGINT, Signal::SIGTERM] {
        let mut serve = Servido::com("# Um\n\nFrase.\n");
        encerrar(&serve.filho, sinal);
        let estado = serve.filho.wait().expect("o filho é nosso");
        assert_eq!(estado.code(), Some(0), "{sinal}");
        let servido = serve.livro.path().join("target/servido");
        assert!(!servido.exists(), "{sinal}: a pasta do livro ficou");
    }
}
