//! Quem entra, e com que cifra.

use std::time::Duration;

use crate::comum::{NoAr, SEM_REPETIR};
use apoio::teste::PRAZO;
use grpc::cliente::Cliente;
use grpc::cliente::canal::{Tls, stub};
use grpc::cliente::linha::erro::dizer;
use grpc::credencial::{Credencial, CredencialRuim};
use grpc::deposito::Limites;
use grpc::servidor::Opcoes;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair,
};
use tonic::transport::{Channel, Endpoint, Identity};
use tonic::{Code, Status};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;

const SEGREDO: &str = "uma-credencial-longa";

async fn servidor(opcoes: Opcoes) -> NoAr {
    let no_ar = NoAr::com(Limites::default(), Duration::ZERO, opcoes).await;
    no_ar.deposito.gravar("a", 1).expect("cabe");
    no_ar
}

async fn obter(
    servidor: &NoAr,
    nome: &str,
    tls: Option<&Tls>,
    credencial: Option<&str>,
) -> Result<i64, Status> {
    let endereco = format!("{nome}:{}", servidor.endereco.port());
    let credencial = credencial.map(|c| Credencial::nova(c).expect("serve"));
    let stub = stub(&[endereco], tls, credencial).expect("o endereço é bom");
    let cliente = Cliente::novo(stub, Some(PRAZO), SEM_REPETIR);
    cliente.obter("a").await.map(|item| item.valor)
}

#[tokio::test]
async fn sem_a_credencial_certa_o_servico_nao_e_chamado() {
    let servidor = servidor(Opcoes {
        credencial: Some(Credencial::nova(SEGREDO).expect("serve")),
        ..Opcoes::default()
    })
    .await;
    let errada = "outra-credencial-longa";
    for credencial in [None, Some(errada), Some(&SEGREDO[..16])] {
        let erro = obter(&servidor, "127.0.0.1", None, credencial).await;
        let erro = erro.expect_err("não entra");
        assert_eq!(erro.code(), Code::Unauthenticated, "{credencial:?}");
    }
    let certa = obter(&servidor, "127.0.0.1", None, Some(SEGREDO)).await;
    assert_eq!(certa.expect("entra"), 1);
}

#[tokio::test]
async fn a_saude_responde_a_quem_nao_tem_credencial() {
    let servidor = servidor(Opcoes {
        credencial: Some(Credencial::nova(SEGREDO).expect("serve")),
        ..Opcoes::default()
    })
    .await;
    let ponta = format!("http://{}", servidor.endereco);
    let canal: Channel = Endpoint::from_shared(ponta)
        .expect("é endereço")
        .connect_lazy();
    let mut saude = HealthClient::new(canal);
    let servico = HealthCheckRequest {
        service: "curso.deposito.v1.Deposito".into(),
    };
    let resposta = saude.check(servico).await.expect("responde").into_inner();
    assert_eq!(resposta.status().as_str_name(), "SERVING");
}

#[test]
fn credencial_curta_ou_com_acento_nao_serve() {
    let ruim = |texto| Credencial::nova(texto).err();
    assert_eq!(ruim("curta"), Some(CredencialRuim::Curta));
    let acento = "não-é-ascii-não-é-ascii";
    assert_eq!(ruim(acento), Some(CredencialRuim::Caractere));
    assert_eq!(
        ruim("com espaço no meio dela"),
        Some(CredencialRuim::Caractere)
    );
    assert_eq!(
        ruim("uma-credencial-longa\n"),
        None,
        "a quebra do fim não conta"
    );
}

pub type Autoridade = CertifiedIssuer<'static, KeyPair>;

pub fn autoridade() -> Autoridade {
    let mut dados = CertificateParams::new([]).expect("sem nomes");
    // Duas autoridades de mesmo nome passariam uma pela outra até a assinatura.
    let nome = format!("autoridade {:016x}", fastrand::u64(..));
    dados.distinguished_name.push(DnType::CommonName, nome);
    dados.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let chave = KeyPair::generate().expect("há aleatoriedade");
    CertifiedIssuer::self_signed(dados, chave).expect("assina a si mesma")
}

pub fn identidade(de: &Autoridade, nome: &str, vencido: bool) -> Identity {
    let mut dados = CertificateParams::new([nome.to_owned()]).expect("é nome");
    if vencido {
        dados.not_after = rcgen::date_time_ymd(2001, 1, 1);
        dados.not_before = rcgen::date_time_ymd(2000, 1, 1);
    }
    let chave = KeyPair::generate().expect("há aleatoriedade");
    let certificado = dados.signed_by(&chave, de).expect("assinado");
    Identity::from_pem(certificado.pem(), chave.serialize_pem())
}

pub fn confiando(em: &Autoridade, nome: Option<&str>) -> Tls {
    Tls {
        autoridade: em.pem().into_bytes(),
        nome: nome.map(str::to_owned),
    }
}

async fn com_tls(tls: Identity) -> NoAr {
    servidor(Opcoes {
        tls: Some(tls),
        ..Opcoes::default()
    })
    .await
}

#[tokio::test]
async fn com_tls_quem_confia_na_autoridade_e_atendido() {
    let ca = autoridade();
    let servidor = com_tls(identidade(&ca, "localhost", false)).await;
    let pela_rede = confiando(&ca, None);
    let pelo_nome = obter(&servidor, "localhost", Some(&pela_rede), None);
    assert_eq!(pelo_nome.await.expect("atendido"), 1);
    let outro = confiando(&ca, Some("localhost"));
    let pelo_numero = obter(&servidor, "127.0.0.1", Some(&outro), None);
    assert_eq!(pelo_numero.await.expect("atendido"), 1);
}

#[tokio::test]
async fn certificado_que_nao_vale_e_recusado_com_o_motivo() {
    let ca = autoridade();
    let (bom, vencido) = (
        com_tls(identidade(&ca, "localhost", false)).await,
        com_tls(identidade(&ca, "localhost", true)).await,
    );
    let sua = confiando(&ca, None);
    for (servidor, nome, tls, motivo) in [
        (
            &bom,
            "localhost",
            &confiando(&autoridade(), None),
            "essa autoridade",
        ),
        (&bom, "127.0.0.1", &sua, "de outro nome"),
        (&vencido, "localhost", &sua, "venceu"),
    ] {
        let erro = obter(servidor, nome, Some(tls), None).await;
        let erro = erro.expect_err("recusado");
        assert_eq!(erro.code(), Code::Unavailable);
        let dito = dizer(erro).to_string();
        assert!(dito.contains(motivo), "{motivo}: {dito}");
    }
}

#[tokio::test]
async fn um_lado_com_tls_e_o_outro_sem_nao_se_entendem_nem_travam() {
    let ca = autoridade();
    let com = com_tls(identidade(&ca, "localhost", false)).await;
    let erro = obter(&com, "localhost", None, None)
        .await
        .expect_err("sem TLS");
    assert_eq!(erro.code(), Code::Unavailable, "{erro:?}");
    let sem = servidor(Opcoes::default()).await;
    let erro = obter(&sem, "localhost", Some(&confiando(&ca, None)), None).await;
    let dito = dizer(erro.expect_err("sem TLS")).to_string();
    assert!(dito.contains("não fala TLS"), "{dito}");
}
