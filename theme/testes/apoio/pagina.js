// O que todos os testes usam: o site servido, as páginas de cada livro e a recusa de qualquer erro no console.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { servir } from './servidor.js';

const aqui = dirname(dirname(fileURLToPath(import.meta.url)));

const LIVROS = {
  fixo: {
    pasta: process.env.SITE_FIXO ?? '../../target/livro-fixo/html',
    capitulo: 'eleicao.html',
  },
  curso: {
    pasta: process.env.SITE ?? '../../book/html',
    capitulo: 'comunicacao/sockets.html',
  },
};

export const LARGURAS = [360, 768, 1280];
export const TEMAS = ['light', 'dark'];

export const test = base.extend({
  livro: ['fixo', { option: true, scope: 'worker' }],
  // Um teste que provoca uma falha de rede diz aqui que espera a mensagem dela.
  errosEsperados: [[], { option: true }],

  sitio: [async ({ livro }, usar) => {
    const { pasta, capitulo } = LIVROS[livro];
    const servidor = await servir(resolve(aqui, pasta));
    const paginas = { inicio: 'index.html', capitulo, perdida: '404.html', impressao: 'print.html' };
    await usar({ ...servidor, paginas, url: (nome) => servidor.endereco + (paginas[nome] ?? nome) });
    await servidor.fechar();
  }, { scope: 'worker' }],

  semErros: [async ({ page, errosEsperados }, usar) => {
    const erros = [];
    page.on('console', (linha) => { if (linha.type() === 'error') erros.push(linha.text()); });
    page.on('pageerror', (erro) => erros.push(erro.message));
    await usar();
    const inesperados = erros.filter((erro) => !errosEsperados.some((esperado) => erro.includes(esperado)));
    expect(inesperados, 'a página não pode deixar erro no console').toEqual([]);
  }, { auto: true }],
});

export { expect };

export async function abrirBusca(page, texto) {
  await page.locator('#PG-abrir-busca').click();
  await expect(page.getByRole('searchbox', { name: 'Buscar no curso' })).toBeFocused();
  if (texto === undefined) return;
  await page.keyboard.type(texto);
  await expect(page.locator('.busca-estado')).toHaveText(/capítulo|Nada encontrado|não carregou/);
}

/** Quem tem o foco, em palavras. */
export function focado(page) {
  return page.evaluate(() => {
    const alvo = document.activeElement;
    return (alvo.getAttribute('aria-label') ?? alvo.textContent).trim().replace(/\s+/g, ' ');
  });
}

/** Anda com Tab até um elemento; falha se o teclado não chega lá. */
export async function tabularAte(page, seletor, limite = 120) {
  for (let passo = 0; passo < limite; passo += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((s) => document.activeElement.matches(s), seletor)) return;
  }
  throw new Error(`Tab não chegou a ${seletor} em ${limite} passos`);
}
