//! Como pode acabar uma conexão que o balanceador aceitou.

/// Como acabou uma conexão aceita.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desfecho {
    Completa,
    /// O servidor recebeu algo e acabou sem dizer nada. Pode ser o protocolo
    /// dele, ou a morte: um processo morto também fecha com um fim normal.
    SemResposta,
    /// O cliente foi embora antes do fim.
    Desistiu,
    /// Nada se moveu dentro do prazo.
    Ociosa,
    /// O servidor morreu depois de receber bytes que não se podem repetir, ou
    /// no meio da resposta.
    Cortada,
    /// Nenhum servidor a recebeu dentro do prazo.
    SemServidor,
}
