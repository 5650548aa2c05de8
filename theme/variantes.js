// As palavras de uma busca e as do livro, comparadas como quem lê as compara: sem acentos, com ou
// sem hífen, no singular ou no plural. O radicalizador do índice não junta `eleição` e `eleições`.

// O que liga as palavras de uma frase e está em toda página.
const VAZIAS = new Set(`a o as os um uma uns umas e ou de do da dos das em no na nos nas por pelo pela pelos pelas para pra
  com que se ao aos num numa como the of`.split(/\s+/));

export function semAcentos(palavra) {
  return palavra.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** As partes de uma palavra, como o índice as separa: `try_send` tem duas; `C++`, uma. */
function partes(palavra) {
  return semAcentos(palavra).match(/[\p{L}\p{N}]+(?:\+\+|#)?/gu) ?? [];
}

// Singular e plural acabam na mesma forma, que não precisa existir; vale a primeira regra que servir.
const TERMINACOES = [
  [/(oes|aes|aos)$/, 'ao'],
  [/([aou])is$/, '$1l'],
  [/(?:[ei]l|ei|e?is)$/, 'l'], // papel e papéis, fuzil e fuzis, fácil e fáceis, lei e leis
  [/(n|ns)$/, 'm'], // ordem e ordens, token e tokens
  [/([rz])es$/, '$1'], // servidor e servidores
  [/(...[rz])e$/, '$1'], // torre, que a regra anterior faz de torres; mas não pare, que não é par
  [/(..)s$/, '$1'],
];

/** O que têm em comum o singular e o plural de uma palavra. */
export function chave(palavra) {
  const regra = TERMINACOES.find(([terminacao]) => terminacao.test(palavra));
  return regra ? palavra.replace(...regra) : palavra;
}

function termo(escrito, i = 0, todos = [escrito]) {
  const pedacos = partes(escrito);
  const junto = pedacos.join('');
  // Só a última palavra pode estar a meio de ser digitada; e uma sigla nunca está: `CAP` não é `capítulo`.
  const sigla = /^(?=.*\p{Lu})[\p{Lu}\p{N}]{2,5}$/u.test(escrito);
  return { escrito, pedacos, junto, chave: chave(junto), sigla, comeco: !sigla && i === todos.length - 1 };
}

/** Os termos de uma busca; só palavras vazias, e elas é que se procuram. */
export function termos(texto) {
  const todas = texto.split(/\s+/).filter((palavra) => partes(palavra).length);
  const cheias = todas.filter((palavra) => !VAZIAS.has(semAcentos(palavra)));
  return (cheias.length ? cheias : todas).map(termo);
}

const igual = (junto, { chave: procurada, comeco, junto: inicio }) => chave(junto) === procurada || (comeco && junto.startsWith(inicio));

/** Da mesma raiz, como `replicar` e `replicação`; a raiz só não basta: `canais` não é `candidato`. */
function parente(palavra, { junto, pedacos, sigla }) {
  if (sigla || pedacos.length > 1 || /\P{L}/u.test(junto) || junto.length < 5) return false;
  let iguais = 0;
  while (iguais < junto.length && palavra[iguais] === junto[iguais]) iguais += 1;
  return iguais >= Math.ceil(junto.length * 0.7);
}

/** Se uma palavra do livro responde a um termo: `conexao.try_send(x)` a `try_send`, `back-pressure` a `backpressure`. */
export function combina(palavra, procurado) {
  const dela = partes(palavra);
  return dela.some((_, i) => {
    let junto = '';
    return dela.slice(i).some((parte) => igual(junto += parte, procurado)) || parente(junto, procurado);
  });
}

/** As palavras do livro, das mais usadas às menos: uma por linha. */
export function vocabulario(texto) {
  return texto.split('\n').map((escrita) => ({ escrita, junto: partes(escrita).join('') }));
}

function aUmaLetra(a, b) {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  const resto = (palavra, n) => palavra.slice(i + n);
  return resto(a, 1) === resto(b, 1) || resto(a, 1) === resto(b, 0) || resto(a, 0) === resto(b, 1)
    || (a[i] === b[i + 1] && a[i + 1] === b[i] && resto(a, 2) === resto(b, 2));
}

function existe(procurado, livro) {
  return !/\p{L}{2}/u.test(procurado.junto) || livro.some(({ junto }) => igual(junto, procurado))
    || (procurado.pedacos.length > 1 && procurado.pedacos.every((parte) => existe(termo(parte), livro)));
}

/** A busca com as palavras que o livro não tem trocadas pelas que tem a uma letra delas; nada, se não há o que trocar. */
export function corrigir(texto, livro) {
  const trocas = new Map(termos(texto).filter((t) => t.junto.length > 3 && !existe(t, livro))
    .map((t) => [t.escrito, livro.find(({ junto }) => junto.length > 3 && aUmaLetra(junto, t.junto))?.escrita]));
  const escritas = texto.split(/\s+/);
  const corrigida = escritas.map((palavra) => trocas.get(palavra) ?? palavra).join(' ');
  return corrigida === escritas.join(' ') ? null : corrigida;
}

const MAXIMO_DE_CONSULTAS = 27; // três palavras de três formas

function formas(procurado, livro) {
  // O índice guarda a palavra composta inteira e as suas partes; uma letra só não é parte.
  if (procurado.pedacos.length > 1) return [semAcentos(procurado.escrito), procurado.pedacos.filter((p) => p.length > 1).join(' ')];
  const familia = livro.map(({ junto }) => junto).filter((junto) => chave(junto) === procurado.chave);
  return [...new Set([procurado.junto, ...familia])];
}

/** O que perguntar ao índice, que só conhece radicais: todas as formas, ou nada se um termo não está no livro. */
export function consultas(procurados, livro) {
  if (procurados.some((t) => !existe(t, livro) && !livro.some(({ junto }) => parente(junto, t)))) return [];
  const todas = procurados.map((t) => formas(t, livro)).reduce(
    (feitas, dele) => feitas.flatMap((feita) => dele.map((forma) => `${feita} ${forma}`.trim())),
    [''],
  );
  // Uma frase longa já diz o bastante: expandi-la custaria dezenas de consultas.
  return todas.length <= MAXIMO_DE_CONSULTAS ? todas : [procurados.map((t) => t.pedacos.join(' ')).join(' ')];
}
