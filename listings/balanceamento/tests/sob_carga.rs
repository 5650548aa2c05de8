//! Servidores de verdade, mortos e religados enquanto clientes pedem.
//!
//! **Conexão perdida**: o balanceador a aceitou, e ela acabou sem a resposta
//! inteira de um servidor vivo. Quem conta é o cliente (`carga::pedir`), que
//! confere o número do pedido na resposta; o balanceador conta também, e as
//! duas contas têm de bater.
#![cfg(unix)]

mod comum;

use std::net::SocketAddr;

use apoio::teste::Programa;
use balanceamento::carga::{Relatorio, carregar};
use comum::processos::{Balanceador, Servidor};
use tokio::runtime::Runtime;
use tokio::sync::watch;

const PEDIDOS: usize = 4000;
const JUNTAS: usize = 32;
/// Pedidos respondidos entre um acontecimento e o seguinte: prova de que a
/// carga não parou para a morte passar.
const FOLGA: usize = 100;

/// Roda a carga enquanto `acontecer` mata e religa. O segundo argumento espera
/// que mais `FOLGA` pedidos terminem.
fn sob_carga(alvo: SocketAddr, acontecer: impl FnOnce(&dyn Fn())) -> Relatorio {
    let tokio = Runtime::new().expect("o tokio devia começar");
    let feitos = watch::Sender::new(0);
    let mut andamento = feitos.subscribe();
    let carga =
        tokio.spawn(async move { carregar(alvo, PEDIDOS, JUNTAS, &feitos).await });
    acontecer(&|| {
        let mut andamento = andamento.clone();
        let alvo = (*andamento.borrow() + FOLGA).min(PEDIDOS);
        let espera = andamento.wait_for(|&n| n >= alvo);
        let chegou = tokio.block_on(comum::logo("a carga devia andar", espera));
        assert!(
            chegou.is_ok(),
            "a carga acabou antes do teste: aumente PEDIDOS"
        );
    });
    andamento.mark_unchanged();
    let fim = tokio.block_on(comum::logo("a carga devia acabar", carga));
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
        "perdas: {:?}",
        relatorio.perdas
    );
    assert_eq!(relatorio.respondidas(), PEDIDOS);
    let contas = balanceador.encerrar();
    assert_eq!(
        comum::processos::conta(&contas, "completas"),
        PEDIDOS,
        "{contas}"
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
    let conta = |nome| comum::processos::conta(&contas, nome);
    assert_eq!(conta("aceitas"), PEDIDOS, "{contas}");
    assert_eq!(conta("completas"), PEDIDOS - perdidas, "{contas}");
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
    assert!(
        relatorio.perdas.is_empty(),
        "perdas: {:?}",
        relatorio.perdas
    );
    balanceador.encerrar();
}
