use crate::comum::{CAPITULO, INICIO, LivroDeTeste, fixo, mais, troca};
use curso::verificar::Ambiente;

const PALAVRAS: &str = "src/palavras.txt";
const SUMARIO: &str = "src/SUMMARY.md";
const OBRAS: &str = "src/referencias.md";
const SVG: &str = "src/comunicacao/figuras/quadro.svg";
const LISTA: &str = "socket\nsockets\nTCP\n";
const X: &str = "palavra desconhecida: “zzyyxx”";
const CORRIJA: &str = "corrija-a, ou acrescente-a a palavras.txt";
const CODIGO: &str = "O `zzyyxx`, $zzyyxx$, <https://zzyyxx.org>, zzyyxx.toml, ZZ9, e XIV.\n\n<pre>zzyyxx</pre>\n\n```text\nzzyyxx\n```";
const COMPOSTOS: &str = "QUADRO, Quadro e quadro-carga; abri-lo, lê-la, mostrá-los, abre-se, mostrar-se-á, d'um e d’um.";
const INSTALE: &str = "instale o dicionário (Debian e Ubuntu: sudo apt install hunspell-pt-br) \
                       ou aponte CURSO_DICIONARIO para um pt_BR.dic";

fn com(texto: &str) -> LivroDeTeste {
    mais(INICIO, &format!("\n{texto}\n"))
}

recusas! {
    @palavra_desconhecida_e_dita_uma_vez_por_arquivo
        com("Um zzyyxx, outro zzyyxx."), INICIO, "zzyyxx" => X, CORRIJA;
    @palavra_quase_certa_ganha_sugestao
        com("Um sockett aberto."), INICIO, "sockett" => "palavra desconhecida: “sockett”",
        "corrija-a (socket, sockets?), ou acrescente-a a palavras.txt";
    @tudo_o_que_o_leitor_le_e_conferido
        com("Em *zzyyxx* também."), INICIO, "zzyyxx" => X, CORRIJA;
        com("## Zona de zzyyxx"), INICIO, "zzyyxx" => X, CORRIJA;
        com("<p title=\"um zzyyxx\">Um.</p>"), INICIO, "zzyyxx" => X, CORRIJA;
        com("<p>Um zzyyxx.</p>"), INICIO, "zzyyxx" => X, CORRIJA;
        com("[zzyyxx](index.md)"), INICIO, "zzyyxx" => X, CORRIJA;
        com("- item\n  - zzyyxx"), INICIO, "zzyyxx" => X, CORRIJA;
    @legendas_e_textos_alternativos_sao_conferidos
        troca(CAPITULO, "legenda=\"O pedido.\"", "legenda=\"O zzyyxx.\""),
        CAPITULO, "zzyyxx" => X, CORRIJA;
        troca(CAPITULO, "alt=\"O cliente pede e", "alt=\"O zzyyxx pede e"),
        CAPITULO, "zzyyxx" => X, CORRIJA;
        troca(CAPITULO, "![Um tamanho", "![Um zzyyxx"), CAPITULO, "zzyyxx" => X, CORRIJA;
        troca(CAPITULO, "svg \"O quadro.\"", "svg \"O zzyyxx.\""),
        CAPITULO, "zzyyxx" => X, CORRIJA;
    @letreiros_de_figuras_e_titulos_do_sumario_sao_conferidos
        troca(SVG, ">carga<", ">zzyyxx<"), SVG, "zzyyxx" => X, CORRIJA;
        troca(SVG, ">O quadro<", ">O zzyyxx<"), SVG, "zzyyxx" => X, CORRIJA;
        troca(SUMARIO, "[Outro]", "[Zzyyxx]"), SUMARIO, "Zzyyxx" =>
        "palavra desconhecida: “Zzyyxx”", CORRIJA;
    @palavra_da_lista_que_ninguem_usa
        mais(PALAVRAS, "thread\n"), PALAVRAS, "thread" =>
        "nenhum texto do livro usa “thread”", "apague a linha";
    @palavra_da_lista_repetida
        mais(PALAVRAS, "sockets\n"), PALAVRAS, 4 =>
        "“sockets” já está na linha 3", "deixe uma só";
    @lista_fora_de_ordem
        com("Um buffer.").acrescentar(PALAVRAS, "buffer\n"), PALAVRAS, "buffer" =>
        "“buffer” está fora de ordem: vem antes de “sockets”",
        "mantenha a ordem alfabética, sem olhar maiúsculas nem acentos";
}

aceitos! {
    @o_que_nao_e_prosa_nao_e_conferido com(CODIGO);
}

#[test]
fn obras_da_bibliografia_nao_sao_conferidas_mas_o_resto_dela_sim() {
    troca(OBRAS, "EDDY, W.", "ZZYYXX, W.").aceita();
    troca(OBRAS, "As fontes", "As zzyyxx").recusa(OBRAS, "zzyyxx", X, CORRIJA);
}

#[test]
fn a_ortografia_de_uma_linha_nao_esconde_a_formula_errada_dela() {
    let achados = com("Um zzyyxx de $\\naoexiste$.").relatorio().problemas;
    assert_eq!(achados.len(), 2, "{achados:?}");
    assert!(achados[0].motivo.starts_with("a fórmula"), "{achados:?}");
}

#[test]
fn compostos_pronomes_maiusculas_e_apostrofos_sao_entendidos() {
    com(COMPOSTOS).aceita();
    let motivo = "palavra desconhecida: “quadro-zzyyxx”";
    com("Um quadro-zzyyxx.").recusa(INICIO, "quadro-zzyyxx", motivo, CORRIJA);
}

#[test]
fn palavra_da_lista_com_maiuscula_so_vale_assim() {
    let livro = com("Um TCP e um Socket.").escrever(PALAVRAS, LISTA);
    livro.aceita();
    let livro = com("Um TCP e um tcp.").escrever(PALAVRAS, LISTA);
    livro.recusa(INICIO, "tcp", "palavra desconhecida: “tcp”", CORRIJA);
}

#[test]
fn sem_dicionario_ha_um_aviso_e_o_resto_e_conferido() {
    let relatorio = com("Um zzyyxx.").relatorio_em(&Ambiente::default());
    assert_eq!(relatorio.problemas, []);
    let aviso = format!("a ortografia não foi conferida: {INSTALE}");
    assert_eq!(relatorio.avisos, [aviso]);
}

#[test]
fn sem_dicionario_na_integracao_continua_ha_um_problema() {
    let relatorio = LivroDeTeste::bom().relatorio_em(&Ambiente {
        ci: true,
        dicionarios: vec![fixo("dicionario/nao-existe.dic")],
        desenhista: None,
    });
    let ditos = relatorio.problemas.iter().map(ToString::to_string);
    let motivo = "a ortografia não foi conferida: falta o dicionário pt-BR";
    let esperado = format!("book.toml:1: {motivo}\n  remédio: {INSTALE}");
    assert_eq!(ditos.collect::<Vec<_>>(), [esperado]);
    assert_eq!(relatorio.avisos, [""; 0]);
}
