// Monta o livro de prova: o texto daqui com o tema ao lado, como num livro de verdade.
// O mdBook só copia folhas e roteiros que estejam dentro da pasta do livro; daí a cópia.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const testes = dirname(fileURLToPath(import.meta.url));
const tema = dirname(testes);
const raiz = dirname(tema);
const fonte = join(raiz, 'target', 'livro-fixo', 'fonte');

rmSync(fonte, { recursive: true, force: true });
mkdirSync(fonte, { recursive: true });
cpSync(join(testes, 'livro'), fonte, { recursive: true });
for (const nome of ['index.hbs', 'favicon.svg', 'curso.css', 'estilo', 'book.js', 'leitura.js', 'busca.js', 'variantes.js']) {
  cpSync(join(tema, nome), join(fonte, 'theme', nome), { recursive: true });
}
// Os exercícios e os roteiros que os jogam vêm das listagens de verdade.
for (const nome of ['rastro/pagina', 'rastro/rede', 'relogios/rede', 'relogios/rastros']) {
  cpSync(join(raiz, 'listings', nome), join(fonte, 'listings', nome), { recursive: true });
}

execFileSync(
  'cargo',
  ['run', '--quiet', '--package', 'xtask', '--', 'build', '--livro', fonte, '--destino', join(raiz, 'target', 'livro-fixo')],
  { cwd: raiz, stdio: 'inherit' },
);
