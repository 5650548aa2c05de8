import { abrirBusca, expect, focado, tabularAte, test } from './apoio/pagina.js';

test('o primeiro Tab oferece pular para o conteúdo, e Enter pula', async ({ page, sitio }) => {
  for (const pagina of ['capitulo', 'perdida']) {
    await page.goto(sitio.url(pagina));
    await page.keyboard.press('Tab');
    const pular = page.getByRole('link', { name: 'Ir para o conteúdo' });
    await expect(pular).toBeFocused();
    await expect(pular).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
    expect(page.url(), 'pular não pode sair da página').toContain(sitio.paginas[pagina]);
  }
});

test('o tema muda, é anunciado e fica guardado', async ({ page, sitio }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(sitio.url('capitulo'));
  const fundo = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const claro = await fundo();
  await tabularAte(page, '#PG-trocar-tema');
  await page.keyboard.press('Enter');
  expect(await focado(page)).toBe('Tema: claro');
  await page.keyboard.press('Enter');
  await expect(page.locator('#PG-aviso')).toHaveText('Tema escuro');
  expect(await fundo(), 'o tema escuro devia mudar o fundo').not.toBe(claro);
  const escuro = await fundo();
  await page.goto(sitio.url('inicio'));
  expect(await fundo(), 'a escolha devia valer nas outras páginas').toBe(escuro);
  await page.locator('#PG-trocar-tema').press('Enter');
  expect(await fundo(), 'automático devia seguir o sistema').toBe(claro);
});

test('as setas trocam de capítulo, mas não enquanto se digita', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  const proximo = await page.locator('a[rel="next"]').evaluate((a) => a.href);
  await abrirBusca(page, 'nó');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(proximo);
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(sitio.url('capitulo'));
});

test('os atalhos de uma tecla podem ser desligados', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await page.keyboard.press('?');
  const dialogo = page.getByRole('dialog', { name: 'Atalhos do teclado' });
  await dialogo.getByRole('checkbox').press('Space');
  await dialogo.getByRole('button', { name: 'Fechar' }).press('Enter');
  await page.keyboard.press('/');
  await page.keyboard.press('?');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('searchbox')).toBeFocused();
});

test('copiar leva o código inteiro e só os comandos do terminal, e avisa', async ({ page, context, sitio }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(sitio.url('capitulo'));
  const copiado = () => page.evaluate(() => navigator.clipboard.readText());
  await page.locator('.listagem > .copiar').first().press('Enter');
  await expect(page.locator('#PG-aviso')).toHaveText('Copiado.');
  expect(await copiado()).toBe((await page.locator('.listagem > pre').first().textContent()).replace(/\n$/, ''));
  await page.locator('.rode > .copiar').first().press('Enter');
  await expect.poll(copiado).toBe(await page.locator('.rode > code').first().textContent());
  const console = page.locator('.caixa > pre.console').first();
  await page.locator('.caixa > .copiar').first().press('Enter');
  const comandos = await console.locator('.comando').allTextContents();
  await expect.poll(copiado).toBe(comandos.join('\n'));
  expect(comandos.join('\n')).not.toContain('$ ');
});

test('uma resposta se abre e se fecha pelo teclado', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  const resumo = page.locator('summary').first();
  await resumo.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('details').first()).toHaveAttribute('open', '');
  await page.keyboard.press('Space');
  await expect(page.locator('details').first()).not.toHaveAttribute('open', '');
});

test.describe('no telefone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('a gaveta do sumário abre, recebe o foco, fecha com Esc e o devolve', async ({ page, sitio }) => {
    await page.goto(sitio.url('capitulo'));
    await tabularAte(page, '#PG-abrir-sumario', 5);
    const botao = page.getByRole('button', { name: 'Sumário', exact: true });
    await expect(botao).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('Enter');
    await expect(botao).toHaveAttribute('aria-expanded', 'true');
    await expect(page.locator('#PG-sumario [aria-current="page"]')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.locator('#PG-sumario')).toBeHidden();
    await expect(botao).toBeFocused();
    await expect(botao).toHaveAttribute('aria-expanded', 'false');
  });

  test('a busca se abre pelo botão e leva ao resultado', async ({ page, sitio }) => {
    await page.goto(sitio.url('inicio'));
    await tabularAte(page, '#PG-abrir-busca', 6);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('mensagem');
    await expect(page.locator('.busca-estado')).toHaveText(/capítulo/);
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(sitio.url('inicio'));
  });
});

/** Onde está o foco: se o contorno se vê, se está na tela e se a barra do topo o cobre. */
function parada(page) {
  return page.evaluate(() => {
    const alvo = document.activeElement;
    if (alvo === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(alvo);
    const { left, right, top, bottom } = alvo.getBoundingClientRect();
    const barra = document.querySelector('.lateral').getBoundingClientRect();
    alvo.dataset.parada ??= String(Math.random());
    return {
      id: alvo.dataset.parada,
      nome: alvo.outerHTML.slice(0, 90),
      contorno: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      naTela: bottom > 0 && top < innerHeight && left < innerWidth && right > 0,
      coberto: alvo.closest('main') !== null && barra.width === innerWidth && bottom <= barra.bottom,
    };
  });
}

for (const width of [360, 1280]) {
  test(`o foco é sempre visível, e nada o cobre, em ${width} px`, async ({ page, sitio }) => {
    await page.setViewportSize({ width, height: 740 });
    await page.goto(sitio.url('capitulo'));
    // Na volta é que uma barra fixa no topo poderia cobrir o que recebe o foco.
    for (const tecla of ['Tab', 'Shift+Tab']) {
      const vistas = new Set();
      for (let passo = 0; passo < 400; passo += 1) {
        await page.keyboard.press(tecla);
        const atual = await parada(page);
        if (atual === null || vistas.has(atual.id)) break;
        vistas.add(atual.id);
        expect(atual, `${tecla}: ${atual.nome}`).toMatchObject({ contorno: true, naTela: true, coberto: false });
      }
      expect(vistas.size, `${tecla} devia passar pelos elementos da página`).toBeGreaterThan(15);
    }
  });
}
