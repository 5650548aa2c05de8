//! Os dois que não escrevemos: o medidor que vem com o Kafka, e a biblioteca do Python.

use std::process::{Command, Stdio};

use kafka::produtor::Acks;

use crate::envios::{BYTES, Carga, ESPERA_MS, Mesa, nome};

pub fn medidor(mesa: &Mesa, topico: &str, acks: Acks, lote: u32, carga: Carga) -> f64 {
    let ritmo = carga.por_segundo.map_or("-1".to_owned(), |r| r.to_string());
    let saida = rodar(
        Command::new("java")
            .arg("-cp")
            .arg(&mesa.jars)
            .arg("-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
            .args([
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                topico,
            ])
            .args(["--record-size", &BYTES.to_string(), "--throughput", &ritmo])
            .args(["--num-records", &(carga.aquecer + carga.medir).to_string()])
            .args(["--warmup-records", &carga.aquecer.to_string()])
            .args(["--bootstrap-server", &mesa.ligacao.endereco])
            .arg("--command-property")
            .arg(format!("acks={}", nome(acks)))
            .arg(format!("batch.size={lote}"))
            .arg(format!("linger.ms={ESPERA_MS}")),
    );
    // A última linha é a da parte depois do aquecimento:
    // «500000 steady state records sent, 412031.3 records/sec (39.30 MB/sec), …»
    let linha = saida.lines().rfind(|l| l.contains("steady state"));
    linha
        .and_then(|l| l.split(", ").nth(1)?.split(' ').next()?.parse().ok())
        .unwrap_or_else(|| panic!("não achei a vazão em: {saida}"))
}

pub fn python(mesa: &Mesa, topico: &str, acks: Acks, lote: u32, carga: Carga) -> f64 {
    let programa = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/medidas/produtor.py");
    let numeros = [
        lote as usize,
        ESPERA_MS as usize,
        carga.aquecer,
        carga.medir,
        carga.por_segundo.unwrap_or(0),
    ];
    let saida = rodar(
        Command::new(&mesa.python)
            .args([programa, &mesa.ligacao.endereco, topico, nome(acks)])
            .args(numeros.map(|n| n.to_string())),
    );
    let vazao = saida.trim().parse();
    vazao.unwrap_or_else(|_| panic!("não achei a vazão em: {saida}"))
}

fn rodar(comando: &mut Command) -> String {
    let saida = comando
        .stderr(Stdio::inherit())
        .output()
        .expect("o programa existe");
    assert!(saida.status.success(), "{comando:?}: {}", saida.status);
    String::from_utf8_lossy(&saida.stdout).into_owned()
}
