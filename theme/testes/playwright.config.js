import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.js',
  outputDir: '../../target/testes-da-pagina',
  // Um de cada vez: as medidas de tempo não podem disputar o processador com outras páginas.
  workers: 1,
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
    { name: 'fixo', use: { livro: 'fixo' }, testIgnore: 'tabela.spec.js' },
    { name: 'curso', use: { livro: 'curso' }, testIgnore: ['busca.spec.js', 'variantes.spec.js', 'nomes.spec.js', 'servir.spec.js', 'rede.spec.js', 'jogo.spec.js'] },
  ],
});
