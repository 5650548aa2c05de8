// A busca do curso. Este arquivo, a sua folha de estilo e o índice só são pedidos quando alguém a abre.

const POR_VEZ = 5; // cada capítulo mostrado pede o seu texto à rede
const SECOES_POR_CAPITULO = 4;
const ESPERA = 120; // ms sem teclar antes de buscar

const CONVITE = 'Digite o que procura. Acentos e plurais não fazem diferença.';
const FALHA = 'O índice da busca não carregou. Verifique a conexão e tente de novo.';

function folha(endereco) {
  return new Promise((pronta) => {
    const elo = document.createElement('link');
    elo.rel = 'stylesheet';
    elo.href = endereco;
    elo.onload = elo.onerror = pronta; // sem estilo a busca fica feia, mas funciona
    document.head.append(elo);
  });
}

/** Abre o índice; `esquecer` permite tentar de novo depois de uma falha de rede. */
function indice(endereco) {
  let aberto;
  return async () => {
    aberto ??= import(endereco).then(async (pagefind) => {
      await pagefind.options({ excerptLength: 22 });
      await pagefind.init();
      return pagefind;
    });
    try { return await aberto; } catch (erro) { aberto = undefined; throw erro; }
  };
}

/** Junta as respostas das variantes: cada capítulo aparece uma vez, com a melhor das notas. */
function juntar(respostas) {
  const capitulos = new Map();
  for (const { results } of respostas) {
    for (const achado of results) {
      const antes = capitulos.get(achado.id) ?? { nota: 0, achados: [] };
      antes.nota = Math.max(antes.nota, achado.score);
      antes.achados.push(achado);
      capitulos.set(achado.id, antes);
    }
  }
  return [...capitulos.values()].sort((a, b) => b.nota - a.nota);
}

