// O que se procura no curso e o que se espera achar: uma linha de buscas.tsv para cada busca.
// À direita da tabulação: um capítulo, que vem entre os três primeiros; `capítulo > seção`, que vem
// entre as seções mostradas dele; `?palavra`, a que se quis dizer; ou `nada`.
import { readFileSync } from 'node:fs';
import { abrirBusca, expect, test } from './apoio/pagina.js';

const PRIMEIROS = 3;
const buscas = readFileSync(new URL('buscas.tsv', import.meta.url), 'utf8').trim().split('\n').map((linha) => linha.split('\t'));

async function procurar(page, busca) {
  const estado = page.locator('.busca-estado');
  await page.getByRole('searchbox').fill('');
  await expect(estado).toHaveText(/Digite o que procura/);
  await page.getByRole('searchbox').fill(busca);
  await expect(estado).not.toHaveText(/Digite o que procura/);
  return page.evaluate(() => ({
    estado: document.querySelector('.busca-estado').textContent,
    sugestao: document.querySelector('.busca-resultados button')?.textContent,
    capitulos: [...document.querySelectorAll('.busca-resultados > li:has(.busca-capitulo)')].map((li) => ({
      titulo: li.querySelector('.busca-capitulo').textContent,
      secoes: [...li.querySelectorAll('.busca-secao')].map((secao) => secao.textContent),
    })),
  }));
}

function certa({ estado, sugestao, capitulos }, esperado) {
  if (esperado === 'nada') return /^(Nada encontrado\. |Nenhum capítulo )/.test(estado) && !capitulos.length;
  if (esperado.startsWith('?')) return sugestao === `Você quis dizer “${esperado.slice(1)}”?`;
  const [titulo, secao] = esperado.split(' > ');
  const achado = capitulos.slice(0, PRIMEIROS).find((capitulo) => capitulo.titulo === titulo);
  return achado !== undefined && (secao === undefined || achado.secoes.includes(secao)) && /capítulo/.test(estado);
}

test('cada busca da tabela acha o seu capítulo', async ({ page, sitio }) => {
  await page.goto(sitio.url('inicio'));
  await abrirBusca(page);
  expect(buscas.length).toBeGreaterThanOrEqual(80);
  const erradas = [];
  for (const [busca, esperado] of buscas) {
    const veio = await procurar(page, busca);
    if (!certa(veio, esperado)) erradas.push(`${busca} → ${esperado}; veio ${JSON.stringify(veio)}`);
  }
  expect(erradas).toEqual([]);
});
