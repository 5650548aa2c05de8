import { expect, test } from './apoio/pagina.js';

const MOLDURA = ['.lateral', '.pular', '.passos', '.rodape', '.copiar', '.aviso-impressao', '.secoes'];

for (const nome of ['capitulo', 'impressao']) {
  test(`no papel só fica o texto: ${nome}`, async ({ page, sitio }) => {
    await page.goto(sitio.url(nome));
    await page.emulateMedia({ media: 'print' });
    for (const seletor of MOLDURA) {
      for (const elemento of await page.locator(seletor).all()) await expect(elemento).toBeHidden();
    }
    await expect(page.locator('main h1').first()).toBeVisible();
    await expect(page.locator('.listagem pre').first()).toBeVisible();
  });
}

test('no papel o fundo é branco mesmo para quem lê no escuro, e o código quebra em vez de sumir', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await page.evaluate(() => { document.documentElement.dataset.tema = 'escuro'; });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(255, 255, 255)');
  await page.setViewportSize({ width: 620, height: 877 });
  const cortados = await page.locator('main pre').evaluateAll((todos) => todos.filter((pre) => pre.scrollWidth > pre.clientWidth + 1).length);
  expect(cortados).toBe(0);
});

test('as respostas saem abertas no papel e voltam fechadas', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await page.emulateMedia({ media: 'print' });
  const resposta = page.locator('details').first();
  await expect(resposta.locator('p').first()).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(resposta).toHaveAttribute('open', '');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(resposta).not.toHaveAttribute('open', '');
});

test('a página de impressão não abre a janela de imprimir sozinha', async ({ page, sitio }) => {
  await page.addInitScript(() => { window.vezes = 0; window.print = () => { window.vezes += 1; }; });
  await page.goto(sitio.url('impressao'), { waitUntil: 'networkidle' });
  expect(await page.evaluate(() => window.vezes)).toBe(0);
  await page.getByRole('button', { name: 'Imprimir ou salvar em PDF' }).click();
  expect(await page.evaluate(() => window.vezes)).toBe(1);
});
