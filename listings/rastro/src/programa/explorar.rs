//! `explorar`: o modelo numa página, vivo.
pub fn explorar(
    _: &str,
    _: Box<dyn super::maquina::Maquina>,
    _: &super::argumentos::Argumentos,
) -> anyhow::Result<Vec<String>> {
    anyhow::bail!("por fazer")
}
