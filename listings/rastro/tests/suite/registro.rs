//! O que um rastro aceita, recusa e conta.

use rastro::{Incoerente, Rastro};

fn dois() -> Rastro {
    Rastro::novo(["Ana", "Bia"]).unwrap()
}

#[test]
fn um_rastro_conta_o_que_houve_na_ordem_em_que_houve() {
    let mut r = dois();
    let oi = r.enviar(0, 1, "oi").unwrap();
    r.relogio("1");
    let copia = r.duplicar(oi).unwrap();
    r.receber(oi).unwrap();
    r.perder(copia).unwrap();
    r.vencer(1, "responder").unwrap();
    r.local(0, "espera").unwrap();
    r.cair(0).unwrap();
    r.voltar(0).unwrap();
    assert_eq!(
        r.linhas(),
        [
            "Ana envia a Bia: oi [1]",
            "duplica-se a caminho de Bia, vinda de Ana: oi",
            "Bia recebe de Ana: oi",
            "perde-se a caminho de Bia, vinda de Ana: oi",
            "Bia: vence o prazo (responder)",
            "Ana: espera",
            "Ana cai",
            "Ana volta",
        ]
    );
}

#[test]
fn o_que_nao_pode_ter_acontecido_e_recusado_e_nao_entra() {
    let mut r = dois();
    let perdida = r.enviar(0, 1, "a").unwrap();
    r.perder(perdida).unwrap();
    let recebida = r.enviar(0, 1, "b").unwrap();
    r.receber(recebida).unwrap();
    let antes = r.clone();
    assert_eq!(r.receber(perdida), Err(Incoerente::JaPerdida(0)));
    assert_eq!(r.perder(perdida), Err(Incoerente::JaPerdida(0)));
    assert_eq!(r.duplicar(perdida), Err(Incoerente::JaPerdida(0)));
    assert_eq!(r.perder(recebida), Err(Incoerente::JaRecebida(1)));
    assert_eq!(r.receber(recebida), Err(Incoerente::JaRecebida(1)));
    assert_eq!(r.local(2, "x"), Err(Incoerente::SemProcesso(2, 2)));
    assert_eq!(r.enviar(0, 7, "x"), Err(Incoerente::SemProcesso(7, 2)));
    assert_eq!(r.voltar(0), Err(Incoerente::NaoCaido(0)));
    let de_outro = Rastro::novo(["A"]).unwrap();
    assert_eq!(
        de_outro.mensagem(recebida),
        Err(Incoerente::NaoEnviada(1)),
        "a mensagem é de outro rastro"
    );
    assert_eq!(r, antes, "um evento recusado não deixa marca");
}

#[test]
fn quem_caiu_so_pode_voltar_e_a_rede_nao_para_por_isso() {
    let mut r = dois();
    let a = r.enviar(0, 1, "a").unwrap();
    let b = r.enviar(0, 1, "b").unwrap();
    r.cair(1).unwrap();
    assert_eq!(r.cair(1), Err(Incoerente::Caido(1)));
    assert_eq!(r.receber(a), Err(Incoerente::Caido(1)));
    assert_eq!(r.local(1, "x"), Err(Incoerente::Caido(1)));
    assert_eq!(r.vencer(1, "x"), Err(Incoerente::Caido(1)));
    assert_eq!(r.enviar(1, 0, "x"), Err(Incoerente::Caido(1)));
    r.perder(b)
        .expect("a rede perde também o que vai a quem caiu");
    r.voltar(1).unwrap();
    r.receber(a)
        .expect("quem voltou recebe o que ainda viajava");
}

#[test]
fn sem_processos_nao_ha_execucao() {
    assert_eq!(Rastro::novo::<&str>([]), Err(Incoerente::SemProcessos));
}
