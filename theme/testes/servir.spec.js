// `cargo xtask serve` como quem escreve o usa: grava um capítulo e vê a página mudar.
// Trabalha numa cópia do livro: o teste grava nos capítulos.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { abrirBusca } from './apoio/pagina.js';

const raiz = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const copia = join(raiz, 'target', 'livro-servido');
const capitulo = join(copia, 'src', 'comunicacao', 'sockets.md');

// Na primeira vez o `serve` instala o mdBook, o que leva minutos.
const INSTALAR = 15 * 60_000;
const ORCAMENTO = 1_500;
const AMOSTRAS = 7;

let servidor;
let endereco;

function copiar() {
  rmSync(copia, { recursive: true, force: true });
  mkdirSync(copia, { recursive: true });
  // O mdBook não vigia o que o .gitignore mais próximo ignora; sem o da cópia, valeria o daqui, que ignora target/.
  for (const nome of ['src', 'listings', 'theme', 'book.toml', 'README.md', '.gitignore']) {
    const filtro = (origem) => basename(origem) !== 'node_modules';
    cpSync(join(raiz, nome), join(copia, nome), { recursive: true, filter: filtro });
  }
  // O mdBook instalado e os desenhos prontos são os mesmos do livro de verdade.
  symlinkSync(join(raiz, 'target'), join(copia, 'target'), 'dir');
}

async function anunciado(processo) {
  for await (const linha of createInterface({ input: processo.stdout })) {
    const achado = /o livro está em (http:\S+)/.exec(linha);
    if (achado) return achado[1];
  }
  throw new Error('o serve terminou sem dizer onde está o livro; a causa está acima');
}

async function linhaDeErro(padrao) {
  for await (const linha of createInterface({ input: servidor.stderr })) {
    if (padrao.test(linha)) return;
  }
  throw new Error(`o serve terminou sem dizer ${padrao}`);
}

test.beforeAll(async () => {
  test.setTimeout(INSTALAR);
  copiar();
  const xtask = join(raiz, 'target', 'debug', 'xtask');
  servidor = spawn(xtask, ['serve', '--porta', '0'], { cwd: copia, stdio: ['ignore', 'pipe', 'pipe'] });
  servidor.stderr.pipe(process.stderr);
  endereco = await anunciado(servidor);
});

test.afterAll(() => servidor?.kill('SIGKILL'));

test('gravar um capítulo muda a página aberta em até 1,5 s', async ({ page }) => {
  await page.goto(`${endereco}/comunicacao/sockets.html`);
  const original = readFileSync(capitulo, 'utf8');
  const tempos = [];
  for (let vez = 1; vez <= AMOSTRAS; vez += 1) {
    const frase = `Frase gravada pela vez ${vez}.`;
    // A recarga só chega a quem já está ligado ao servidor.
    await page.waitForLoadState('networkidle');
    const inicio = performance.now();
    writeFileSync(capitulo, original.replace('\n## ', `\n${frase}\n\n## `));
    await expect(page.getByText(frase)).toBeVisible({ timeout: 10_000 });
    tempos.push(Math.round(performance.now() - inicio));
  }
  // A mediana: o mdBook olha os arquivos uma vez por segundo, e quanto disso se espera é sorte.
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
  }).toPass({ timeout: 15_000 });
});

test('um capítulo quebrado é explicado e não derruba o serve', async ({ page }) => {
  const original = readFileSync(capitulo, 'utf8');
  const explicado = linhaDeErro(/linguagem desconhecida: “cnsole”/);
  writeFileSync(capitulo, original.replace('```console legenda', '```cnsole legenda'));
  await explicado;

  writeFileSync(capitulo, original.replace('\n## ', '\nO serve continua de pé.\n\n## '));
  await expect(async () => {
    await page.goto(`${endereco}/comunicacao/sockets.html`);
    await expect(page.getByText('O serve continua de pé.')).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
});

test('SIGTERM encerra o serve com 0', async () => {
  const fim = once(servidor, 'exit');
  servidor.kill('SIGTERM');
  const [codigo] = await fim;
  expect(codigo).toBe(0);
});
