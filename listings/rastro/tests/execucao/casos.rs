//! Um caso por afirmação; cada um inicia os seus processos.

use std::path::Path;
use std::time::Instant;

use apoio::teste::{Fim, PRAZO, Programa};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use rastro::{Acao, Rastro};
use tempfile::TempDir;

pub const TODOS: [(&str, fn()); 6] = [
    (
        "o_que_os_processos_fazem_e_uma_execucao_do_modelo",
        o_que_os_processos_fazem_e_uma_execucao_do_modelo,
    ),
    (
        "quem_e_morto_volta_com_o_que_guardou",
        quem_e_morto_volta_com_o_que_guardou,
    ),
    (
        "quem_para_e_continua_so_se_atrasa",
        quem_para_e_continua_so_se_atrasa,
    ),
    (
        "a_violacao_e_dita_e_sai_com_1",
        a_violacao_e_dita_e_sai_com_1,
    ),
    (
        "o_pedido_de_fim_encerra_todos",
        o_pedido_de_fim_encerra_todos,
    ),
    (
        "o_diario_estragado_nao_vira_execucao",
        o_diario_estragado_nao_vira_execucao,
    ),
];

/// Os processos de uma execução, e onde gravam.
struct Execucao {
    programa: Programa,
    pasta: TempDir,
}

impl Execucao {
    fn iniciar(modelo: &str, extras: &[&str]) -> Self {
        let pasta = tempfile::tempdir().expect("há onde gravar");
        let diarios = pasta.path().join("diarios");
        let diarios = diarios.to_str().expect("caminho em UTF-8").to_owned();
        let este = std::env::current_exe().expect("sei que programa sou");
        let este = este.to_str().expect("caminho em UTF-8").to_owned();
        let argumentos = [&["executar", modelo, "--pasta", &diarios], extras].concat();
        Self {
            programa: Programa::iniciar(&este, &argumentos),
            pasta,
        }
    }

    /// O processo do nó, que o pai anuncia no diário.
    fn processo(&self, no: &str) -> Pid {
        let linha = self
            .programa
            .esperar_no_diario(&format!("nó {no}: processo"));
        let numero = linha
            .split("processo ")
            .nth(1)
            .and_then(|r| r.split(',').next());
        let numero = numero.and_then(|n| n.parse().ok());
        Pid::from_raw(numero.unwrap_or_else(|| panic!("sem o número: {linha}")))
    }

    /// Espera que o diário do nó tenha ao menos tantas linhas com o trecho.
    fn esperar(&self, no: usize, trecho: &str, quantas: usize) {
        let arquivo = self.pasta.path().join(format!("diarios/no-{no}.jsonl"));
        let vence = Instant::now() + PRAZO;
        loop {
            let diario = std::fs::read_to_string(&arquivo).unwrap_or_default();
            if diario.matches(trecho).count() >= quantas {
                return;
            }
            assert!(
                Instant::now() < vence,
                "o nó {no} não gravou {trecho}: {diario}"
            );
            std::thread::yield_now();
        }
    }

    fn terminar(self) -> (Fim, TempDir) {
        (self.programa.esperar_fim(), self.pasta)
    }
}

/// Numa máquina ocupada Ana repete, e Bia recebe duas vezes: é do modelo também.
#[track_caller]
fn e_do_modelo(fim: &Fim) -> &str {
    let conferida =
        fim.saida.contains("2 processos") && fim.saida.contains("é uma do modelo");
    assert!(conferida, "{}{}", fim.saida, fim.erro);
    &fim.saida
}

fn juntos(pasta: &Path) -> Rastro {
    let texto = std::fs::read_to_string(pasta.join("diarios/juntos.jsonl"));
    Rastro::ler(&texto.expect("o rastro foi gravado")).expect("e é um rastro")
}

