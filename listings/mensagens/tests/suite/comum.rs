//! O que os testes do pare e espere compartilham.

use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::time::Duration;

use mensagens::canal::simulado::Enlace;
use mensagens::canal::{Canal, Reage};
use mensagens::pare_e_espere::numero::Largura;
use mensagens::pare_e_espere::prazo::Limites;
use mensagens::pare_e_espere::receptor::{Chegada, Receptor};
use mensagens::pare_e_espere::segmento::{Conexao, Pedido, Segmento};
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

pub const ENLACE: Enlace = Enlace {
    latencia: Duration::from_millis(5),
    vazao: None,
};

pub fn limites(tentativas: u32) -> Limites {
    Limites {
        tentativas,
        ..Limites::default()
    }
}

/// Um receptor que anota tudo o que entregou.
pub struct Ouvidos {
    receptor: Receptor<Box<dyn FnMut(Chegada) -> bool>>,
    chegadas: Rc<RefCell<Vec<Chegada>>>,
    recusas: Rc<Cell<u32>>,
}

impl Ouvidos {
    pub fn novos(largura: Largura) -> Self {
        Self::com_semente(largura, 7)
    }

    pub fn com_semente(largura: Largura, semente: u64) -> Self {
        let chegadas = Rc::new(RefCell::new(Vec::new()));
        let recusas = Rc::new(Cell::new(0));
        let (anotar, recusar) = (Rc::clone(&chegadas), Rc::clone(&recusas));
        let entregar = move |chegada| {
            let recusa = recusar.get() > 0;
            if recusa {
                recusar.set(recusar.get() - 1);
            } else {
                anotar.borrow_mut().push(chegada);
            }
            !recusa
        };
        let sorte = ChaCha8Rng::seed_from_u64(semente);
        Self {
            receptor: Receptor::novo(largura, sorte, Box::new(entregar)),
            chegadas,
            recusas,
        }
    }

    /// Dá por abandonada toda conexão que não está falando agora.
    pub fn sem_paciencia(mut self) -> Self {
        self.receptor = self.receptor.com_abandono(Duration::ZERO);
        self
    }

    /// As próximas `n` entregas não terão efeito.
    pub fn recusar(&mut self, n: u32) {
        self.recusas.set(n);
    }

    pub fn ouvir(&mut self, segmento: &Segmento) -> Option<Segmento> {
        let resposta = self.receptor.reagir(&segmento.codificar())?;
        Some(Segmento::decodificar(&resposta).expect("o receptor fala a língua"))
    }

    pub fn mensagens(&self) -> Vec<String> {
        let texto = |chegada: &Chegada| match chegada {
            Chegada::Mensagem { carga, .. } => {
                Some(String::from_utf8_lossy(carga).into_owned())
            }
            Chegada::Fim { .. } => None,
        };
        self.chegadas.borrow().iter().filter_map(texto).collect()
    }

    pub fn chegadas(&self) -> usize {
        self.chegadas.borrow().len()
    }
}

impl Reage for Ouvidos {
    fn reagir(&mut self, datagrama: &[u8]) -> Option<Vec<u8>> {
        self.receptor.reagir(datagrama)
    }
}

/// Abre uma conexão à mão.
pub fn conexao_aberta(ouvidos: &mut Ouvidos, pedido: u64) -> Conexao {
    match ouvidos.ouvir(&Segmento::Abrir(Pedido(pedido))) {
        Some(Segmento::Aceito(_, conexao)) => conexao,
        outra => panic!("o receptor devia aceitar: {outra:?}"),
    }
}

/// Um canal que deixa passar só as respostas que `deixa` aprova, e anota o que
/// foi enviado por ele.
pub struct Censura<C, F> {
    pub canal: C,
    deixa: F,
    pub enviados: Vec<Vec<u8>>,
}

impl<C, F: Fn(&Segmento) -> bool> Censura<C, F> {
    pub fn nova(canal: C, deixa: F) -> Self {
        Self {
            canal,
            deixa,
            enviados: Vec::new(),
        }
    }
}

impl<C: Canal, F: Fn(&Segmento) -> bool> Canal for Censura<C, F> {
    fn enviar(&mut self, datagrama: &[u8]) -> io::Result<()> {
        self.enviados.push(datagrama.to_vec());
        self.canal.enviar(datagrama)
    }

    fn receber(&mut self, prazo: Duration) -> io::Result<Option<Vec<u8>>> {
        let vence = self.agora() + prazo;
        loop {
            let resta = vence.saturating_sub(self.agora());
            let Some(bytes) = self.canal.receber(resta)? else {
                return Ok(None);
            };
            if Segmento::decodificar(&bytes).is_some_and(|s| (self.deixa)(&s)) {
                return Ok(Some(bytes));
            }
        }
    }

    fn agora(&self) -> Duration {
        self.canal.agora()
    }
}
