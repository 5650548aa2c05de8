// Percorrer uma execução e jogar: no teclado, nos dois temas, no telefone e na mesa.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, TEMAS, test } from './apoio/pagina.js';

const NORMAS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const raiz = join(dirname(fileURLToPath(import.meta.url)), '../..');

async function examinar(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(NORMAS).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((no) => `${no.target} ${no.failureSummary}`).join(' | ')}`)).toEqual([]);
}

const jogo = (page, i) => page.locator('voce-e-a-rede').nth(i);
async function abrir(page, sitio, i) {
  await page.goto(sitio.url('jogo.html'));
  await jogo(page, i).getByRole('button', { name: 'Jogar: você é a rede' }).click();
  await expect(jogo(page, i).locator('.menu button').first()).toBeFocused();
}

for (const largura of [360, 1280]) {
  for (const tema of TEMAS) {
    test.describe(`${largura} px, ${tema === 'dark' ? 'escuro' : 'claro'}`, () => {
      test.use({ viewport: { width: largura, height: 800 }, colorScheme: tema });

      test('o jogo, do começo ao fim, não tem barreiras nem sai da tela', async ({ page, sitio }) => {
        await abrir(page, sitio, 0);
        await examinar(page);
        await page.keyboard.press('2');
        await page.keyboard.press('1');
        await expect(jogo(page, 0)).toContainText('Nada mais pode acontecer.');
        await jogo(page, 0).getByText('A execução em frases').click();
        await examinar(page);
        const sobra = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(sobra).toBeLessThanOrEqual(0);
      });

      test('o texto do diagrama tem ao menos 12 px', async ({ page, sitio }) => {
        await abrir(page, sitio, 2);
        for (let i = 0; i < 4; i += 1) await page.keyboard.press('1');
        const alturas = await page.locator('voce-e-a-rede svg, figure.execucao > svg:visible')
          .evaluateAll((todos) => todos.map((svg) => (16 * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width));
        for (const altura of alturas) expect(altura).toBeGreaterThanOrEqual(12);
      });
    });
  }
}

test('quem desordena a rede vence o desafio, e sabe que menos não há', async ({ page, sitio }) => {
  await abrir(page, sitio, 0);
  const menu = jogo(page, 0).locator('.menu button');
  await expect(menu).toHaveText(['entregar 1, de Ana a Bia', 'entregar 2, de Ana a Bia']);
  await menu.nth(1).click();
  await expect(jogo(page, 0).locator('.nos')).toContainText('Bia: mostra 2');
  await expect(menu.first()).toBeFocused();
  await menu.first().click();
  await expect(jogo(page, 0).locator('.desafios')).toContainText('Conseguiu em 2 jogadas, e menos não há.');
  await expect(jogo(page, 0).locator('.propriedades')).toContainText('não vale, e nada mais pode acontecer');
  await expect(jogo(page, 0).getByRole('button', { name: 'Voltar uma jogada' })).toBeEnabled();
});

test('onde nenhuma violação é possível, a página o diz, com a conta do verificador', async ({ page, sitio }) => {
  await abrir(page, sitio, 1);
  const status = jogo(page, 1).getByRole('status');
  // Todas as escolhas, sempre a primeira, até nada mais poder acontecer.
  for (let i = 0; i < 20 && await jogo(page, 1).locator('.menu button').count() > 0; i += 1) await page.keyboard.press('1');
  await expect(jogo(page, 1).locator('.propriedades')).toContainText('Bia mostra 2: vale');
  await jogo(page, 1).getByRole('button', { name: 'Ver a resposta' }).click();
  await expect(status).toHaveText('Nenhuma violação é possível: foram percorridos os 32 estados.');
  await expect(jogo(page, 1).locator('.desafios')).toContainText('Nenhuma execução consegue: todas foram percorridas.');
});

test('só com o teclado: escolher, voltar, recomeçar e ver a resposta', async ({ page, sitio }) => {
  await abrir(page, sitio, 2);
  const passos = () => jogo(page, 2).locator('.diagrama-da-rede li').count();
  const antes = await passos();
  await page.keyboard.press('2');
  const depois = await passos();
  expect(depois).toBeGreaterThan(antes);
  await page.keyboard.press('Backspace');
  expect(await passos()).toBe(antes);
  await page.keyboard.press('1');
  await page.keyboard.press('1');
  await jogo(page, 2).getByRole('button', { name: 'Recomeçar' }).focus();
  await page.keyboard.press('Enter');
  expect(await passos()).toBe(antes);
  await expect(jogo(page, 2).locator('.menu button').first()).toBeFocused();
  await jogo(page, 2).getByRole('button', { name: 'Ver a resposta' }).first().focus();
  await page.keyboard.press('Enter');
  await expect(jogo(page, 2).locator('.desafios li').first()).toContainText('Conseguiu em 3 jogadas, e menos não há.');
  await page.keyboard.press('ArrowRight');
  expect(page.url()).toBe(sitio.url('jogo.html'));
});

test('cada jogada é dita a quem não vê', async ({ page, sitio }) => {
  await abrir(page, sitio, 0);
  const status = jogo(page, 0).getByRole('status');
  await page.keyboard.press('2');
  await expect(status).toHaveText('Jogada 1. Bia recebe de Ana: 2. 1 opção.');
  await page.keyboard.press('1');
  await expect(status).toContainText('Jogada 2. Bia recebe de Ana: 1. Bia mostra 2: não vale, e nada mais pode acontecer.');
  await expect(status).toContainText('Conseguiu em 2 jogadas, e menos não há. Nada mais pode acontecer.');
});

test('o modelo só se carrega quando se pede para jogar', async ({ page, sitio }) => {
  const antes = sitio.pedidos.length;
  await page.goto(sitio.url('jogo.html'), { waitUntil: 'networkidle' });
  const dados = () => sitio.pedidos.slice(antes).filter(({ nome }) => nome.endsWith('.json'));
  expect(dados()).toEqual([]);
  await jogo(page, 0).getByRole('button', { name: 'Jogar: você é a rede' }).click();
  await expect(jogo(page, 0).locator('.menu button').first()).toBeVisible();
  expect(dados().map(({ nome }) => nome)).toEqual(['rastro/relogios/mostrador.json']);
  const outra = sitio.pedidos.length;
  await page.goto(sitio.url('capitulo'), { waitUntil: 'networkidle' });
  expect(sitio.pedidos.slice(outra).filter(({ nome }) => nome.startsWith('rastro/')), 'quem não joga não carrega').toEqual([]);
});

test('uma execução se percorre para a frente, para trás e sozinha', async ({ page, sitio }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(sitio.url('jogo.html'));
  const passo = page.locator('passo-a-passo');
  const figura = page.locator('figure:has(passo-a-passo)');
  const visiveis = () => figura.locator('[data-frase]:not([data-por-vir])').count();
  expect(await visiveis()).toBe(4);
  await passo.getByRole('button', { name: 'Início' }).click();
  expect(await visiveis()).toBe(0);
  await expect(passo.getByRole('status')).toHaveText('0 de 4: Antes do primeiro evento.');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(passo.getByRole('status')).toHaveText('2 de 4: Ana envia a Bia: 2');
  await page.keyboard.press('ArrowLeft');
  expect(await visiveis()).toBe(1);
  await page.keyboard.press('End');
  await expect(passo.getByRole('status')).toHaveText('4 de 4: Bia recebe de Ana: 1');
  await page.keyboard.press('Home');
  await passo.getByRole('button', { name: 'Tocar' }).click();
  await expect(passo.getByRole('button', { name: 'Pausar' })).toBeVisible();
  await expect(passo.getByRole('status')).toHaveText('4 de 4: Bia recebe de Ana: 1', { timeout: 15_000 });
  await expect(passo.getByRole('button', { name: 'Tocar' })).toBeVisible();
  expect(page.url()).toBe(sitio.url('jogo.html'));
});

test.describe('sem JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('o contraexemplo desenhado está lá, e nenhum botão que não serve', async ({ page, sitio }) => {
    await page.goto(sitio.url('jogo.html'));
    const figuras = page.locator('figure.execucao');
    await expect(figuras).toHaveCount(4);
    for (const figura of await figuras.all()) await expect(figura.getByRole('img')).toBeVisible();
    await expect(page.locator('figure.execucao button:visible')).toHaveCount(0);
  });
});

test.describe('se o modelo não vem', () => {
  test.use({ errosEsperados: ['Failed to load resource'] });
  test('a página o diz e o diagrama continua lá', async ({ page, sitio }) => {
    await page.route('**/mostrador.json', (rota) => rota.abort());
    await page.goto(sitio.url('jogo.html'));
    await jogo(page, 0).getByRole('button').click();
    await expect(jogo(page, 0).getByRole('alert')).toHaveText(/não carregou/);
    await expect(page.locator('figure.execucao').first().getByRole('img')).toBeVisible();
  });
});

test('o modelo vivo se explora, se encurta e se guarda', async ({ page }) => {
  const processo = spawn('cargo', ['run', '--quiet', '-p', 'relogios', '--', 'explorar', 'mostrador', '--endereco', '127.0.0.1:0'], { cwd: raiz });
  try {
    const endereco = await new Promise((achou, falhou) => {
      processo.stdout.on('data', (dito) => achou(/escutando em (\S+)/.exec(dito)?.[1]));
      processo.on('exit', () => falhou(new Error('o programa terminou antes de escutar')));
    });
    await page.goto(`http://${endereco}/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Explorar: mostrador');
    await page.getByRole('button', { name: 'entregar 2, de Ana a Bia' }).click();
    await page.getByRole('button', { name: 'entregar 1, de Ana a Bia' }).click();
    await expect(page.locator('.propriedades')).toContainText('não vale');
    await page.getByRole('button', { name: 'Encurtar' }).click();
    await expect(page.locator('.comandos [role=status]')).toHaveText('Não sei de nenhuma mais curta.');
    await page.getByRole('button', { name: 'Guardar o rastro' }).click();
    await expect(page.locator('.comandos [role=status]')).toHaveText(/cargo xtask rastro target\/rastros\/mostrador-2-jogadas\.jsonl/);
    await examinar(page);
  } finally {
    processo.kill('SIGTERM');
  }
});
