import AxeBuilder from '@axe-core/playwright';
import { abrirBusca, expect, LARGURAS, TEMAS, test } from './apoio/pagina.js';

const NORMAS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function examinar(page, dispensadas = []) {
  const { violations } = await new AxeBuilder({ page }).withTags(NORMAS).disableRules(dispensadas).analyze();
  const resumo = violations.map(({ id, nodes }) => `${id}: ${nodes.map((no) => `${no.target} ${no.failureSummary}`).join(' | ')}`);
  expect(resumo, 'o axe não pode achar nada').toEqual([]);
}

const CENAS = {
  'a página inicial': { pagina: 'inicio' },
  'um capítulo': { pagina: 'capitulo' },
  'a busca aberta, com resultados': { pagina: 'capitulo', preparar: (page) => abrirBusca(page, 'mensagem') },
  'a página 404': { pagina: 'perdida' },
};

/** As páginas do sumário, pela ordem: o livro inteiro, sem que ninguém se lembre de acrescentar a nova. */
async function paginasDoSumario(page, sitio) {
  await page.goto(sitio.url('inicio'));
  const destinos = await page.locator('#PG-sumario a[href]').evaluateAll((ligacoes) => ligacoes.map((a) => a.href.split('#')[0]));
  return [...new Set(destinos)];
}

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

// Cada página uma vez, e cada vez noutra largura e noutro tema: as seis combinações se repartem por elas.
test('nenhuma página do livro tem barreiras', async ({ page, sitio }) => {
  const paginas = await paginasDoSumario(page, sitio);
  expect(paginas.length).toBeGreaterThan(2);
  test.setTimeout(30_000 * paginas.length);
  for (const [i, endereco] of paginas.entries()) {
    const [largura, tema] = [LARGURAS[i % LARGURAS.length], TEMAS[Math.floor(i / LARGURAS.length) % TEMAS.length]];
    await test.step(`${endereco} em ${largura} px, ${tema}`, async () => {
      await page.setViewportSize({ width: largura, height: 800 });
      await page.emulateMedia({ colorScheme: tema });
      await page.goto(endereco);
      await examinar(page);
    });
  }
});

test('a página de impressão não tem barreiras', async ({ page, sitio, livro }) => {
  test.setTimeout(300_000);
  await page.goto(sitio.url('impressao'));
  // As cores dela são as dos capítulos, já conferidas; medir o contraste do curso inteiro de uma vez leva minutos.
  await examinar(page, livro === 'curso' ? ['color-contrast'] : []);
});

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
