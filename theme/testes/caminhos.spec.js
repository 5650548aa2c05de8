import { expect, test } from './apoio/pagina.js';

test.describe('um endereço que não existe', () => {
  test.use({ errosEsperados: ['status of 404'] });

  test('mostra a página 404 inteira, de qualquer profundidade, e leva de volta', async ({ page, sitio }) => {
    const resposta = await page.goto(`${sitio.endereco}uma/pasta/que/nao/existe.html`);
    expect(resposta.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Página não encontrada');
    const fonte = await page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--medida'));
    expect(fonte.trim(), 'a folha de estilo devia ter carregado').not.toBe('');
    await page.locator(`#PG-sumario a[href$="${sitio.paginas.capitulo}"]`).click();
    await expect(page).toHaveURL(sitio.url('capitulo'));
  });
});

test('todo elo da moldura leva a uma página que existe', async ({ page, request, sitio }) => {
  for (const nome of ['inicio', 'capitulo', 'perdida', 'impressao']) {
    await page.goto(sitio.url(nome));
    const elos = await page.locator('.lateral a, .passos a, .rodape a, .capa a').evaluateAll((todos) => todos.map((a) => a.href));
    for (const elo of new Set(elos.filter((elo) => elo.startsWith(sitio.endereco)))) {
      expect((await request.get(elo)).status(), `${nome} → ${elo}`).toBe(200);
    }
  }
});

test('o sumário mostra a página atual e o que está em preparo', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  const atual = page.locator('#PG-sumario [aria-current="page"]');
  await expect(atual).toHaveCount(1);
  await expect(atual).toBeInViewport();
  await expect(page.locator('#PG-sumario .preparo').first()).toContainText('em preparo');
  await expect(page.locator('#PG-sumario .preparo a')).toHaveCount(0);
});

test('o mapa e o sumário mostram todos os capítulos, também os que ficam dentro de outro', async ({ page, sitio }) => {
  await page.goto(sitio.url('inicio'));
  const mapa = await (await page.request.get(sitio.url('sitemap.xml'))).text();
  for (const [, nome] of mapa.matchAll(/<loc>[^<]*?\/([^/<]+\.html)<\/loc>/g)) {
    await expect(page.locator(`#PG-sumario a[href$="${nome}"]`), nome).toHaveCount(1);
  }
  expect(await page.locator('.mapa li').allTextContents()).toEqual(await page.locator('#PG-sumario .parte ol li').allTextContents());
});

test('da página inicial ao primeiro programa são dois passos', async ({ page, sitio }) => {
  await page.goto(sitio.url('inicio'));
  await page.locator('.acoes .botao').first().click();
  await expect(page).not.toHaveURL(sitio.url('inicio'));
  await expect(page.locator('main').getByText(/cargo (run|xtask|test)/).first()).toBeVisible();
});
