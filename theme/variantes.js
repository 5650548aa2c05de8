// Singular e plural da mesma palavra. O radicalizador da busca não junta `eleição` e `eleições`;
// aqui cada palavra vira a família inteira, e quem busca uma encontra as outras.

/** Minúsculas e sem acentos: a busca já trata `ã` e `a` como a mesma letra. */
export function semAcentos(palavra) {
  return palavra.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

// [terminação do singular, terminações do plural]; vale a primeira que servir.
const SINGULAR_PLURAL = [
  [/([csx])ao$/, ['$1oes']],
  [/ao$/, ['oes', 'aos', 'aes']],
  [/al$/, ['ais']],
  [/el$/, ['eis']],
  [/ol$/, ['ois']],
  [/ul$/, ['uis']],
  [/il$/, ['is', 'eis']],
  [/m$/, ['ns']],
  [/z$/, ['zes']],
  // O inglês do ofício forma o plural só com s: `buffers`, `tokens`, `sockets`.
  [/er$/, ['eres', 'ers']],
  [/r$/, ['res']],
  [/([aeioubcdfgknpt])$/, ['$1s']],
];

// O caminho de volta. Uma terminação ambígua dá mais de um candidato: `-eis` vem de `-el` e de `-il`.
const PLURAL_SINGULAR = [
  [/(oes|aes|aos)$/, ['ao']],
  [/ais$/, ['al']],
  [/eis$/, ['el', 'il']],
  [/ois$/, ['ol']],
  [/uis$/, ['ul']],
  [/([bcdfghjlmnpqrstvxz])is$/, ['$1il']],
  [/ns$/, ['m', 'n']],
  [/([rz])es$/, ['$1', '$1e']],
  [/([aeioubcdfgkprt])s$/, ['$1']],
];

function trocar(palavra, regras) {
  const regra = regras.find(([terminacao]) => terminacao.test(palavra));
  return regra ? regra[1].map((nova) => palavra.replace(regra[0], nova)) : [];
}

/**
 * A família de uma palavra: tudo que se alcança indo e voltando entre singular e plural.
 * Ir até não haver novidade garante que todas as formas deem o mesmo conjunto.
 */
export function familia(palavra) {
  const inicio = semAcentos(palavra);
  const todas = new Set([inicio]);
  for (const forma of todas) {
    for (const outra of [...trocar(forma, PLURAL_SINGULAR), ...trocar(forma, SINGULAR_PLURAL)]) {
      // Com duas letras já não há palavra, só artigo.
      if (outra.length > 2) todas.add(outra);
    }
  }
  return [...todas].sort();
}

const MAXIMO_DE_CONSULTAS = 27; // três palavras de três formas

/** As consultas equivalentes a uma busca de uma ou mais palavras. */
export function consultas(texto) {
  const palavras = texto.trim().split(/\s+/).filter(Boolean);
  const combinadas = palavras.map(familia).reduce(
    (feitas, formas) => feitas.flatMap((feita) => formas.map((forma) => `${feita} ${forma}`.trim())),
    [''],
  );
  // Uma frase longa já diz o bastante: expandi-la custaria dezenas de consultas.
  return combinadas.length <= MAXIMO_DE_CONSULTAS ? combinadas : [palavras.map(semAcentos).join(' ')];
}

/** Se uma palavra encontrada é mesmo da família: `canais` não é `candidato`, embora dividam a raiz. */
export function parecida(encontrada, formas) {
  const limpa = semAcentos(encontrada).replace(/[^\p{L}\p{N}]/gu, ' ').trim().split(' ');
  return formas.some((forma) => limpa.some((parte) => {
    let iguais = 0;
    while (iguais < forma.length && parte[iguais] === forma[iguais]) iguais += 1;
    return iguais >= Math.ceil(forma.length * 0.7);
  }));
}
