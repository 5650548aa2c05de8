// O capítulo do livro de prova cujas seções se chamam como partes da interface.
import { expect, test } from './apoio/pagina.js';

test.beforeEach(({ page, sitio }) => page.goto(sitio.url('nomes.html')));

test('todo id da página é único, e só a interface usa os que começam por PG-', async ({ page }) => {
  await page.keyboard.press('?');
  await page.keyboard.press('Escape');
  await page.locator('#PG-abrir-busca').click();
  await expect(page.getByRole('searchbox')).toBeFocused();
  const ids = await page.locator('[id]').evaluateAll((todos) => todos.map(({ id }) => id));
  expect(ids).toContain('aviso');
  expect(ids.filter((id, i) => ids.indexOf(id) < i)).toEqual([]);
  const daInterface = await page.locator('[id]:not(main [id])').evaluateAll((todos) => todos.map(({ id }) => id));
  expect(daInterface.length).toBeGreaterThan(8);
  expect(daInterface.filter((id) => !id.startsWith('PG-'))).toEqual([]);
});

test('copiar não escreve na seção Aviso, e a seção Imprimir não imprime', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => { window.print = () => { window.imprimiu = true; }; });
  await page.locator('.copiar').click();
  await expect(page.locator('.copiar')).toHaveText('Copiado');
  await expect(page.getByRole('heading', { name: 'Aviso' })).toHaveText('Aviso');
  await page.getByRole('heading', { name: 'Imprimir' }).click();
  expect(await page.evaluate(() => window.imprimiu)).toBeUndefined();
});

test('a fórmula mais larga que se aceita na linha cabe em 360 px', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.locator('main math').first().evaluate((math) => math.getBoundingClientRect().width)).toBeGreaterThan(240);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
