use crate::comum::{LivroDeTeste, novo};
use std::process::Command;

const MOTIVO: &str = "a raiz do curso não tem lugar para isto";
const REMEDIO: &str =
    "ponha-o na pasta a que pertence (src/, listings/, theme/ ou xtask/) ou apague-o";

fn git(livro: &LivroDeTeste, argumentos: &[&str]) {
    let mut git = Command::new("git");
    let estado = git.arg("-C").arg(livro.raiz()).args(argumentos).status();
    let estado = estado.expect("há git");
    assert!(estado.success(), "git {argumentos:?}: {estado}");
}

recusas! {
    @o_que_nao_e_da_raiz_e_recusado_tambem_sem_git
        novo("1", "saída\n"), "1", 1 => MOTIVO, REMEDIO;
}

aceitos! {
    @o_que_o_git_ignora_nao_e_da_raiz_nem_de_ninguem
        novo(".gitignore", "/target\n/book/\n/*.eventos*\n")
            .escrever("target/a", "")
            .escrever("book/a", "")
            .escrever("conta.eventos.1", "");
}

#[test]
fn num_repositorio_so_conta_o_que_ele_guarda() {
    let livro = LivroDeTeste::bom();
    git(&livro, &["init", "--quiet"]);
    git(&livro, &["add", "."]);
    let livro = livro.escrever("rascunho.txt", "meu\n");
    livro.aceita();
    git(&livro, &["add", "rascunho.txt"]);
    livro.recusa("rascunho.txt", 1, MOTIVO, REMEDIO);
}
