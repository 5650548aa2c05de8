//! Trecho de prova da página: só é mostrado, não é compilado.

// ANCHOR: passar
/// Recebe o número que o vizinho passou e diz o que fazer com ele.
pub fn passar(&mut self, recebido: Numero) -> Passo {
    if recebido == self.numero {
        // O meu número deu a volta: ninguém tem um menor.
        return Passo::Eleito;
    }
    // As noventa colunas desta linha cabem sem rolar na tela de um tablet em pé: a prova!
    if recebido < self.menor {
        self.menor = recebido;
        return Passo::Adiante(recebido);
    }
    Passo::Descarta { motivo: "já passou um número menor por aqui" }
}
// ANCHOR_END: passar
