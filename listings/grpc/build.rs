//! Compila o contrato: os tipos, o stub do cliente, o esqueleto do servidor e o
//! descritor que a reflexão mostra. Sem `protoc`: o protox é um compilador em Rust.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use prost::Message;

// ANCHOR: build
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=proto");
    let contrato = protox::compile(["proto/deposito.proto"], ["proto"])?;
    let pasta = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(pasta.join("deposito.bin"), contrato.encode_to_vec())?;
    tonic_prost_build::configure().compile_fds(contrato)?;
    Ok(())
}
// ANCHOR_END: build
