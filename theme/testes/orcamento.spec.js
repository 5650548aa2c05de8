import { LARGURAS, abrirBusca, expect, test } from './apoio/pagina.js';

const KB = 1024;
const soma = (pedidos) => pedidos.reduce((total, { bytes }) => total + bytes, 0);
const daBusca = (pedidos) => pedidos.filter(({ nome }) => /^pagefind\/|busca|variantes/.test(nome));

async function visitar(page, sitio, nome) {
  const antes = sitio.pedidos.length;
  await page.goto(sitio.url(nome), { waitUntil: 'networkidle' });
  return sitio.pedidos.slice(antes);
}

test('a primeira visita pesa até 150 KB, em até 12 pedidos, todos à própria casa', async ({ page, sitio }, info) => {
  const alheios = [];
  page.on('request', (pedido) => { if (!pedido.url().startsWith(sitio.endereco) && !pedido.url().startsWith('data:')) alheios.push(pedido.url()); });
  const pedidos = await visitar(page, sitio, 'capitulo');
  info.annotations.push({ type: 'medida', description: `${pedidos.length} pedidos, ${soma(pedidos)} bytes: ${pedidos.map((p) => `${p.nome} ${p.bytes}`).join(', ')}` });
  expect(alheios, 'a página não pede nada a outro servidor').toEqual([]);
  expect(pedidos.filter(({ achado }) => !achado), 'nenhum pedido pode faltar').toEqual([]);
  expect(pedidos.length).toBeLessThanOrEqual(12);
  expect(soma(pedidos)).toBeLessThanOrEqual(150 * KB);
});

test('o capítulo seguinte, com o resto já guardado, pesa até 40 KB', async ({ page, sitio }, info) => {
  const primeira = await visitar(page, sitio, 'inicio');
  expect(primeira.length).toBeGreaterThan(3);
  const antes = sitio.pedidos.length;
  await page.locator(`#PG-sumario a[href$="${sitio.paginas.capitulo}"]`).click();
  await page.waitForURL(sitio.url('capitulo'), { waitUntil: 'networkidle' });
  const pedidos = sitio.pedidos.slice(antes);
  info.annotations.push({ type: 'medida', description: `${soma(pedidos)} bytes: ${pedidos.map((p) => p.nome).join(', ')}` });
  expect(soma(pedidos)).toBeLessThanOrEqual(40 * KB);
});

test('a busca só é pedida quando se abre, e a primeira resposta pesa até 300 KB', async ({ page, sitio }, info) => {
  const visita = await visitar(page, sitio, 'capitulo');
  expect(daBusca(visita), 'ninguém abriu a busca ainda').toEqual([]);
  const antes = sitio.pedidos.length;
  await abrirBusca(page, 'mensagem');
  const pedidos = sitio.pedidos.slice(antes);
  info.annotations.push({ type: 'medida', description: `${soma(pedidos)} bytes: ${pedidos.map((p) => `${p.nome} ${p.bytes}`).join(', ')}` });
  expect(daBusca(pedidos).length).toBeGreaterThan(3);
  expect(soma(pedidos)).toBeLessThanOrEqual(300 * KB);
});

/** Carrega a página com os observadores ligados desde o começo e lê o que eles viram. */
async function observar(page, endereco) {
  await page.addInitScript(() => {
    window.visto = { deslocamento: [], longas: [] };
    new PerformanceObserver((lista) => {
      for (const e of lista.getEntries()) window.visto.deslocamento.push({ valor: e.value, quem: e.sources.map((s) => s.node?.outerHTML?.slice(0, 80)) });
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((lista) => {
      for (const e of lista.getEntries()) window.visto.longas.push(Math.round(e.duration));
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(endereco, { waitUntil: 'networkidle' });
  // Dois quadros depois da rede em silêncio, o que os roteiros tinham a mexer já foi pintado.
  await page.evaluate(() => new Promise((fim) => { requestAnimationFrame(() => requestAnimationFrame(fim)); }));
  return page.evaluate(() => window.visto);
}

for (const width of [360, 768, 1280, 1600]) {
  test(`nada muda de lugar enquanto a página carrega, em ${width} px`, async ({ page, sitio }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const nome of ['capitulo', 'inicio']) {
      const { deslocamento } = await observar(page, sitio.url(nome));
      expect(deslocamento, nome).toEqual([]);
    }
  });
}

test('o lugar guardado para o que está fora da tela é o que se ocupa ao chegar lá', async ({ page, sitio }) => {
  for (const width of LARGURAS) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(sitio.url('capitulo'), { waitUntil: 'networkidle' });
    const alturas = () => page.$$eval('pre, .diagrama > svg', (todos) => todos.map((e) => [e.getBoundingClientRect().height, e.textContent.trim().slice(0, 30)]));
    const guardadas = await alturas();
    await page.addStyleTag({ content: 'pre, .diagrama > svg { content-visibility: visible !important; }' });
    const ocupadas = await alturas();
    // Menos de um ponto é arredondamento das linhas.
    const erradas = ocupadas.filter(([altura], i) => Math.abs(altura - guardadas[i][0]) >= 1);
    expect(erradas, `${width} px`).toEqual([]);
  }
});

test('nenhuma tarefa passa de 50 ms ao carregar', async ({ browser, sitio }) => {
  // Uma máquina ocupada só acrescenta tempo: a menor de cinco cargas é o custo que é da página.
  const cargas = [];
  for (let vez = 0; vez < 5 && !cargas.includes(0); vez += 1) {
    const page = await browser.newPage();
    const { longas } = await observar(page, sitio.url('capitulo'));
    cargas.push(Math.max(0, ...longas));
    await page.close();
  }
  expect(Math.min(...cargas), `as cargas deram ${cargas.join(', ')} ms`).toBe(0);
});
