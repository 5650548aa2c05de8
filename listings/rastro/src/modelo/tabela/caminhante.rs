//! Quem anda por uma tabela sem conhecer o modelo, como a página anda.
//!
//! Serve a uma coisa: contar os estados e as transições a que se chega só com a
//! tabela. Se a conta não é a da exploração do modelo, a página mostraria outro
//! sistema. `pagina/mundo.js` é o mesmo em JavaScript, e faz a mesma conta.

use std::collections::{HashMap, HashSet, VecDeque};

use super::{Efeito, Linha, Tabela};

#[derive(Clone, PartialEq, Eq, Hash)]
struct Estado {
    locais: Vec<i32>,
    prazos: Vec<Vec<i32>>,
    guardados: Vec<i32>,
    caidos: Vec<bool>,
    /// De, para, mensagem: em ordem, ou na ordem de cada canal.
    rede: Vec<[i32; 3]>,
    /// Perdas, duplicações, quedas, voltas.
    restam: [i32; 4],
}

struct Caminhante<'a> {
    tabela: &'a Tabela,
    linhas: HashMap<(usize, i32, &'a [i32]), &'a Linha>,
}

/// Quantos estados e quantas transições a tabela alcança.
pub fn contar(tabela: &Tabela) -> (usize, usize) {
    let linha = |l: &'_ Linha| (l.0, l.1, tabela.entradas[l.2].as_slice());
    let caminhante = Caminhante {
        tabela,
        linhas: tabela.linhas.iter().map(|l| (linha(l), l)).collect(),
    };
    let inicio = caminhante.inicio();
    let mut vistos = HashSet::from([inicio.clone()]);
    let mut fila = VecDeque::from([inicio]);
    let mut transicoes = 0;
    while let Some(estado) = fila.pop_front() {
        for seguinte in caminhante.seguintes(&estado) {
            transicoes += 1;
            if vistos.insert(seguinte.clone()) {
                fila.push_back(seguinte);
            }
        }
    }
    (vistos.len(), transicoes)
}

impl Caminhante<'_> {
    fn inicio(&self) -> Estado {
        let nos = self.tabela.nos.len();
        let faltas = self.tabela.faltas;
        let mut estado = Estado {
            locais: self.tabela.inicio.iter().map(|(local, _)| *local).collect(),
            prazos: vec![Vec::new(); nos],
            guardados: vec![0; nos],
            caidos: vec![false; nos],
            rede: Vec::new(),
            restam: [
                faltas.perdas,
                faltas.duplicacoes,
                faltas.quedas,
                faltas.voltas,
            ],
        };
        for (no, (_, efeitos)) in self.tabela.inicio.iter().enumerate() {
            self.cumprir(&mut estado, no, efeitos);
        }
        estado
    }

    fn seguintes(&self, estado: &Estado) -> Vec<Estado> {
        let mut seguintes = Vec::new();
        let mut anterior = None;
        for (onde, &[de, para, msg]) in estado.rede.iter().enumerate() {
            let chave = if self.tabela.fifo {
                [de, para, 0]
            } else {
                [de, para, msg]
            };
            if anterior.replace(chave) == Some(chave) {
                continue;
            }
            let para = para as usize;
            if !estado.caidos[para] {
                let mut novo = estado.clone();
                novo.rede.remove(onde);
                seguintes.extend(self.mover(novo, para, &[0, de, msg]));
            }
            if let Some(mut novo) = gastar(estado, 0) {
                novo.rede.remove(onde);
                seguintes.push(novo);
            }
            if let Some(mut novo) = gastar(estado, 1) {
                novo.rede.insert(onde, estado.rede[onde]);
                seguintes.push(novo);
            }
        }
        for no in 0..estado.locais.len() {
            for (onde, &prazo) in estado.prazos[no].iter().enumerate() {
                let mut novo = estado.clone();
                novo.prazos[no].remove(onde);
                seguintes.extend(self.mover(novo, no, &[1, prazo]));
            }
            let falta = if estado.caidos[no] { 3 } else { 2 };
            if let Some(mut novo) = gastar(estado, falta) {
                novo.caidos[no] = !estado.caidos[no];
                novo.prazos[no].clear();
                match falta {
                    2 => seguintes.push(novo),
                    _ => {
                        let entrada = [2, estado.guardados[no]];
                        seguintes.extend(self.mover(novo, no, &entrada));
                    }
                }
            }
        }
        seguintes.retain(|seguinte| seguinte != estado);
        seguintes
    }

    /// O estado depois da entrada; nenhum, se ela sai da fronteira.
    fn mover(&self, mut estado: Estado, no: usize, entrada: &[i32]) -> Option<Estado> {
        let local = if entrada[0] == 2 {
            -1
        } else {
            estado.locais[no]
        };
        if let Some(Linha(_, _, _, novo, efeitos, _)) =
            self.linhas.get(&(no, local, entrada))
        {
            if *novo < 0 {
                return None;
            }
            estado.locais[no] = *novo;
            self.cumprir(&mut estado, no, efeitos);
        }
        Some(estado)
    }

    fn cumprir(&self, estado: &mut Estado, no: usize, efeitos: &[Efeito]) {
        for efeito in efeitos {
            match efeito[..] {
                [0, para, msg, _] => {
                    let nova = [no as i32, para, msg];
                    let ate = if self.tabela.fifo { 2 } else { 3 };
                    let onde = estado.rede.partition_point(|m| m[..ate] <= nova[..ate]);
                    estado.rede.insert(onde, nova);
                }
                [1, prazo] => {
                    if let Err(onde) = estado.prazos[no].binary_search(&prazo) {
                        estado.prazos[no].insert(onde, prazo);
                    }
                }
                [2, prazo] => estado.prazos[no].retain(|p| *p != prazo),
                [3, guardado] => estado.guardados[no] = guardado,
                _ => {}
            }
        }
    }
}

/// O estado com uma falta a menos por gastar; nenhum, se não resta.
fn gastar(estado: &Estado, falta: usize) -> Option<Estado> {
    let mut novo = estado.clone();
    match novo.restam[falta] {
        0 => return None,
        -1 => {}
        _ => novo.restam[falta] -= 1,
    }
    Some(novo)
}
