//! Os programas pela porta da frente: o que mostram, o que recusam, como acabam.

#![cfg(unix)]

use std::io::Write;
use std::net::SocketAddr;

use apoio::saida::{com_porta, comando, conferir_sessao, mostrar};

use crate::comum::{
    AJUSTE, BALANCEADOR, BOLAS, Balanceador, CARGA, SERVIDOR, Servidor, VAZAO, conta,
    rodar,
};
use crate::figuras::GRAFICO;

fn pedir(alvo: SocketAddr, pedidos: &str) -> String {
    let alvo = alvo.to_string();
    rodar(CARGA, &["--endereco", &alvo, "--pedidos", pedidos]).saida
}

#[test]
fn o_rodizio_reparte_trezentos_pedidos_em_tres_partes_iguais() {
    let servidores = Servidor::tres();
    let balanceador = Balanceador::com(&servidores, &["--politica", "rodizio"]);
    let saida = pedir(balanceador.endereco, "300");
    let comando = comando("carga", &["--pedidos", "300"]);
    conferir_sessao("rodizio.txt", &(comando + &saida));
}

#[cfg(unix)]
#[test]
fn servidor_morto_sai_e_religado_volta() {
    let mut servidores = Servidor::tres();
    let balanceador = Balanceador::com(&servidores, &["--politica", "rodizio"]);
    let mut no_livro = String::new();
    let mut ver = |trecho: &str, servidor: &Servidor| {
        let linha = balanceador.programa.esperar_no_diario(trecho);
        no_livro += &com_porta(&linha, servidor.endereco(), 25022);
        no_livro += "\n";
    };
    servidores[1].matar();
    ver("saiu", &servidores[1]);
    assert_eq!(
        pedir(balanceador.endereco, "100"),
        "100 respostas, 0 perdidas\n       A 50\n       C 50\n"
    );
    servidores[1].religar();
    ver("voltou", &servidores[1]);
    let de_volta = pedir(balanceador.endereco, "300");
    assert!(
        de_volta.contains("B 100"),
        "B devia voltar a receber: {de_volta}"
    );
    conferir_sessao("saude.txt", &no_livro);
    assert_eq!(conta(&balanceador.encerrar(), "completas"), 400);
}

#[test]
fn sem_nenhum_servidor_vivo_o_cliente_ve_um_erro_e_o_diario_diz_por_que() {
    let mut servidores = vec![Servidor::novo("A")];
    servidores[0].matar();
    let balanceador = Balanceador::com(&servidores, &["--espera", "200ms"]);
    balanceador
        .programa
        .esperar_no_diario("nenhum servidor vivo");
    let alvo = balanceador.endereco.to_string();
    let fim = rodar(CARGA, &["--endereco", &alvo, "--pedidos", "3"]);
    assert_eq!(fim.status.code(), Some(1));
    assert!(
        fim.saida
            .contains("3 perdidas: o outro lado cortou a conexão"),
        "{}",
        fim.saida
    );
    assert_eq!(conta(&balanceador.encerrar(), "sem servidor"), 3);
}

#[cfg(unix)]
#[test]
fn sigterm_encerra_com_zero_e_diz_as_contas() {
    let servidores = vec![Servidor::novo("A")];
    let balanceador = Balanceador::com(&servidores, &[]);
    let contas = balanceador.encerrar();
    assert_eq!(conta(&contas, "aceitas"), 0, "{contas}");
}

#[test]
fn a_tabela_de_bolas_do_capitulo() {
    mostrar("bolas.txt", BOLAS, &[&["--n", "100,1000,10000"]]);
}

#[test]
fn o_ajuste_do_capitulo() {
    mostrar("ajuste.txt", AJUSTE, &[&[]]);
}

#[test]
fn a_vazao_medida_por_maquina_e_meia_sai_com_virgula() {
    let medidas = [
        "--medida", "1,5:141", "--medida", "4:340", "--medida", "8:520",
    ];
    let saida = rodar(AJUSTE, &medidas).saida;
    assert!(saida.contains("     1,5      141"), "{saida}");
}

#[test]
fn a_tabela_de_vazao_do_capitulo_resume_as_medidas_gravadas() {
    mostrar("vazao.txt", VAZAO, &[&[]]);
}

#[test]
fn a_ajuda_de_todos_e_em_portugues() {
    for programa in [BALANCEADOR, SERVIDOR, CARGA, AJUSTE, BOLAS, VAZAO, GRAFICO] {
        let fim = rodar(programa, &["--help"]);
        assert_eq!(fim.status.code(), Some(0));
        assert!(fim.saida.contains("Uso: "), "{}", fim.saida);
        for ingles in ["Usage", "Options", "default", "Print help"] {
            assert!(!fim.saida.contains(ingles), "{ingles:?} em:\n{}", fim.saida);
        }
    }
}

#[test]
fn o_nome_que_um_servidor_hostil_da_aparece_escrito() {
    let hostil = std::net::TcpListener::bind("127.0.0.1:0").expect("porta livre");
    let alvo = hostil.local_addr().expect("tem endereço");
    let servidor = std::thread::spawn(move || {
        let (mut conexao, _) = hostil.accept().expect("a carga conecta");
        let pedido = std::io::read_to_string(&conexao).expect("um pedido");
        write!(conexao, "\x1b[2JA {pedido}").expect("responder");
    });
    let saida = pedir(alvo, "1");
    servidor.join().expect("sem pânico");
    assert_eq!(saida, "1 resposta, 0 perdidas\n\\u{1b}[2JA 1\n");
}
