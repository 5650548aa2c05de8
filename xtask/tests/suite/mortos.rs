use crate::comum::{CAPITULO, LivroDeTeste};

const SOBRA: &str = "nenhum capítulo mostra este arquivo e nenhum teste o usa";
const USE: &str = "mostre-o num capítulo, use-o num teste, ou apague-o";

#[test]
fn modulo_que_ninguem_mostra_nem_usa() {
    LivroDeTeste::bom()
        .acrescentar("listings/eco/src/lib.rs", "pub mod esquecido;\n")
        .escrever("listings/eco/src/esquecido.rs", "pub fn a() {}\n")
        .recusa("listings/eco/src/esquecido.rs", "pub fn", SOBRA, USE);
}

#[test]
fn modulo_so_usado_por_outro_esquecido() {
    let achados = LivroDeTeste::bom()
        .acrescentar(
            "listings/eco/src/lib.rs",
            "pub mod esquecido;\npub mod junto;\n",
        )
        .escrever(
            "listings/eco/src/esquecido.rs",
            "use crate::junto::b;\npub fn a() {}\n",
        )
        .escrever(
            "listings/eco/src/junto.rs",
            "use crate::esquecido::a;\npub fn b() {}\n",
        )
        .relatorio()
        .problemas;
    assert_eq!(achados.len(), 2, "{achados:?}");
}

#[test]
fn modulo_usado_por_um_usado_e_usado() {
    // limite.rs não é mostrado nem citado por teste: quem o usa é quadro.rs.
    LivroDeTeste::bom()
        .trocar(
            "listings/eco/src/quadro.rs",
            "use crate::limite::LIMITE;\n",
            "const LIMITE: usize = 9;\n",
        )
        .recusa("listings/eco/src/limite.rs", "//!", SOBRA, USE);
}

#[test]
fn modulo_que_so_implementa_se_usa_com_a_crate() {
    LivroDeTeste::bom()
        .acrescentar("listings/eco/src/lib.rs", "mod desenho;\n")
        .escrever(
            "listings/eco/src/desenho.rs",
            "impl crate::quadro::Quadro {\n    pub fn a() {}\n}\n",
        )
        .aceita();
}

#[test]
fn modulo_com_testes_dentro_e_usado() {
    LivroDeTeste::bom()
        .acrescentar("listings/eco/src/lib.rs", "mod provado;\n")
        .escrever(
            "listings/eco/src/provado.rs",
            "#[cfg(test)]\nmod testes {}\n",
        )
        .aceita();
}

#[test]
fn modulo_mostrado_num_capitulo_nao_sobra() {
    LivroDeTeste::bom()
        .acrescentar("listings/eco/src/lib.rs", "mod mostrado;\n")
        .escrever("listings/eco/src/mostrado.rs", "pub fn a() {}\n")
        .trocar(CAPITULO, "quadro.rs:escrever", "mostrado.rs")
        .sem_ancora()
        .aceita();
}

#[test]
fn arquivo_que_nenhum_mod_alcanca() {
    LivroDeTeste::bom()
        .escrever("listings/eco/src/solto.rs", "#[cfg(test)]\nmod testes {}\n")
        .recusa(
            "listings/eco/src/solto.rs",
            "#[cfg",
            "nenhum `mod` alcança este arquivo: o Cargo não o compila",
            "declare-o com `mod` no arquivo acima dele, ou apague-o",
        );
}

#[test]
fn programa_que_ninguem_roda() {
    LivroDeTeste::bom()
        .escrever("listings/eco/src/bin/eco-cliente.rs", "fn main() {}\n")
        .recusa("listings/eco/src/bin/eco-cliente.rs", "fn main", SOBRA, USE);
}

#[test]
fn programa_que_o_capitulo_manda_rodar_nao_sobra() {
    LivroDeTeste::bom()
        .escrever("listings/eco/src/bin/eco-cliente.rs", "fn main() {}\n")
        .trocar(
            "src/index.md",
            "{{#mapa}}\n",
            "{{#mapa}}\n\n```console\n$ cargo run -p eco --bin eco-cliente\n```\n",
        )
        .aceita();
}

#[test]
fn caso_que_nao_compila_e_ninguem_usa() {
    LivroDeTeste::bom()
        .trocar(
            "listings/eco/tests/quadro.rs",
            "tests/ui/*.rs",
            "tests/ui/recusado.rs",
        )
        .escrever("listings/eco/tests/ui/outro.rs", "fn main() {}\n")
        .recusa(
            "listings/eco/tests/ui/outro.rs",
            "fn main",
            "nenhum capítulo mostra este caso e nenhum teste o usa",
            "mostre-o num capítulo, cite-o num teste, ou apague-o",
        );
}

#[test]
fn resposta_do_compilador_sem_caso() {
    LivroDeTeste::bom()
        .escrever("listings/eco/tests/ui/outro.stderr", "error\n")
        .recusa(
            "listings/eco/tests/ui/outro.stderr",
            "error",
            "resposta do compilador sem o código que a provoca",
            "escreva o .rs de mesmo nome, ou apague esta resposta",
        );
}

#[test]
fn saida_que_nenhum_capitulo_mostra() {
    LivroDeTeste::bom()
        .escrever("listings/eco/saidas/outra.txt", "oi\n")
        .recusa(
            "listings/eco/saidas/outra.txt",
            "oi",
            "nenhum capítulo mostra esta saída",
            "inclua-a num bloco console, ou apague-a",
        );
}

#[test]
fn saida_que_nenhum_teste_compara() {
    LivroDeTeste::bom()
        .trocar(
            "listings/eco/tests/quadro.rs",
            "include_str!(\"../saidas/eco.txt\")",
            "\"escutando\"",
        )
        .recusa(
            "listings/eco/saidas/eco.txt",
            "$ eco",
            "nenhum teste compara esta saída com o programa",
            "escreva um teste que rode o programa e compare com eco.txt",
        );
}
