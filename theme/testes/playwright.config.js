import { defineConfig } from '@playwright/test';

// As medidas de tempo não podem disputar o processador com outras páginas.
const A_SOS = ['orcamento.spec.js', 'servir.spec.js'];

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.js',
  outputDir: '../../target/testes-da-pagina',
  workers: 2,
  forbidOnly: true,
  // O axe lê cada elemento da página de impressão, que é o curso inteiro.
  timeout: 120_000,
  reporter: 'list',
  use: {
    locale: 'pt-BR',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'fixo', use: { livro: 'fixo' }, fullyParallel: true, testIgnore: ['tabela.spec.js', ...A_SOS] },
    {
      name: 'curso',
      use: { livro: 'curso' },
      fullyParallel: true,
      testIgnore: ['busca.spec.js', 'variantes.spec.js', 'nomes.spec.js', 'rede.spec.js', 'jogo.spec.js', ...A_SOS],
    },
    { name: 'fixo-a-sos', use: { livro: 'fixo' }, testMatch: A_SOS, workers: 1, dependencies: ['fixo', 'curso'] },
    { name: 'curso-a-sos', use: { livro: 'curso' }, testMatch: 'orcamento.spec.js', workers: 1, dependencies: ['fixo-a-sos'] },
  ],
});
