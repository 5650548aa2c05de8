// Os exercícios das listagens, sem navegador: quem anda por eles em JavaScript chega aonde o verificador chegou.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { desenhar } from '../../listings/rastro/pagina/desenho.js';
import { Mundo } from '../../listings/rastro/pagina/mundo.js';

const listagens = join(dirname(fileURLToPath(import.meta.url)), '../../listings');
const exercicios = readdirSync(listagens)
  .map((tema) => join(listagens, tema, 'rede'))
  .filter((pasta) => existsSync(pasta))
  .flatMap((pasta) => readdirSync(pasta).filter((nome) => nome.endsWith('.json')).map((nome) => join(pasta, nome)));
const ler = (arquivo) => JSON.parse(readFileSync(arquivo, 'utf8'));

test('há exercícios a conferir', () => expect(exercicios.length).toBeGreaterThan(3));

for (const arquivo of exercicios) {
  const nome = arquivo.slice(listagens.length + 1);

  test(`${nome}: os mesmos estados e transições`, () => {
    const tabela = ler(arquivo);
    expect(new Mundo(tabela).contar()).toEqual([tabela.alcancaveis, tabela.transicoes]);
  });

  test(`${nome}: cada resposta vence o seu desafio, e o desenho é o do Rust`, () => {
    const mundo = new Mundo(ler(arquivo));
    for (const { texto, meta, propriedade, jogadas, resposta } of mundo.desafios.filter((d) => d.resposta)) {
      const { [propriedade]: { tipo, quando, beco, vale } } = mundo.ver(resposta).propriedades;
      const exigida = tipo === 'sempre' || tipo === 'no_fim';
      const venceu = {
        violar: exigida ? quando === resposta.length : quando === null && (beco || tipo === 'alguma_vez'),
        alcancar: exigida ? vale : quando === resposta.length,
        evitar: quando === null && resposta.length === jogadas,
      }[meta];
      expect(venceu, texto).toBe(true);
    }
    const resposta = mundo.desafios.find((d) => d.resposta)?.resposta;
    if (resposta === undefined) return;
    const svg = readFileSync(arquivo.replace(/json$/, 'svg'), 'utf8');
    const [, titulo] = /<title>(.*)<\/title>/.exec(svg);
    expect(desenhar(mundo.ver(resposta), titulo)).toBe(svg);
  });

  test(`${nome}: cabe em 60 KB comprimidos`, () => {
    expect(gzipSync(readFileSync(arquivo)).length).toBeLessThanOrEqual(60 * 1024);
  });
}

test('os roteiros da página são leves', () => {
  const tamanho = (nome) => readFileSync(join(listagens, 'rastro/pagina', nome)).length;
  expect(tamanho('passo-a-passo.js')).toBeLessThanOrEqual(10 * 1024);
  expect(['voce-e-a-rede.js', 'mundo.js', 'desenho.js'].map(tamanho).reduce((a, b) => a + b)).toBeLessThanOrEqual(40 * 1024);
});
