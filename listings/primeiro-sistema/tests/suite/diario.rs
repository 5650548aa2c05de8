//! O que sobrevive no disco depois de cada tipo de queda.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::sync::{Arc, Mutex};

use primeiro_sistema::diario::arquivo::{ErroDeDiario, abrir};
use primeiro_sistema::diario::{CABECALHO, Diario, Disco, LUGARES, recuperar};
use primeiro_sistema::falha::Falha;

/// Um disco que esquece, na queda de energia, o que não foi sincronizado.
#[derive(Clone, Default)]
struct DiscoDeTeste(Arc<Mutex<Estado>>);

#[derive(Default)]
struct Estado {
    escrito: Vec<u8>,
    a_salvo: usize,
    escrita_falha: bool,
    sincronia_falha: bool,
}

impl DiscoDeTeste {
    fn novo() -> Self {
        let disco = Self::default();
        let mut estado = disco.0.lock().unwrap();
        estado.escrito = CABECALHO.as_bytes().to_vec();
        estado.a_salvo = estado.escrito.len();
        drop(estado);
        disco
    }

    /// O que está lá quando a energia volta.
    fn depois_da_queda(&self) -> Vec<String> {
        let estado = self.0.lock().unwrap();
        recuperar(&estado.escrito[..estado.a_salvo]).unwrap().0
    }
}

impl Write for DiscoDeTeste {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut estado = self.0.lock().unwrap();
        if estado.escrita_falha {
            return Err(ErrorKind::StorageFull.into());
        }
        estado.escrito.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(()) // de propósito não põe nada a salvo: `flush` não é `fsync`
    }
}

impl Disco for DiscoDeTeste {
    fn sincronizar(&mut self) -> io::Result<()> {
        let mut estado = self.0.lock().unwrap();
        if estado.sincronia_falha {
            return Err(ErrorKind::Other.into());
        }
        estado.a_salvo = estado.escrito.len();
        Ok(())
    }
}

#[test]
fn o_confirmado_sobrevive_a_queda_de_energia() {
    let disco = DiscoDeTeste::novo();
    let mut diario = Diario::novo(disco.clone(), Vec::new());

    for n in 1..=3 {
        let recado = format!("recado {n}");
        assert_eq!(diario.gravar(&recado), Ok(n));
        assert_eq!(
            disco.depois_da_queda().last(),
            Some(&recado),
            "confirmou antes de sincronizar: a energia caiu e o recado sumiu"
        );
    }
}

#[test]
fn disco_que_falha_deixa_duvida_e_para_de_prometer() {
    let falhas: [fn(&mut Estado); 2] =
        [|e| e.escrita_falha = true, |e| e.sincronia_falha = true];
    for falhar in falhas {
        let disco = DiscoDeTeste::novo();
        let mut diario = Diario::novo(disco.clone(), Vec::new());
        diario.gravar("a salvo").unwrap();

        falhar(&mut disco.0.lock().unwrap());
        assert!(matches!(diario.gravar("em dúvida"), Err(Falha::Incerta(_))));

        // O disco “melhora”, mas ninguém sabe o que ficou nele.
        *disco.0.lock().unwrap() = Estado::default();
        assert!(matches!(diario.gravar("depois"), Err(Falha::Recusa(_))));
        assert_eq!(diario.recados(), ["a salvo"]);
    }
}

#[test]
fn cortado_em_qualquer_byte_o_arquivo_devolve_os_recados_inteiros() {
    let pasta = tempfile::tempdir().unwrap();
    let arquivo = pasta.path().join("recados.txt");
    let recados = ["um", "ação", "três"];
    let inteiro = format!("{CABECALHO}{}\n", recados.join("\n"));

    for corte in 0..=inteiro.len() {
        let ficou = &inteiro.as_bytes()[..corte];
        let esperados = ficou
            .iter()
            .filter(|b| **b == b'\n')
            .count()
            .saturating_sub(1);
        fs::write(&arquivo, ficou).unwrap();

        let mut aberto = abrir(&arquivo).unwrap_or_else(|e| panic!("corte {corte}: {e}"));
        assert_eq!(
            aberto.diario.recados(),
            &recados[..esperados],
            "corte {corte}"
        );
        aberto.diario.gravar("depois da queda").unwrap();
        drop(aberto);

        let relido = abrir(&arquivo).unwrap();
        let ultimo = relido.diario.recados().last();
        assert_eq!(
            ultimo.map(String::as_str),
            Some("depois da queda"),
            "corte {corte}"
        );
        assert_eq!(
            relido.diario.recados().len(),
            esperados + 1,
            "corte {corte}"
        );
        assert_eq!(relido.descartado, "", "o corte só se descarta uma vez");
    }
}

#[test]
fn arquivo_alheio_e_recusado_e_fica_como_estava() {
    let pasta = tempfile::tempdir().unwrap();
    let arquivo = pasta.path().join("minha-lista");
    // Começos de diário, com o que o diário nunca escreveria.
    let com = |resto: &[u8]| [CABECALHO.as_bytes(), resto].concat();
    let comprida = vec![b'x'; 70_000];
    for conteudo in [
        &b"lista de compras"[..],
        b"pao\nleite\n",
        b"\n",
        b"\x89PNG\r\n",
        &com(b"\xc3\x28\n"),
        &com(b"um\n\ndois\n"),
        &com(b"sino \x07\n"),
        &com(&[&comprida[..], b"\n"].concat()),
        &com(&comprida), // ninguém escreve tanto numa linha só: não é um recado cortado
    ] {
        fs::write(&arquivo, conteudo).unwrap();

        assert!(
            matches!(abrir(&arquivo), Err(ErroDeDiario::Alheio(_))),
            "{conteudo:?}"
        );
        assert_eq!(
            fs::read(&arquivo).unwrap(),
            conteudo,
            "o arquivo foi alterado"
        );
    }
}

#[test]
fn dois_processos_nao_escrevem_no_mesmo_arquivo() {
    let pasta = tempfile::tempdir().unwrap();
    let arquivo = pasta.path().join("recados.txt");
    let primeiro = abrir(&arquivo).unwrap();

    assert!(matches!(abrir(&arquivo), Err(ErroDeDiario::EmUso(_))));
    drop(primeiro);
    assert!(abrir(&arquivo).is_ok(), "a tranca some com quem a tinha");
}

#[test]
fn mural_cheio_recusa_sem_tocar_no_disco() {
    let disco = DiscoDeTeste::novo();
    let mut diario = Diario::novo(disco.clone(), vec!["x".to_owned(); LUGARES]);

    assert!(matches!(diario.gravar("mais um"), Err(Falha::Recusa(_))));
    assert_eq!(disco.depois_da_queda(), Vec::<String>::new());
}
