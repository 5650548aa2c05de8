//! O que o capítulo mostra do Kafka de verdade.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::sync::RwLockWriteGuard;

use crate::comum::{DeVerdade, de_verdade_so_meu, nome_novo};
use crate::{CONSUMIDOR, CONTADOR, GRUPO, PRODUTOR};
use apoio::saida::{comando, conferir_sessao};

/// Uma sessão de terminal: cada comando com o que ele escreveu nas duas saídas, na
/// ordem em que escreveu.
/// O leitor não digita `--endereco`: o programa o tira de KAFKA_BOOTSTRAP.
struct Sessao {
    kafka: DeVerdade<RwLockWriteGuard<'static, ()>>,
    texto: String,
}

impl Sessao {
    fn nova() -> Self {
        let (kafka, texto) = (de_verdade_so_meu(), String::new());
        Self { kafka, texto }
    }

    /// Um comando, com estas linhas na entrada; o livro o mostra como `printf`.
    fn rodar(&mut self, programa: &str, argumentos: &[&str], entrada: &[&str]) {
        let nome = std::path::Path::new(programa)
            .file_stem()
            .expect("tem nome");
        let linha = comando(nome.to_str().expect("é UTF-8"), argumentos);
        self.texto += &match entrada {
            [] => linha,
            _ => linha.replacen(
                "$ ",
                &format!("$ printf '%s\\n' {} | ", citar(entrada)),
                1,
            ),
        };
        // Um cano só, como o terminal do leitor.
        let (mut leitura, escrita) = io::pipe().expect("há canos");
        let filho = Command::new(programa)
            .args(argumentos)
            .args(["--endereco", &self.kafka.endereco])
            .stdin(Stdio::piped())
            .stderr(escrita.try_clone().expect("há descritores"))
            .stdout(escrita)
            .spawn();
        let mut filho = filho.expect("o programa inicia");
        let mut pipe = filho.stdin.take().expect("é um pipe");
        for linha in entrada {
            writeln!(pipe, "{linha}").expect("o programa lê a entrada");
        }
        drop(pipe);
        let lido = leitura.read_to_string(&mut self.texto);
        lido.expect("o programa escreve texto");
        filho.wait().expect("é nosso filho");
    }

    /// Compara, com os nomes de tópico que o livro usa.
    fn conferir(self, arquivo: &str, nomes: &[(&str, &str)]) {
        let trocar = |texto: String, (de, para): &(&str, &str)| texto.replace(de, para);
        conferir_sessao(arquivo, &nomes.iter().fold(self.texto, trocar));
    }
}

fn citar(linhas: &[&str]) -> String {
    let citadas: Vec<_> = linhas.iter().map(|linha| format!("'{linha}'")).collect();
    citadas.join(" ")
}

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn quem_cai_antes_de_confirmar_repete_e_com_deposito_nao() {
    let mut sessao = Sessao::nova();
    let topico = nome_novo("queda");
    let alvo = ["--topico", topico.as_str()];
    let linhas = ["pão", "leite", "café", "queijo"];
    let com = |mais: &[&'static str]| [&alvo[..], mais].concat();
    sessao.rodar(PRODUTOR, &com(&["--particoes", "1"]), &linhas);
    sessao.rodar(CONSUMIDOR, &com(&["--cair-depois", "2"]), &[]);
    sessao.rodar(CONSUMIDOR, &com(&["--ate-o-fim"]), &[]);
    sessao.conferir("queda.txt", &[(&topico, "compras")]);

    let pasta = tempfile::tempdir().expect("há pasta temporária");
    let arquivo = pasta.path().join("efeitos").display().to_string();
    let mut sessao = Sessao::nova();
    let base = [&alvo[..], &["--grupo", "caixa", "--deposito", &arquivo]].concat();
    sessao.rodar(
        CONSUMIDOR,
        &[&base[..], &["--cair-depois", "2"]].concat(),
        &[],
    );
    sessao.rodar(CONSUMIDOR, &[&base[..], &["--ate-o-fim"]].concat(), &[]);
    let no_livro = "target/efeitos";
    let nomes = [(topico.as_str(), "compras"), (arquivo.as_str(), no_livro)];
    sessao.conferir("deposito.txt", &nomes);
}

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn o_grupo_reparte_como_o_livro_mostra() {
    let mut sessao = Sessao::nova();
    let topico = nome_novo("divisao");
    let argumentos = ["--topico", topico.as_str(), "--grupo", &topico];
    let comandos = ["entra", "entra", "sai 2", "fim"];
    sessao.rodar(GRUPO, &argumentos, &comandos);
    let acrescimo = format!(" -- --topico {topico} --grupo {topico}");
    sessao.conferir("grupo.txt", &[(&acrescimo, "")]);
}

/// As frases, a queda no pior lugar e a volta; devolve a sessão e o nome novo que
/// serve ao tópico, ao grupo e, com `-contagens`, ao estado.
fn contar_caindo(modo: &[&str]) -> (Sessao, String) {
    let mut sessao = Sessao::nova();
    let nome = nome_novo("frases");
    let frases = ["a rede cai", "a rede volta", "cai de novo"];
    let como = ["--topico", &nome, "--particoes", "1", "--quieto"];
    sessao.rodar(PRODUTOR, &como, &frases);
    let estado = format!("{nome}-contagens");
    let alvo = ["--entrada", &nome, "--estado", &estado, "--grupo", &nome];
    let alvo = [&alvo[..], modo].concat();
    for mais in [&["--cair-na", "1"][..], &["--ate-o-fim"]] {
        sessao.rodar(CONTADOR, &[&alvo[..], mais].concat(), &[]);
    }
    sessao.rodar(CONTADOR, &["--estado", &estado, "--totais"], &[]);
    (sessao, nome)
}

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn o_contador_que_cai_no_pior_lugar_so_repete_sem_transacao() {
    let (sessao, nome) = contar_caindo(&["--sem-transacao"]);
    sessao.conferir("sem-transacao.txt", &[(&nome, "ensaio")]);

    // Estes o livro não diz: são os nomes de costume do programa.
    let (sessao, nome) = contar_caindo(&[]);
    let longo = format!("--entrada {nome} --estado {nome}-contagens --grupo {nome} ");
    let totais = format!("--estado {nome}-contagens --totais");
    let nomes = [(&*longo, ""), (&*totais, "--totais"), (&*nome, "frases")];
    sessao.conferir("transacao.txt", &nomes);
}
