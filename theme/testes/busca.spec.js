import { abrirBusca, expect, focado, test } from './apoio/pagina.js';

async function capitulos(page) {
  const titulos = await page.locator('.busca-capitulo').allTextContents();
  return titulos.sort();
}

async function buscarDeNovo(page, texto) {
  // Esvaziar e esperar o convite garante que a contagem lida depois é a da busca nova.
  await page.getByRole('searchbox').fill('');
  await expect(page.locator('.busca-estado')).toHaveText(/Digite o que procura/);
  await page.getByRole('searchbox').fill(texto);
  await expect(page.locator('.busca-estado')).toHaveText(/capítulo|Nada encontrado/);
  return capitulos(page);
}

const EQUIVALENTES = [
  { formas: ['eleição', 'eleições', 'eleicao', 'eleicoes', 'ELEIÇÃO'], em: ['Eleição', 'Replicação'] },
  { formas: ['replicação', 'replicacao', 'replicações'], em: ['Replicação'] },
  { formas: ['relógio', 'relogio', 'relógios', 'relogios'], em: ['Eleição', 'Relógios'] },
  { formas: ['coordenação', 'coordenacao'], em: ['Coordenação'] },
  { formas: ['nível', 'níveis', 'nivel', 'niveis'], em: ['Relógios'] },
  { formas: ['canal', 'canais'], em: ['Relógios'] },
  { formas: ['réplica primária', 'replica primaria', 'réplicas primárias'], em: ['Replicação'] },
];

for (const { formas, em } of EQUIVALENTES) {
  test(`${formas.join(', ')} encontram os mesmos capítulos`, async ({ page, sitio }) => {
    await page.goto(sitio.url('capitulo'));
    await abrirBusca(page);
    for (const forma of formas) {
      expect(await buscarDeNovo(page, forma), `buscando “${forma}”`).toEqual(expect.arrayContaining(em));
      expect(await buscarDeNovo(page, forma), `“${forma}” e “${formas[0]}” deviam dar o mesmo`).toEqual(await buscarDeNovo(page, formas[0]));
    }
  });
}

test('canais não traz candidato, que só divide com ele a raiz', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await abrirBusca(page, 'canais');
  expect(await capitulos(page)).toEqual(['Relógios']);
});

test('o resultado vem por capítulo e seção, com a palavra marcada, e leva à seção', async ({ page, sitio }) => {
  await page.goto(sitio.url('inicio'));
  await abrirBusca(page, 'eleições');
  const item = page.locator('.busca-resultados > li', { has: page.locator('.busca-capitulo', { hasText: 'Replicação' }) });
  const secao = item.locator('li a', { hasText: 'Quem decide' });
  await expect(secao.locator('mark').first()).toHaveText('eleições');
  await secao.click();
  await expect(page).toHaveURL(/\/curso\/replicacao\.html#quem-decide$/);
  await expect(page.getByRole('heading', { name: 'Quem decide' })).toBeInViewport();
});

test('as setas andam pelos resultados, Enter leva e Esc devolve o foco', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('réplica');
  await expect(page.locator('.busca-estado')).toHaveText(/capítulo/);
  await page.keyboard.press('ArrowDown');
  const primeiro = await focado(page);
  await page.keyboard.press('ArrowDown');
  expect(await focado(page), 'a segunda seta devia ir ao segundo resultado').not.toBe(primeiro);
  await page.keyboard.press('ArrowUp');
  expect(await focado(page)).toBe(primeiro);
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog.busca')).toBeHidden();
  await page.keyboard.press('s');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const destino = await page.evaluate(() => document.activeElement.href);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(destino);
});

test('quem desce à lista antes de a resposta mudar continua nela', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await abrirBusca(page, 'réplica');
  await page.keyboard.type('s');
  await page.keyboard.press('ArrowDown');
  const antes = await page.locator('.busca-resultados > li').first().elementHandle();
  await page.waitForFunction((item) => !item.isConnected, antes);
  await expect(page.locator('.busca-resultados a').first()).toBeFocused();
});

test('os resultados que sobram vêm a pedido, e o foco vai ao primeiro deles', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await abrirBusca(page, 'um');
  await expect(page.locator('.busca-estado')).toHaveText('Os 5 capítulos mais próximos; há outros.');
  await page.getByRole('button', { name: 'Mostrar mais' }).press('Enter');
  await expect(page.locator('.busca-estado')).toHaveText('6 capítulos.');
  await expect(page.locator('.busca-resultados > li').nth(5).locator('a').first()).toBeFocused();
});

test('a contagem e a falta de resultados são anunciadas', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await abrirBusca(page, 'replicação');
  const estado = page.getByRole('dialog').getByRole('status');
  await expect(estado).toHaveText('1 capítulo.');
  await page.getByRole('searchbox').fill('xilofone');
  await expect(estado).toHaveText('Nada encontrado. Tente outra palavra, ou só o começo dela.');
});

test('a página 404 numa pasta que não existe também busca', async ({ browser, sitio }) => {
  const page = await browser.newPage();
  await page.goto(`${sitio.endereco}pasta/que/nao/existe.html`);
  await abrirBusca(page, 'coordenação');
  expect(await capitulos(page)).toContain('Coordenação');
  await page.close();
});

test('só os capítulos entram no índice', async ({ page, sitio }) => {
  await page.goto(sitio.url('inicio'));
  await abrirBusca(page, 'brinquedo');
  await expect(page.locator('.busca-estado')).toHaveText(/Nada encontrado/);
});

test.describe('sem rede', () => {
  test.use({ errosEsperados: ['Failed to load resource', 'Failed to fetch dynamically imported module'] });

  test('o índice que não carrega é explicado em português', async ({ page, sitio }) => {
    await page.route('**/pagefind/**', (rota) => rota.abort());
    await page.goto(sitio.url('capitulo'));
    await abrirBusca(page, 'eleição');
    await expect(page.locator('.busca-estado')).toHaveText('O índice da busca não carregou. Verifique a conexão e tente de novo.');
  });

  for (const roteiro of ['busca', 'variantes']) {
    test(`um roteiro que não carrega é avisado e pode ser tentado de novo: ${roteiro}`, async ({ page, sitio }) => {
      await page.route(`**/theme/${roteiro}-*.js`, (rota) => rota.abort(), { times: 1 });
      await page.goto(sitio.url('capitulo'));
      await page.locator('#PG-abrir-busca').click();
      await expect(page.locator('#PG-aviso')).toHaveText('A busca não carregou. Verifique a conexão e tente de novo.');
      await page.locator('#PG-abrir-busca').click();
      await expect(page.getByRole('searchbox')).toBeFocused();
    });
  }
});
