import { abrirBusca, expect, test } from './apoio/pagina.js';

// Palavras de interface que só existem em inglês (`item`, `menu`, `use` e o `BY` da licença ficam de fora: também são português, ou nome).
const INGLES = new Set(`
  about after again all also and answer are auto back before book bookmark bottom button cancel caption caution chapter chapters
  clear click clipboard close closed code collapse command content contents copied copy dark default details document down edit
  english enter error expand failed failure figure file first follow for found from go heading help hidden hide home how important
  index input invalid keyboard language last left less light link listing load loading location main match matches mode more
  navigation navigate next not note of on open out output page pages previous print press query read reference repository reset
  result results return right run save search section select settings share shortcut shortcuts show sidebar skip source start
  step submit suggest summary switch table tag text the theme themes this tip title to toggle top up view warning welcome
  with you your untitled
`.trim().split(/\s+/));

// O que o mdBook escreve por conta própria, em qualquer lugar do documento.
const DO_MDBOOK = [
  'Page not found', 'Document not found', 'This URL is invalid', 'Table of contents', 'Toggle', 'Change theme', 'Print this book',
  'Git repository', 'Suggest an edit', 'Previous chapter', 'Next chapter', 'Page navigation', 'Keyboard shortcuts', 'Copy to clipboard',
  'Show hidden lines', 'Run this code', 'Undo changes', 'Search this book', '</svg>Note<', '</svg>Tip<', '</svg>Important<',
  '</svg>Warning<', '</svg>Caution<', 'Book generated using mdBook',
];

/** Tudo o que a interface diz: o que se vê fora do texto, os rótulos dentro dele e os nomes só ouvidos. */
function falas(page) {
  return page.evaluate(() => {
    const vistas = [document.title];
    const fora = [...document.querySelectorAll('body > *:not(.folha), .lateral, .pagina > :not(main)')];
    const rotulos = [...document.querySelectorAll('.rotulo, .rode-titulo, .copiar, summary, .blockquote-tag-title, .selo, .localizacao, .aviso-impressao, .botao')];
    for (const elemento of [...fora, ...rotulos]) vistas.push(elemento.textContent);
    for (const elemento of document.querySelectorAll('body *')) {
      for (const atributo of ['aria-label', 'aria-roledescription', 'aria-description', 'title', 'placeholder']) {
        if (elemento.hasAttribute(atributo)) vistas.push(elemento.getAttribute(atributo));
      }
    }
    return vistas;
  });
}

async function semIngles(page) {
  const achadas = (await falas(page)).flatMap((fala) => (fala.toLowerCase().match(/\p{L}+/gu) ?? [])
    .filter((palavra) => INGLES.has(palavra))
    .map((palavra) => `${palavra}: ${fala.trim().slice(0, 80)}`));
  expect(achadas, 'a interface só fala português').toEqual([]);
  const html = await page.content();
  expect(DO_MDBOOK.filter((frase) => html.includes(frase)), 'sobrou texto do mdBook').toEqual([]);
}

for (const pagina of ['inicio', 'capitulo', 'perdida', 'impressao']) {
  test(`nenhuma palavra de interface é inglesa: ${pagina}`, async ({ page, sitio }) => {
    await page.goto(sitio.url(pagina));
    await semIngles(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('pt-BR');
  });
}

test('a busca e os atalhos falam português', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await abrirBusca(page, 'xilofone');
  await semIngles(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Atalhos do teclado' })).toBeVisible();
  await semIngles(page);
});

test('os títulos das páginas dizem onde se está', async ({ page, sitio }) => {
  await page.goto(sitio.url('perdida'));
  await expect(page).toHaveTitle(/^Página não encontrada — /);
  await page.goto(sitio.url('impressao'));
  await expect(page).toHaveTitle(/^O curso inteiro, para imprimir — /);
});
