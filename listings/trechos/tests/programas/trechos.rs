//! Um teste por trecho, gerado pelo build.rs.

// O código é do skeptic, que ainda escreve `extern crate`.
#![allow(unused_extern_crates)]

include!(concat!(env!("OUT_DIR"), "/skeptic-tests.rs"));
