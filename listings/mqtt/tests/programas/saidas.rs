//! O que o livro mostra dos programas.

use apoio::saida::{com_porta, comando, conferir_sessao, mostrar};
use apoio::teste::no_shell;

use crate::comum::embutido;
use crate::programas::{PAINEL, SENSOR, TRES_QOS, url};

#[test]
fn os_pacotes_sao_os_que_o_livro_mostra() {
    mostrar("tres-qos.txt", TRES_QOS, &[&[]]);
    mostrar("tres-qos-cortar.txt", TRES_QOS, &[&["--cortar"]]);
}

#[test]
fn o_sensor_e_o_painel_dizem_o_que_o_livro_mostra() {
    let endereco = embutido();
    let broker = url(&endereco);
    let endereco = endereco.to_string().parse().expect("é o do teste");
    let juntas = |argumentos: &[&str]| no_shell(r#"exec "$@" 2>&1"#, argumentos);
    let painel = juntas(&[PAINEL, "--broker", &broker, "--mensagens", "6"]);
    let mut vistas = painel.linha() + "\n";
    let (argumentos, intervalo) = (["--leituras", "3"], ["--intervalo", "500ms"]);
    let do_teste = [
        &[SENSOR][..],
        &argumentos,
        &intervalo,
        &["--broker", &broker],
    ];
    let fim = juntas(&do_teste.concat()).esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.saida);
    let saida = com_porta(&fim.saida, endereco, 1883);
    conferir_sessao("sensor.txt", &(comando("sensor", &argumentos) + &saida));
    // Sai depois da quinta mensagem: a sexta ninguém manda.
    vistas.extend((0..5).map(|_| painel.linha() + "\n"));
    conferir_sessao("painel.txt", &vistas);
    painel.pedir_fim();
    assert_eq!(painel.esperar_fim().status.code(), Some(0));
}

#[test]
fn o_sensor_para_quando_ninguem_mais_le_o_que_ele_diz() {
    let broker = url(&embutido());
    let sensor = [SENSOR, "--broker", &broker, "--intervalo", "20ms"];
    // O shell só acaba quando acabam os dois.
    let fim = no_shell(r#""$@" | head -1"#, &sensor).esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    assert!(fim.saida.starts_with("leitura 1:"), "{}", fim.saida);
}
