import { expect, test } from './apoio/pagina.js';

// As regras rodam onde vão ser usadas: no navegador, a partir do arquivo publicado.
function chamar(page, funcao, ...argumentos) {
  return page.evaluate(async ([nome, valores]) => {
    const endereco = new URL(document.querySelector('#PG-abrir-busca').dataset.variantes, document.baseURI);
    return (await import(endereco.href))[nome](...valores);
  }, [funcao, argumentos]);
}

test.beforeEach(({ page, sitio }) => page.goto(sitio.url('inicio')));

const PARES = [
  ['eleição', 'eleições'], ['pão', 'pães'], ['mão', 'mãos'], ['animal', 'animais'], ['papel', 'papéis'], ['lençol', 'lençóis'],
  ['fuzil', 'fuzis'], ['fácil', 'fáceis'], ['ordem', 'ordens'], ['servidor', 'servidores'], ['vez', 'vezes'], ['relógio', 'relógios'],
  ['buffer', 'buffers'], ['thread', 'threads'], ['token', 'tokens'], ['torre', 'torres'],
];

test('singular e plural são a mesma família', async ({ page }) => {
  for (const [singular, plural] of PARES) {
    const familia = await chamar(page, 'familia', singular);
    expect(familia, `${singular} devia alcançar o plural`).toContain(plural.normalize('NFD').replace(/\p{M}/gu, ''));
    expect(await chamar(page, 'familia', plural), `${plural} devia dar a família de ${singular}`).toEqual(familia);
    expect(familia.length, `a família de ${singular} não pode crescer sem limite`).toBeLessThanOrEqual(6);
  }
});

test('um artigo fica como está', async ({ page }) => {
  expect(await chamar(page, 'familia', 'as')).toEqual(['as']);
});

test('duas palavras combinam as suas formas, e uma frase longa não se multiplica', async ({ page }) => {
  expect(await chamar(page, 'consultas', 'réplica primária')).toHaveLength(4);
  expect(await chamar(page, 'consultas', 'a réplica primária confirma todas as escritas'))
    .toEqual(['a replica primaria confirma todas as escritas']);
});

test('a raiz em comum não basta para ser parecida', async ({ page }) => {
  const parecida = (palavra, busca) => page.evaluate(async ([encontrada, procurada]) => {
    const endereco = new URL(document.querySelector('#PG-abrir-busca').dataset.variantes, document.baseURI);
    const roteiro = await import(endereco.href);
    return roteiro.parecida(encontrada, roteiro.familia(procurada));
  }, [palavra, busca]);
  expect(await parecida('candidato', 'canais')).toBe(false);
  expect(await parecida('(replicar),', 'replicação')).toBe(true);
});
