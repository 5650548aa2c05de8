import { expect, test } from './apoio/pagina.js';

for (const pagina of ['inicio', 'capitulo', 'perdida', 'impressao']) {
  test(`a página não rola para o lado, de 320 a 1920 px: ${pagina}`, async ({ page, sitio }) => {
    await page.goto(sitio.url(pagina));
    for (const width of [320, 360, 768, 1088, 1280, 1472, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const sobra = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(sobra, `em ${width} px`).toBe(0);
    }
  });
}

test('90 colunas de código cabem sem rolar em 768 px, e a letra nunca tem menos de 12 px', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const blocos = await page.locator('main pre').evaluateAll((todos) => todos.map((pre) => ({
      colunas: Math.max(...pre.textContent.split('\n').map((linha) => [...linha].length)),
      rola: pre.scrollWidth > pre.clientWidth,
      letra: parseFloat(getComputedStyle(pre.querySelector('code')).fontSize),
      inicio: pre.textContent.slice(0, 60),
    })));
    expect(blocos.length).toBeGreaterThan(2);
    for (const bloco of blocos) {
      expect(bloco.letra, bloco.inicio).toBeGreaterThanOrEqual(12);
      if (width >= 768 && bloco.colunas <= 90) expect(bloco.rola, `${bloco.colunas} colunas em ${width} px: ${bloco.inicio}`).toBe(false);
    }
    if (width === 768) expect(Math.max(...blocos.map((b) => b.colunas)), 'o capítulo devia ter código largo').toBeGreaterThan(70);
  }
});

test('o texto das figuras tem ao menos 12 px em 360 px', async ({ page, sitio }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(sitio.url('capitulo'));
  const textos = await page.locator('.diagrama svg').evaluateAll((desenhos) => desenhos.flatMap((svg) => {
    const escala = svg.getScreenCTM().a;
    return [...svg.querySelectorAll('text, tspan, foreignObject *')]
      .filter((no) => [...no.childNodes].some((filho) => filho.nodeType === 3 && filho.data.trim()))
      .map((no) => ({ texto: no.textContent.trim(), px: parseFloat(getComputedStyle(no).fontSize) * escala }));
  }));
  expect(textos.length).toBeGreaterThan(5);
  for (const { texto, px } of textos) expect(px, `“${texto}”`).toBeGreaterThanOrEqual(11.99);
});

test('os textos de um diagrama ficam dentro do desenho', async ({ page, sitio }) => {
  await page.goto(sitio.url('capitulo'));
  const fora = await page.locator('.diagrama svg').evaluateAll((desenhos) => desenhos.flatMap((svg) => {
    const moldura = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].filter((no) => {
      const caixa = no.getBoundingClientRect();
      return caixa.width > 0 && (caixa.left < moldura.left - 1 || caixa.right > moldura.right + 1);
    }).map((no) => no.textContent);
  }));
  expect(fora).toEqual([]);
});

test('a linha de texto tem perto de 70 caracteres', async ({ page, sitio }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(sitio.url('capitulo'));
  const porLinha = await page.evaluate(() => {
    const paragrafo = document.querySelector('main > h2 + p');
    const amostra = document.createElement('span');
    amostra.textContent = 'Quem espera uma resposta que não vem precisa decidir, sem saber se a outra máquina caiu ou só demora. ';
    amostra.style.cssText = 'position: absolute; white-space: pre';
    paragrafo.append(amostra);
    const caracteres = paragrafo.clientWidth / (amostra.getBoundingClientRect().width / amostra.textContent.length);
    amostra.remove();
    return caracteres;
  });
  expect(porLinha).toBeGreaterThan(62);
  expect(porLinha).toBeLessThan(78);
});
