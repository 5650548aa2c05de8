//! O apêndice *O Rust essencial* mostra também o que não compila. Os casos estão em
//! `tests/ui`, cada um com a resposta do compilador ao lado, e
//! `tests/programas` confere os dois. O que compila são os trechos do próprio
//! apêndice, que a crate `trechos` roda.
//!
//! Os casos, na ordem do apêndice: `usado_depois_de_movido`,
//! `mudado_enquanto_emprestado`, `caso_esquecido` e `nao_pode_mudar_de_thread`.
