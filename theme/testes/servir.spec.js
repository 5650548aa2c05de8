// `cargo xtask serve` como quem escreve o usa: grava um capítulo e vê a página mudar.
// Trabalha numa cópia do livro: o teste grava nos capítulos.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { abrirBusca } from './apoio/pagina.js';

const raiz = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const copia = join(raiz, 'target', 'livro-servido');
const capitulo = join(copia, 'src', 'comunicacao', 'sockets.md');

// Na primeira vez o `serve` desenha e colore o livro inteiro.
const PRIMEIRA_VEZ = 5 * 60_000;
const ORCAMENTO = 1_000;
const AMOSTRAS = 7;

let servidor;
let endereco;

function copiar() {
  rmSync(copia, { recursive: true, force: true });
  mkdirSync(copia, { recursive: true });
  for (const nome of ['src', 'listings', 'theme', 'book.toml', 'README.md']) {
    const filtro = (origem) => basename(origem) !== 'node_modules';
    cpSync(join(raiz, nome), join(copia, nome), { recursive: true, filter: filtro });
  }
  // Os desenhos prontos são os mesmos do livro de verdade.
  symlinkSync(join(raiz, 'target'), join(copia, 'target'), 'dir');
}

async function anunciado(processo) {
  for await (const linha of createInterface({ input: processo.stdout })) {
    const achado = /o livro está em (http:\S+)/.exec(linha);
    if (achado) return achado[1];
  }
  throw new Error('o serve terminou sem dizer onde está o livro; a causa está acima');
}

/** Abre o capítulo e espera que ele esteja ligado ao servidor, de onde vem a recarga. */
async function abrir(page) {
  await page.goto(`${endereco}/comunicacao/sockets.html`);
  await ligada(page);
}

async function ligada(page) {
  await expect(page.locator('html[data-servido="ligado"]')).toBeAttached();
}

test.beforeAll(async () => {
  test.setTimeout(PRIMEIRA_VEZ);
  copiar();
  const ferramenta = join(raiz, 'target', 'debug', 'curso');
  servidor = spawn(ferramenta, ['serve', '--porta', '0'], { cwd: copia, stdio: ['ignore', 'pipe', 'inherit'] });
  endereco = await anunciado(servidor);
});

test.afterAll(() => servidor?.kill('SIGKILL'));

test('gravar um capítulo muda a página aberta em até 1 s', async ({ page }) => {
  await abrir(page);
  const original = readFileSync(capitulo, 'utf8');
  const tempos = [];
  for (let vez = 1; vez <= AMOSTRAS; vez += 1) {
    const frase = `Frase gravada pela vez ${vez}.`;
    await ligada(page);
    const inicio = performance.now();
    writeFileSync(capitulo, original.replace('\n## ', `\n${frase}\n\n## `));
    await expect(page.getByText(frase)).toBeVisible({ timeout: 10_000 });
    tempos.push(Math.round(performance.now() - inicio));
  }
  // A mediana: a busca da vez anterior pode estar disputando o processador.
  const mediana = tempos.toSorted((a, b) => a - b)[Math.floor(AMOSTRAS / 2)];
  console.log(`da gravação à página: mediana de ${mediana} ms (${tempos.join(', ')})`);
  expect(mediana, `da gravação à página, em ms: ${tempos}`).toBeLessThanOrEqual(ORCAMENTO);
});

test('a busca acha o que acabou de ser gravado', async ({ page }) => {
  const original = readFileSync(capitulo, 'utf8');
  writeFileSync(capitulo, original.replace('\n## ', '\nAqui se fala de ornitorrincos.\n\n## '));
  // A busca se refaz depois de a página estar no ar: quem procura antes disso procura de novo.
  await expect(async () => {
    await page.goto(`${endereco}/comunicacao/sockets.html`);
    await abrirBusca(page, 'ornitorrinco');
    await expect(page.locator('.busca-capitulo').first()).toHaveText('Sockets', { timeout: 500 });
  }).toPass({ timeout: 60_000 });
});

test('a gravação quebrada é explicada sobre a página anterior, e a explicação some com o conserto', async ({ page }) => {
  await abrir(page);
  const original = readFileSync(capitulo, 'utf8');
  const titulo = await page.locator('h1').first().textContent();
  writeFileSync(capitulo, original.replace('/saidas/', '/saidas/<img src=x onerror=alert(1)>'));
  const faixa = page.getByRole('alert');
  await expect(faixa).toContainText('/saidas/<img src=x onerror=alert(1)>');
  await expect(faixa.locator('code').first()).toHaveText(/^src\/comunicacao\/sockets\.md:\d+$/);
  await expect(faixa).toContainText('Remédio:');
  await expect(faixa.locator('img')).toHaveCount(0);
  await expect(page.locator('h1').first()).toHaveText(titulo);
  const { violations } = await new AxeBuilder({ page }).include('#curso-falha').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  // Quem chega agora também a vê; e quem a esconde lê a página.
  await page.reload();
  await page.getByRole('button', { name: 'Esconder' }).click();
  await expect(faixa).toHaveCount(0);

  await page.reload();
  await expect(faixa).toBeVisible();
  writeFileSync(capitulo, original.replace('\n## ', '\nO serve continua de pé.\n\n## '));
  await expect(page.getByText('O serve continua de pé.')).toBeVisible({ timeout: 15_000 });
  await ligada(page);
  await expect(faixa).toHaveCount(0);
  writeFileSync(capitulo, original);
});

test('enquanto o livro se refaz, toda página que se pede está inteira', async ({ request }) => {
  const original = readFileSync(capitulo, 'utf8');
  for (let vez = 1; vez <= 3; vez += 1) {
    const frase = `Vez ${vez} de ser lida.`;
    writeFileSync(capitulo, original.replace('\n## ', `\n${frase}\n\n## `));
    for (let lida = ''; !lida.includes(frase);) {
      for (const caminho of ['comunicacao/sockets.html', 'index.html', 'print.html']) {
        const resposta = await request.get(`${endereco}/${caminho}`);
        lida = caminho.startsWith('comunicacao') ? await resposta.text() : lida;
        expect(resposta.status(), caminho).toBe(200);
        expect((await resposta.text()).trimEnd().endsWith('</html>'), caminho).toBe(true);
      }
    }
  }
  writeFileSync(capitulo, original);
});

test('SIGTERM encerra o serve com 0', async () => {
  const fim = once(servidor, 'exit');
  servidor.kill('SIGTERM');
  const [codigo] = await fim;
  expect(codigo).toBe(0);
});
