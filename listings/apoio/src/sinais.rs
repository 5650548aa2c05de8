//! Um sinal que mataria o programa calado vira um erro que se pode dizer.

/// Com o limite de tamanho de arquivo (`ulimit -f`) atingido, o sistema manda
/// SIGXFSZ, que mata sem uma palavra. Com o sinal bloqueado, a escrita falha, e o
/// programa diz o que houve. As threads iniciadas depois herdam o bloqueio.
pub(crate) fn falhar_em_vez_de_morrer() {
    #[cfg(unix)]
    {
        use nix::sys::signal::{SigSet, Signal};
        let mut sinais = SigSet::empty();
        sinais.add(Signal::SIGXFSZ);
        // Se não der, o programa segue como todo programa: morreria.
        let _ = sinais.thread_block();
    }
}
