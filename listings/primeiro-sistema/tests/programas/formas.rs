//! As duas formas do mesmo serviço: um processo e três.

use apoio::teste::{Fim, Programa};

use crate::comum::{Sistema, UM_PROCESSO, digitar};

fn em_um_processo(pedidos: &[&str]) -> Fim {
    let pasta = tempfile::tempdir().unwrap();
    let arquivo = pasta.path().join("recados.txt");
    let opcoes = ["--arquivo", arquivo.to_str().unwrap()];
    digitar(Programa::iniciar(UM_PROCESSO, &opcoes), pedidos)
}

#[test]
fn as_duas_formas_dao_a_mesma_resposta() {
    let grande = format!("guardar {}", "a".repeat(1000));
    let grande_demais = format!("guardar {}", "a".repeat(1001));
    let enorme = "x".repeat(5000);
    let enorme_em_letras = format!("guardar {}", "ã".repeat(2044));
    let pedidos = [
        "listar",
        "guardar comprar pão",
        "  guardar   com espaços em volta  ",
        "guardar",
        "guardar ",
        "guardar ok",
        "guardar recusa",
        "listar tudo",
        "apagar 1",
        "",
        "guardar \u{7} campainha",
        "guardar um\ttab",
        &grande,
        &grande_demais,
        &enorme,
        &enorme_em_letras,
        "guardar 🦀 e ação",
        "listar",
    ];

    let em_um = em_um_processo(&pedidos);
    let em_tres = Sistema::novo().cliente(&pedidos);

    assert_eq!(em_um.saida, em_tres.saida, "as respostas boas diferem");
    assert_eq!(em_um.erro, em_tres.erro, "os erros diferem");
    assert_eq!(em_um.status.code(), em_tres.status.code());
    assert!(em_um.saida.ends_with("6. 🦀 e ação\n"), "{}", em_um.saida);
}

#[test]
fn listar_mostra_os_cinquenta_ultimos_nas_duas_formas() {
    let mut pedidos: Vec<_> = (1..=60).map(|n| format!("guardar recado {n}")).collect();
    pedidos.push("listar".to_owned());
    let pedidos: Vec<_> = pedidos.iter().map(String::as_str).collect();

    let em_um = em_um_processo(&pedidos);
    let em_tres = Sistema::novo().cliente(&pedidos);

    assert_eq!(em_um.saida, em_tres.saida);
    let mostrados: Vec<_> = em_um.saida.lines().skip(60).collect();
    assert_eq!(mostrados.len(), 50);
    assert_eq!(mostrados.first(), Some(&"11. recado 11"));
}

#[test]
fn o_arquivo_de_uma_forma_serve_a_outra() {
    let sistema = Sistema::novo();
    sistema.cliente(&["guardar de três processos"]);
    let arquivo = sistema.arquivo();
    let pasta = sistema.pasta;
    drop(sistema.armazenamento);

    let opcoes = ["--arquivo", arquivo.to_str().unwrap()];
    let fim = digitar(Programa::iniciar(UM_PROCESSO, &opcoes), &["listar"]);

    assert_eq!(fim.saida, "1. de três processos\n", "{}", fim.erro);
    drop(pasta);
}
