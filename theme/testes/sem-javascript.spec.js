import { expect, test } from './apoio/pagina.js';

test.use({ javaScriptEnabled: false });

test('o capítulo se lê inteiro e não mostra comando que não funciona', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await expect(page.locator('main h1')).toBeVisible();
  await expect(page.locator('.listagem pre').first()).toBeVisible();
  await expect(page.locator('.diagrama svg').first()).toBeVisible();
  await expect(page.locator('math').first()).toBeVisible();
  for (const seletor of ['#PG-abrir-busca', '#PG-trocar-tema', '#PG-ver-atalhos']) await expect(page.locator(seletor)).toBeHidden();
  await expect(page.locator('.copiar')).toHaveCount(0);
  await expect(page.locator('.sem-js')).toBeVisible();
  await expect(page.locator('.sem-js')).toHaveText(/A busca precisa de JavaScript/);
});

test('as respostas se abrem', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  const resposta = page.locator('details').first();
  await resposta.locator('summary').click();
  await expect(resposta.locator('p').first()).toBeVisible();
});

test('o sumário e os capítulos vizinhos levam adiante, na tela larga', async ({ page, sitio }) => {
  await page.goto(sitio.url('inicio'));
  await page.locator(`#PG-sumario a[href$="${sitio.paginas.capitulo}"]`).click();
  await expect(page).toHaveURL(sitio.url('capitulo'));
  await expect(page.locator('#PG-sumario [aria-current="page"]')).toBeVisible();
  const destino = await page.locator('a[rel="next"]').getAttribute('href');
  await page.locator('a[rel="next"]').click();
  await expect(page).toHaveURL(new URL(destino, sitio.url('capitulo')).href);
  await page.locator('a[rel="prev"]').click();
  await expect(page).toHaveURL(sitio.url('capitulo'));
});

test('no telefone a gaveta do sumário abre, leva e fecha', async ({ page, sitio }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(sitio.url('inicio'));
  await expect(page.locator('#PG-sumario')).toBeHidden();
  await page.getByRole('button', { name: 'Sumário', exact: true }).press('Enter');
  await expect(page.locator('#PG-sumario')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('#PG-sumario')).toBeHidden();
  await page.getByRole('button', { name: 'Sumário', exact: true }).click();
  await page.locator(`#PG-sumario a[href$="${sitio.paginas.capitulo}"]`).click();
  await expect(page).toHaveURL(sitio.url('capitulo'));
});

test('o tema segue o sistema', async ({ page, sitio }) => {
  const fundos = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.goto(sitio.url('capitulo'));
    fundos.push(await page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor));
  }
  expect(fundos[0]).not.toBe(fundos[1]);
});
