import { expect, test } from './apoio/pagina.js';

// As regras rodam onde vão ser usadas: no navegador, a partir do arquivo publicado.
function chamar(page, corpo, dados) {
  return page.evaluate(async ([texto, valor]) => {
    const endereco = new URL(document.querySelector('#PG-abrir-busca').dataset.variantes, document.baseURI);
    return new Function('v', 'dados', `return ${texto}`)(await import(endereco.href), valor);
  }, [corpo, dados]);
}

test.beforeEach(({ page, sitio }) => page.goto(sitio.url('inicio')));

const PARES = [
  ['eleição', 'eleições'], ['pão', 'pães'], ['mão', 'mãos'], ['animal', 'animais'], ['papel', 'papéis'], ['lençol', 'lençóis'],
  ['fuzil', 'fuzis'], ['fácil', 'fáceis'], ['ordem', 'ordens'], ['servidor', 'servidores'], ['vez', 'vezes'], ['relógio', 'relógios'],
  ['buffer', 'buffers'], ['thread', 'threads'], ['token', 'tokens'], ['torre', 'torres'], ['lei', 'leis'],
];

test('singular e plural têm a mesma chave', async ({ page }) => {
  const chaves = await chamar(page, 'dados.map((par) => par.map((p) => v.chave(v.semAcentos(p))))', PARES);
  for (const [i, [singular, plural]] of chaves.entries()) expect(singular, PARES[i].join(' e ')).toBe(plural);
  expect(new Set(chaves.flat()).size, 'pares diferentes têm chaves diferentes').toBe(PARES.length);
});

const COMBINAM = [
  ['conexao.try_send(x)?;', 'try_send', true], ['try_recv()', 'try_send', false], ['HTTP/1.1', 'HTTP/2', false], ['HTTP/2.', 'http/2', true],
  ['(back-pressure)', 'backpressure', true], ['bate-papo,', 'batepapo', true], ['TIME-WAIT', 'TIME_WAIT', true], ['C', 'C++', false],
  ['(C++)', 'c++', true], ['Arc::clone(&x)', 'Arc::clone', true], ['capítulo', 'CAP', false], ['capítulo', 'cap', true], ['TCP/IP', 'TCP', true],
  ['ACKs', 'ACK', true], ['(replicar),', 'replicação', true], ['candidato', 'canais', false], ['partição', 'pare', false],
];

for (const [palavra, busca, esperado] of COMBINAM) {
  test(`${palavra} ${esperado ? 'responde' : 'não responde'} a ${busca}`, async ({ page }) => {
    expect(await chamar(page, 'v.combina(dados[0], v.termos(dados[1])[0])', [palavra, busca])).toBe(esperado);
  });
}

test('as palavras vazias não se procuram, a não ser que só haja elas', async ({ page }) => {
  const termos = (texto) => chamar(page, 'v.termos(dados).map((t) => t.escrito)', texto);
  expect(await termos('eleição de líder')).toEqual(['eleição', 'líder']);
  expect(await termos('o que é um nó?')).toEqual(['nó?']);
  expect(await termos('a')).toEqual(['a']);
  expect(await termos('?!')).toEqual([]);
});

test('só a última palavra pode estar pela metade', async ({ page }) => {
  const combina = (busca) => chamar(page, 'v.termos(dados).some((t) => v.combina("sockets", t))', busca);
  expect(await combina('fechar soc')).toBe(true);
  expect(await combina('soc fechado')).toBe(false);
});

test('uma letra a mais, a menos, trocada ou fora de ordem se corrige; duas, não', async ({ page }) => {
  const corrigir = (texto) => chamar(page, 'v.corrigir(dados, v.vocabulario("réplica\\nsocket\\nbate-papo\\nmensagem"))', texto);
  for (const errada of ['repplica', 'replca', 'replida', 'relpica']) expect(await corrigir(errada)).toBe('réplica');
  expect(await corrigir('mensajem por socket')).toBe('mensagem por socket');
  expect(await corrigir('batepapu')).toBe('bate-papo');
  for (const certa of ['repl', 'replicas', 'xilofone', 'repplicca', 'HTTP/2']) expect(await corrigir(certa), certa).toBeNull();
});

test('dois espaços seguidos não são um erro a corrigir', async ({ page }) => {
  const corrigir = (texto) => chamar(page, 'v.corrigir(dados, v.vocabulario("kafka\\nmqtt"))', texto);
  expect(await corrigir('kafka  mqtt')).toBeNull();
  expect(await corrigir('kafak  mqtt')).toBe('kafka mqtt');
});

test('duas palavras combinam as suas formas, e uma frase longa não se multiplica', async ({ page }) => {
  const consultas = (texto) => chamar(page, 'v.consultas(v.termos(dados), v.vocabulario(dados + "\\neleições\\neleição\\nsão\\nregiões\\nrelações\\nreplicações\\nuniões"))', texto);
  expect(await consultas('eleição e região')).toEqual(['eleicao regiao', 'eleicao regioes', 'eleicoes regiao', 'eleicoes regioes']);
  expect(await consultas('eleição região relação replicação união')).toEqual(['eleicao regiao relacao replicacao uniao']);
});
