//! De onde uma execução vem, para que se possa refazê-la.

/// De que modelo a execução é, e as jogadas que a refazem.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedencia {
    pub modelo: String,
    pub nos: usize,
    pub jogadas: Vec<serde_json::Value>,
}
