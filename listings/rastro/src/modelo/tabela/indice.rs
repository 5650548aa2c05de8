//! Um número para cada valor diferente, na ordem em que aparecem.

use std::collections::HashMap;
use std::hash::Hash;

pub struct Indice<T> {
    numeros: HashMap<T, i32>,
    valores: Vec<T>,
}

impl<T: Clone + Eq + Hash> Default for Indice<T> {
    fn default() -> Self {
        Self {
            numeros: HashMap::new(),
            valores: Vec::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Indice<T> {
    pub fn numero(&mut self, valor: &T) -> i32 {
        if let Some(numero) = self.numeros.get(valor) {
            return *numero;
        }
        let novo = i32::try_from(self.valores.len()).expect("cabem numa tabela");
        self.numeros.insert(valor.clone(), novo);
        self.valores.push(valor.clone());
        novo
    }

    pub fn valores(&self) -> &[T] {
        &self.valores
    }
}