fn o_que_os_processos_fazem_e_uma_execucao_do_modelo() {
    let execucao = Execucao::iniciar("teimoso", &["--tempo", "20s"]);
    execucao.esperar(0, "\"msg\":true", 1);
    execucao.programa.pedir_fim();
    let (fim, pasta) = execucao.terminar();
    assert!(fim.status.success(), "{}", fim.erro);
    let saida = &fim.saida;
    assert!(
        saida.contains("2 processos") && saida.contains("é uma do modelo"),
        "{saida}"
    );
    assert!(saida.contains("aconteceu: um dia é confirmada"), "{saida}");
    let linhas = juntos(pasta.path()).linhas();
    assert_eq!(linhas[0], "Ana envia a Bia: ficha");
    assert!(
        linhas.contains(&"Ana: sossega [0]".to_owned()),
        "{linhas:?}"
    );
}

fn quem_e_morto_volta_com_o_que_guardou() {
    let execucao = Execucao::iniciar("teimoso", &["--tempo", "20s", "--reviver"]);
    let bia = execucao.processo("Bia");
    execucao.esperar(1, "\"msg\":false", 1);
    kill(bia, Signal::SIGKILL).expect("estava viva");
    execucao.esperar(1, "iniciou", 2);
    execucao.programa.pedir_fim();
    let (fim, pasta) = execucao.terminar();
    e_do_modelo(&fim);
    let linhas = juntos(pasta.path()).linhas();
    let volta = linhas.iter().position(|l| l == "Bia volta [1]");
    assert!(
        volta.is_some(),
        "devia voltar com a contagem que guardou: {linhas:?}"
    );
    assert_eq!(linhas[volta.unwrap_or(0) - 1], "Bia cai");
}

fn quem_para_e_continua_so_se_atrasa() {
    let execucao = Execucao::iniciar("teimoso", &["--tempo", "20s"]);
    let bia = execucao.processo("Bia");
    kill(bia, Signal::SIGSTOP).expect("estava viva");
    // Ou Bia respondeu antes de parar, ou Ana insiste sem resposta.
    let parada =
        !std::fs::read_to_string(execucao.pasta.path().join("diarios/no-1.jsonl"))
            .unwrap_or_default()
            .contains("\"msg\":false");
    if parada {
        execucao.esperar(0, "venceu", 3);
    }
    kill(bia, Signal::SIGCONT).expect("ainda vive");
    execucao.esperar(0, "\"msg\":true", 1);
    execucao.programa.pedir_fim();
    let (fim, pasta) = execucao.terminar();
    e_do_modelo(&fim);
    let rastro = juntos(pasta.path());
    let quedas = rastro
        .eventos()
        .iter()
        .filter(|e| e.acao == Acao::Queda)
        .count();
    assert_eq!(quedas, 0, "parar não é cair: {:?}", rastro.linhas());
}

fn a_violacao_e_dita_e_sai_com_1() {
    let execucao = Execucao::iniciar("impossivel", &["--tempo", "20s"]);
    execucao.esperar(1, "\"msg\":false", 1);
    execucao.programa.pedir_fim();
    let (fim, _pasta) = execucao.terminar();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.saida);
    assert!(fim.saida.contains("NÃO VALEU: nada chega"), "{}", fim.saida);
    assert!(
        fim.erro.contains("a execução violou: nada chega"),
        "{}",
        fim.erro
    );
}

fn o_pedido_de_fim_encerra_todos() {
    let execucao = Execucao::iniciar("teimoso", &["--tempo", "600s"]);
    let [ana, bia] = ["Ana", "Bia"].map(|no| execucao.processo(no));
    execucao.programa.pedir_fim();
    let (fim, _pasta) = execucao.terminar();
    assert!(fim.status.success(), "{}", fim.erro);
    for no in [ana, bia] {
        assert!(kill(no, None).is_err(), "o nó {no} sobreviveu ao pai");
    }
}

fn o_diario_estragado_nao_vira_execucao() {
    let execucao = Execucao::iniciar("teimoso", &["--tempo", "20s"]);
    execucao.esperar(1, "\"msg\":false", 1);
    let arquivo = execucao.pasta.path().join("diarios/no-0.jsonl");
    // Apaga o que Ana enviou: ninguém teria mandado o que Bia recebeu.
    std::fs::write(arquivo, "").expect("o diário se escreve");
    execucao.programa.pedir_fim();
    let (fim, _pasta) = execucao.terminar();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.saida);
    assert!(
        fim.erro.contains("ninguém gravou ter enviado"),
        "{}",
        fim.erro
    );
}
