//! O que o capítulo 8 mostra como recusado, o compilador recusa.

#[test]
fn o_compilador_recusa_cada_caso_com_as_palavras_mostradas() {
    apoio::recusa::conferir();
}
