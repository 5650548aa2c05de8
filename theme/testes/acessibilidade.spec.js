import AxeBuilder from '@axe-core/playwright';
import { abrirBusca, expect, LARGURAS, TEMAS, test } from './apoio/pagina.js';

const NORMAS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function examinar(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(NORMAS).analyze();
  const resumo = violations.map(({ id, nodes }) => `${id}: ${nodes.map((no) => `${no.target} ${no.failureSummary}`).join(' | ')}`);
  expect(resumo, 'o axe não pode achar nada').toEqual([]);
}

const CENAS = {
  'a página inicial': { pagina: 'inicio' },
  'um capítulo': { pagina: 'capitulo' },
  'a busca aberta, com resultados': { pagina: 'capitulo', preparar: (page) => abrirBusca(page, 'mensagem') },
  'a página 404': { pagina: 'perdida' },
  'a página de impressão': { pagina: 'impressao' },
};

for (const largura of LARGURAS) {
  for (const tema of TEMAS) {
    test.describe(`${largura} px, ${tema === 'dark' ? 'escuro' : 'claro'}`, () => {
      test.use({ viewport: { width: largura, height: 800 }, colorScheme: tema });
      for (const [nome, { pagina, preparar }] of Object.entries(CENAS)) {
        test(`${nome} não tem barreiras`, async ({ page, sitio }) => {
          await page.goto(sitio.url(pagina));
          await preparar?.(page);
          await examinar(page);
        });
      }
    });
  }
}

test('o sumário aberto no telefone e os atalhos não têm barreiras', async ({ page, sitio }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(sitio.url('capitulo'));
  await page.getByRole('button', { name: 'Sumário' }).click();
  await expect(page.getByRole('navigation', { name: 'Sumário' })).toBeVisible();
  await examinar(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Atalhos do teclado' })).toBeVisible();
  await examinar(page);
});

test('as respostas abertas não têm barreiras', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await page.evaluate(() => { for (const resposta of document.querySelectorAll('details')) resposta.open = true; });
  await examinar(page);
});