/** As seções de um capítulo em que alguma forma da palavra aparece de fato. */
async function secoes(capitulo, pertence) {
  const dados = await Promise.all(capitulo.achados.map((achado) => achado.data()));
  const porEndereco = new Map();
  for (const secao of dados.flatMap((dado) => dado.sub_results)) {
    const marcadas = [...secao.excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map((m) => m[1]);
    if (!marcadas.some(pertence)) continue;
    const antes = porEndereco.get(secao.url);
    if (!antes || antes.locations.length < secao.locations.length) porEndereco.set(secao.url, secao);
  }
  const peso = (secao) => secao.weighted_locations.reduce((soma, l) => soma + l.balanced_score, 0);
  const lista = [...porEndereco.values()].sort((a, b) => peso(b) - peso(a)).slice(0, SECOES_POR_CAPITULO);
  return { titulo: dados[0].meta.title, url: dados[0].url, lista };
}

/** O trecho vem com <mark> e entidades; o navegador o lê como HTML inerte e só o texto passa. */
function trecho(html, criar) {
  const linha = criar('span', { class: 'busca-trecho' });
  for (const no of new DOMParser().parseFromString(html, 'text/html').body.childNodes) {
    linha.append(no.nodeName === 'MARK' ? criar('mark', {}, no.textContent) : no.textContent);
  }
  return linha;
}

function itemDeCapitulo({ titulo, url, lista }, criar) {
  const abertura = lista.find((secao) => secao.title === titulo);
  const capitulo = criar('a', { href: abertura?.url ?? url }, criar('span', { class: 'busca-capitulo' }, titulo));
  if (abertura) capitulo.append(trecho(abertura.excerpt, criar));
  const item = criar('li', {}, capitulo);
  const outras = lista.filter((secao) => secao !== abertura);
  if (outras.length) {
    item.append(criar('ol', {}, ...outras.map((secao) => criar('li', {},
      criar('a', { href: secao.url }, criar('span', { class: 'busca-secao' }, secao.title), trecho(secao.excerpt, criar))))));
  }
  return item;
}

function montar(criar) {
  const campo = criar('input', {
    type: 'search', 'aria-label': 'Buscar no curso', placeholder: 'Buscar no curso', autocomplete: 'off', autocapitalize: 'off',
    spellcheck: 'false', enterkeyhint: 'search', 'aria-controls': 'busca-resultados', 'aria-describedby': 'busca-estado',
  });
  const fechar = criar('button', { type: 'button', class: 'ferramenta' }, 'Fechar');
  const estado = criar('p', { class: 'busca-estado', id: 'busca-estado', role: 'status' }, CONVITE);
  const resultados = criar('ol', { class: 'busca-resultados', id: 'busca-resultados' });
  const dialogo = criar('dialog', { class: 'busca', 'aria-label': 'Busca', 'data-pagefind-ignore': 'all' },
    criar('form', { class: 'busca-campo', role: 'search' }, campo, fechar), estado, resultados);
  document.body.append(dialogo);
  return { dialogo, campo, fechar, estado, resultados };
}

/** O navegador só tira o foco do campo escondido no quadro seguinte; até lá, os atalhos achariam que se digita. */
function encerrar(dialogo) {
  dialogo.close();
  if (dialogo.contains(document.activeElement)) document.activeElement.blur();
}

/** ↑ e ↓ andam pelos resultados; do primeiro, ↑ volta ao campo; Enter no campo abre o primeiro. */
function ligarTeclado({ dialogo, campo, fechar, resultados }) {
  dialogo.addEventListener('keydown', (evento) => {
    const ligacoes = [...resultados.querySelectorAll('a')];
    const atual = ligacoes.indexOf(document.activeElement);
    if (evento.key === 'ArrowDown') (ligacoes[atual + 1] ?? ligacoes[atual])?.focus();
    else if (evento.key === 'ArrowUp' && atual >= 0) (ligacoes[atual - 1] ?? campo).focus();
    else if (evento.key === 'Enter' && evento.target === campo) ligacoes[0]?.click();
    else if (evento.key === 'Escape') encerrar(dialogo);
    else return;
    evento.preventDefault();
  });
  fechar.addEventListener('click', () => encerrar(dialogo));
  dialogo.addEventListener('click', (evento) => {
    if (evento.target === dialogo || evento.target.closest('.busca-resultados a')) encerrar(dialogo);
  });
  campo.form.addEventListener('submit', (evento) => evento.preventDefault());
}

function contagem(mostrados, restam) {
  if (!mostrados) return 'Nada encontrado. Tente outra palavra, ou só o começo dela.';
  const quantos = mostrados === 1 ? '1 capítulo' : `${mostrados} capítulos`;
  return restam ? `Os ${quantos} mais próximos; há outros.` : `${quantos}.`;
}

export async function preparar({ roteiroVariantes, estilo, indice: endereco, criar }) {
  const [{ consultas, familia, parecida }] = await Promise.all([import(roteiroVariantes), folha(estilo)]);
  const abrirIndice = indice(endereco);
  const partes = montar(criar);
  const { dialogo, campo, estado, resultados } = partes;
  ligarTeclado(partes);
  let vez = 0;
  let mostrado = '';
  let relogio;

  const dizer = (texto, falha = false) => { estado.textContent = texto; estado.classList.toggle('falha', falha); };

  async function mostrar(capitulos, pertence, minha, jaMostrados = 0) {
    const agora = await Promise.all(capitulos.slice(0, POR_VEZ).map((capitulo) => secoes(capitulo, pertence)));
    if (minha !== vez) return;
    const itens = agora.filter(({ lista }) => lista.length).map((capitulo) => itemDeCapitulo(capitulo, criar));
    const restam = capitulos.slice(POR_VEZ);
    // Quem desceu para a lista antes de ela mudar continua nela, e não no nada.
    const naLista = !jaMostrados && resultados.contains(document.activeElement);
    if (!jaMostrados) resultados.replaceChildren();
    resultados.append(...itens);
    if (naLista) (resultados.querySelector('a') ?? campo).focus();
    dizer(contagem(jaMostrados + itens.length, restam.length));
    if (!restam.length) return;
    const mais = criar('button', { type: 'button', class: 'botao secundario busca-mais' }, 'Mostrar mais');
    const linha = criar('li', {}, mais);
    mais.addEventListener('click', async () => {
      linha.remove();
      const quantos = resultados.children.length;
      await mostrar(restam, pertence, minha, quantos);
      resultados.children[quantos]?.querySelector('a')?.focus();
    });
    resultados.append(linha);
  }

  async function buscar() {
    const texto = campo.value.trim();
    if (texto === mostrado) return;
    const minha = ++vez;
    mostrado = texto;
    if (!texto) { resultados.replaceChildren(); dizer(CONVITE); return; }
    try {
      const pagefind = await abrirIndice();
      const respostas = await Promise.all(consultas(texto).map((consulta) => pagefind.search(consulta)));
      if (minha !== vez) return;
      const formas = texto.split(/\s+/).flatMap(familia);
      await mostrar(juntar(respostas), (palavra) => parecida(palavra, formas), minha);
    } catch {
      if (minha === vez) { mostrado = undefined; resultados.replaceChildren(); dizer(FALHA, true); }
    }
  }

  campo.addEventListener('input', () => { clearTimeout(relogio); relogio = setTimeout(buscar, ESPERA); });
  return {
    abrir() {
      if (!dialogo.open) dialogo.showModal();
      campo.focus();
      campo.select();
      abrirIndice().catch(() => dizer(FALHA, true));
    },
  };
}
