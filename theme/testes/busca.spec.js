import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  await expect(page.locator('.busca-estado')).toHaveText('7 capítulos.');
  await expect(page.locator('.busca-resultados > li').nth(5).locator('a').first()).toBeFocused();
});

test('Enter espera a busca do que está digitado, e não abre o resultado da anterior', async ({ page, sitio }) => {
  await page.goto(sitio.url('inicio'));
  await abrirBusca(page, 'coordenação');
  await page.evaluate(() => {
    const campo = document.querySelector('input[type=search]');
    const tecla = { key: 'Enter', bubbles: true, cancelable: true };
    campo.value = 'canais';
    campo.dispatchEvent(new Event('input', { bubbles: true }));
    campo.dispatchEvent(new KeyboardEvent('keydown', tecla));
  });
  await expect(page).toHaveURL(/\/relogios\.html/);
});

test('o Enter que confirma uma composição não abre resultado', async ({ page, sitio }) => {
  await page.goto(sitio.url('inicio'));
  await abrirBusca(page, 'coordenação');
  const impedido = (isComposing) => page.evaluate((compondo) => {
    const tecla = new KeyboardEvent('keydown', { key: 'Enter', isComposing: compondo, bubbles: true, cancelable: true });
    return !document.querySelector('input[type=search]').dispatchEvent(tecla);
  }, isComposing);
  expect(await impedido(true)).toBe(false);
  await expect(page.locator('dialog.busca')).toBeVisible();
  expect(await impedido(false)).toBe(true);
  await expect(page).not.toHaveURL(sitio.url('inicio'));
});

test('um erro de uma letra traz a palavra certa, e Enter a procura', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await abrirBusca(page, 'barreiraz');
  await expect(page.locator('.busca-estado')).toHaveText('Nada encontrado com “barreiraz”.');
  await expect(page.getByRole('button', { name: 'Você quis dizer “barreira”?' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('.busca-estado')).toHaveText('1 capítulo.');
  await expect(page.getByRole('searchbox')).toHaveValue('barreira');
  await expect(page.getByRole('searchbox')).toBeFocused();
});

for (const [busca, pagina, titulo, diz] of [
  ['líder', 'glossario.html#l%C3%ADder', 'líder', 'Nó a quem os outros obedecem por um tempo.'],
  ['Chang', 'referencias.html#ref-chang1979', 'Chang e Roberts (1979)', 'CHANG, E.; ROBERTS, R. An improved algorithm'],
]) {
  test(`o resultado leva à entrada, e diz o que ela diz: ${busca}`, async ({ page, sitio }) => {
    await page.goto(sitio.url('inicio'));
    await abrirBusca(page, busca);
    const entrada = page.locator(`.busca-resultados a[href$="${decodeURI(pagina)}"]`);
    await expect(entrada.locator('.busca-secao')).toHaveText(titulo);
    await expect(entrada.locator('.busca-trecho')).toContainText(diz);
    await entrada.click();
    await expect(page).toHaveURL(sitio.url(pagina));
  });
}

test('só fica o capítulo em que estão todas as palavras, e a falta dele é dita', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  await abrirBusca(page, 'barreira de quartzo');
  await expect(page.locator('.busca-estado')).toHaveText('Nenhum capítulo tem todas essas palavras. Tente com menos.');
  await expect(page.locator('.busca-resultados')).toBeEmpty();
  expect(await buscarDeNovo(page, 'relógio de quartzo')).toEqual(['Relógios']);
  await expect(page.locator('.busca-resultados mark', { hasText: /^de$/ })).toHaveCount(0);
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
  test.use({ errosEsperados: ['Failed to load resource', 'Failed to fetch', 'blocked by CORS'] });

  test('o índice que não carrega é explicado em português', async ({ page, sitio }) => {
    await page.route('**/pagefind/**', (rota) => rota.abort());
    await page.goto(sitio.url('capitulo'));
    await abrirBusca(page, 'eleição');
    await expect(page.locator('.busca-estado')).toHaveText('O índice da busca não carregou. Recarregue a página; se não bastar, verifique a conexão.');
  });

  test('o índice que ainda se faz é dito, e a busca vem sozinha quando ele chega', async ({ page, sitio }) => {
    let pronto = false;
    await page.route('**/pagefind/**', (rota) => (pronto ? rota.fallback() : rota.fulfill({ status: 503 })));
    await page.goto(sitio.url('capitulo'));
    await page.locator('#PG-abrir-busca').click();
    await page.getByRole('searchbox').fill('replicação');
    await expect(page.locator('.busca-estado')).toHaveText('A busca está sendo preparada; tente daqui a pouco.');
    pronto = true;
    await expect(page.locator('.busca-estado')).toHaveText('1 capítulo.');
  });

  test('Mostrar mais não se pede duas vezes, e um texto que se perde é dito', async ({ page, sitio }) => {
    await page.goto(sitio.url('capitulo'));
    await abrirBusca(page, 'um');
    await expect(page.locator('.busca-estado')).toHaveText(/há outros/);
    let perder;
    const perdido = new Promise((pronto) => { perder = pronto; });
    await page.route('**/pagefind/fragment/**', async (rota) => { await perdido; await rota.abort(); });
    const mais = page.getByRole('button', { name: 'Mostrar mais' });
    await mais.click();
    await expect(mais).toBeDisabled();
    perder();
    await expect(page.locator('.busca-estado')).toHaveText(/O índice da busca não carregou/);
    await expect(mais).toBeFocused();
    await expect(page.locator('.busca-resultados > li')).toHaveCount(6);
  });

  test('a página aberta do disco diz como ter a busca', async ({ page, sitio }) => {
    await page.goto(pathToFileURL(join(sitio.pasta, 'eleicao.html')).href);
    await page.locator('#PG-abrir-busca').click();
    await expect(page.locator('#PG-aviso')).toHaveText('A busca não funciona numa página aberta do disco. Na pasta do curso, rode cargo xtask serve.');
    await expect(page.locator('#PG-aviso')).toBeInViewport();
    expect((await page.locator('#PG-aviso').boundingBox()).height).toBeGreaterThan(20);
  });

  for (const roteiro of ['busca', 'variantes']) {
    test(`um roteiro que não carrega é avisado e pode ser tentado de novo: ${roteiro}`, async ({ page, sitio }) => {
      await page.route(`**/theme/${roteiro}-*.js`, (rota) => rota.abort(), { times: 1 });
      await page.goto(sitio.url('capitulo'));
      await page.locator('#PG-abrir-busca').click();
      const aviso = page.locator('#PG-aviso');
      await expect(aviso).toHaveText('A busca não carregou. Recarregue a página; se não bastar, verifique a conexão.');
      expect((await aviso.boundingBox()).height, 'quem vê também precisa saber').toBeGreaterThan(20);
      await page.locator('#PG-abrir-busca').click();
      await expect(page.getByRole('searchbox')).toBeFocused();
      await expect(aviso).toBeEmpty();
    });
  }
});
