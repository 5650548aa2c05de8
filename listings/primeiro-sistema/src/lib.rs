//! O primeiro sistema distribuído do curso: um mural de recados.
//!
//! O mesmo serviço em duas formas. Em uma, tudo é chamada de função, num
//! processo só. Na outra, três processos trocam mensagens por TCP:
//!
//! ```text
//! recados-um-processo:   teclado ─► recados ─► diário ─► disco
//!
//! recados-cliente ──────► recados-servidor ──────► recados-armazenamento ─► disco
//!          ◄── prazo 3 s         ◄── prazo 1 s
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`recados`]: o serviço, que não sabe em qual das formas está;
//! 2. [`falha`]: os dois jeitos de um pedido não dar certo;
//! 3. [`diario`]: os recados no disco, e o que se salva depois de uma queda;
//! 4. [`console`]: uma linha digitada, uma resposta;
//! 5. [`mensagem`]: levar um texto por TCP, com limite e com prazo;
//! 6. [`destino`]: perguntar a outro processo;
//! 7. [`servidor`]: responder a outros processos;
//! 8. [`armazem_remoto`]: o armazém que está em outro processo.
//!
//! Simplificações: uma conexão por pedido, nenhuma repetição automática,
//! nenhuma cifra. O diário detecta um fim cortado, não um byte trocado.

pub mod armazem_remoto;
pub mod console;
pub mod destino;
pub mod diario;
pub mod falha;
pub mod mensagem;
pub mod recados;
pub mod servidor;
