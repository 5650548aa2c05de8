// Serve um site já construído como o GitHub Pages faz: onde ele diz que vai morar, comprimido, com 404 próprio.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TIPOS = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.json': 'application/json', '.png': 'image/png', '.xml': 'application/xml',
};

/** A pasta do site no servidor, que a página 404 declara em <base>: `/` em casa, `/nome/` numa publicação. */
async function raizDoSite(pasta) {
  const pagina = await readFile(join(pasta, '404.html'), 'utf8');
  return /<base href="([^"]+)"/.exec(pagina)?.[1] ?? '/';
}

async function ler(pasta, base, endereco) {
  const caminho = decodeURIComponent(new URL(endereco, 'http://local').pathname);
  if (!caminho.startsWith(base)) return null;
  const relativo = normalize(caminho.slice(base.length) || 'index.html');
  if (relativo.startsWith('..')) return null;
  try {
    return { nome: relativo, corpo: await readFile(join(pasta, relativo)) };
  } catch {
    return null;
  }
}

/** Sobe o servidor numa porta livre; `pedidos` guarda o que foi servido e quantos bytes foram pelo fio. */
export async function servir(pasta) {
  if (!existsSync(join(pasta, 'index.html'))) throw new Error(`Não há site em ${pasta}: construa o livro antes dos testes.`);
  const base = await raizDoSite(pasta);
  const pedidos = [];
  const servidor = createServer(async (pedido, resposta) => {
    const achado = await ler(pasta, base, pedido.url);
    const arquivo = achado ?? { nome: '404.html', corpo: await readFile(join(pasta, '404.html')) };
    const corpo = gzipSync(arquivo.corpo);
    pedidos.push({ nome: arquivo.nome, bytes: corpo.length, achado: achado !== null });
    resposta.writeHead(achado ? 200 : 404, {
      'content-type': TIPOS[extname(arquivo.nome)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
      'content-length': corpo.length,
      'cache-control': 'max-age=600',
    });
    resposta.end(corpo);
  });
  await new Promise((pronto) => servidor.listen(0, '127.0.0.1', pronto));
  return {
    endereco: `http://127.0.0.1:${servidor.address().port}${base}`,
    pasta,
    pedidos,
    fechar: () => new Promise((fim) => { servidor.closeAllConnections(); servidor.close(fim); }),
  };
}
