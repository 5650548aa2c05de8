//! Servidores de verdade, mortos e religados enquanto clientes pedem.
//!
//! **Conexão perdida**: o balanceador a aceitou, e ela acabou sem a resposta
//! inteira de um servidor vivo. Quem conta é o cliente (`carga::pedir`), que
//! confere o número do pedido na resposta; o balanceador conta também, e as
//! duas contas têm de bater.

#![cfg(unix)]

use std::net::SocketAddr;

use apoio::teste::{PRAZO, Programa};
use balanceamento::carga::{Relatorio, carregar};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::comum::{self, Balanceador, Servidor};

const JUNTAS: usize = 32;
/// Pedidos respondidos entre um acontecimento e o seguinte: prova de que a
/// carga não parou para a morte passar.
const FOLGA: usize = 200;

/// Roda a carga enquanto `acontecer` mata e religa. O argumento que ele recebe
/// espera que mais `FOLGA` pedidos terminem.
fn sob_carga(alvo: SocketAddr, acontecer: impl FnOnce(&dyn Fn())) -> Relatorio {
    let tokio = Runtime::new().expect("o tokio devia começar");
    let (parar, feitos) = (CancellationToken::new(), watch::Sender::new(0));
    let andamento = feitos.subscribe();
    let pedidos = {
        let parar = parar.clone();
        (0..).take_while(move |_| !parar.is_cancelled())
    };
    let carga =
        tokio.spawn(async move { carregar(alvo, pedidos, JUNTAS, &feitos).await });
    acontecer(&|| {
        let mut andamento = andamento.clone();
        let meta = *andamento.borrow() + FOLGA;
        let espera = andamento.wait_for(|&n| n >= meta);
        let chegou = tokio.block_on(async { timeout(PRAZO, espera).await });
        let chegou = chegou.expect("a carga devia andar");
        chegou.expect("a carga só para quando o teste manda");
    });
    parar.cancel();
    let fim = tokio.block_on(async { timeout(PRAZO, carga).await });
    let fim = fim.expect("a carga devia acabar");
    fim.expect("a carga não devia entrar em pânico")
}

/// Mata e religa cada servidor, um de cada vez, esperando que o balanceador
/// note cada coisa.
fn matar_e_religar(
    balanceador: &Programa,
    servidores: &mut [Servidor],
    andar: &dyn Fn(),
) {
    for servidor in servidores {
        andar();
        servidor.matar();
        balanceador.esperar_no_diario(&format!("servidor {} saiu", servidor.endereco()));
        andar();
        servidor.religar();
        balanceador
            .esperar_no_diario(&format!("servidor {} voltou", servidor.endereco()));
    }
    andar();
}

#[test]
fn com_repetir_nenhuma_conexao_aceita_se_perde_sob_sigkill() {
    let mut servidores = Servidor::tres();
    let balanceador = Balanceador::com(&servidores, &["--repetir", "4096"]);
    let relatorio = sob_carga(balanceador.endereco, |andar| {
        matar_e_religar(&balanceador.programa, &mut servidores, andar);
    });
    assert!(
        relatorio.perdas.is_empty(),
        "com --repetir nada devia se perder: {:?}",
        relatorio.perdas
    );
    let contas = balanceador.encerrar();
    let conta = |nome| comum::conta(&contas, nome);
    assert_eq!(conta("aceitas"), relatorio.respondidas(), "{contas}");
    assert_eq!(conta("completas"), relatorio.respondidas(), "{contas}");
    assert!(
        conta("pedidos repetidos") > 0,
        "ninguém morreu com um pedido na mão: o teste não provou nada ({contas})"
    );
    let nomes: Vec<_> = relatorio.respostas.keys().map(String::as_str).collect();
    assert_eq!(nomes, ["A", "B", "C"], "cada um devia ter atendido");
}

#[test]
fn sem_repetir_so_se_perde_o_que_ja_tinha_sido_entregue_ao_morto() {
    let mut servidores = Servidor::tres();
    let balanceador = Balanceador::com(&servidores, &[]);
    let relatorio = sob_carga(balanceador.endereco, |andar| {
        matar_e_religar(&balanceador.programa, &mut servidores, andar);
    });
    // O balanceador só chama de cortada, ou de sem resposta, a conexão cujo
    // pedido já entregou: toda perda do cliente tem de ser uma dessas.
    let perdidas = relatorio.perdidas();
    let contas = balanceador.encerrar();
    let conta = |nome| comum::conta(&contas, nome);
    assert_eq!(
        conta("aceitas"),
        relatorio.respondidas() + perdidas,
        "{contas}"
    );
    assert_eq!(conta("completas"), relatorio.respondidas(), "{contas}");
    assert_eq!(
        conta("cortadas") + conta("sem resposta"),
        perdidas,
        "alguma conexão se perdeu sem ter chegado a um servidor: {contas}"
    );
    assert!(
        perdidas <= 3 * JUNTAS,
        "três mortes não podiam custar {perdidas}: havia {JUNTAS} conexões de cada vez"
    );
}

#[track_caller]
fn nada_se_perdeu(relatorio: &Relatorio, balanceador: Balanceador) {
    assert!(
        relatorio.perdas.is_empty(),
        "com --repetir nada devia se perder: {:?}",
        relatorio.perdas
    );
    balanceador.encerrar();
}

#[test]
fn com_repetir_nada_se_perde_quando_cada_um_e_reiniciado_com_sigterm() {
    let mut servidores = Servidor::tres();
    let balanceador = Balanceador::com(&servidores, &["--repetir", "4096"]);
    let relatorio = sob_carga(balanceador.endereco, |andar| {
        for servidor in &mut servidores {
            andar();
            servidor.pedir_fim_e_esperar();
            servidor.religar();
        }
        andar();
    });
    nada_se_perdeu(&relatorio, balanceador);
}

#[test]
fn o_unico_servidor_morre_e_volta_e_as_conexoes_so_esperam() {
    let mut servidores = vec![Servidor::novo("A")];
    let balanceador =
        Balanceador::com(&servidores, &["--repetir", "4096", "--espera", "15s"]);
    let relatorio = sob_carga(balanceador.endereco, |andar| {
        andar();
        servidores[0].matar();
        let diario = &balanceador.programa;
        diario.esperar_no_diario("nenhum servidor vivo");
        servidores[0].religar();
        diario.esperar_no_diario("voltou");
        andar();
    });
    nada_se_perdeu(&relatorio, balanceador);
}
