// A busca do curso. Este arquivo, a sua folha de estilo e o índice só são pedidos quando alguém a abre.

const POR_VEZ = 5; // cada capítulo mostrado pede o seu texto à rede
const SECOES_POR_CAPITULO = 4;
const PALAVRAS = 24; // de um trecho
const ANTES = 6; // das quais estas vêm antes da que se achou
const DESTAQUE = 10; // o que vale, a mais, uma palavra no título ou ao lado de outra das procuradas
const AO_LADO = 3; // palavras: `fila de mensagens`
const ESPERA = 120; // ms sem teclar antes de buscar
const DE_NOVO = 2000; // ms até perguntar outra vez por um índice que vem aí

const CONVITE = 'Digite o que procura. Acentos e plurais não fazem diferença.';
const FALHA = 'O índice da busca não carregou. Recarregue a página; se não bastar, verifique a conexão.';
const PREPARANDO = 'A busca está sendo preparada; tente daqui a pouco.';

function folha(endereco) {
  return new Promise((pronta) => {
    const elo = document.createElement('link');
    elo.rel = 'stylesheet';
    elo.href = endereco;
    elo.onload = elo.onerror = pronta; // sem estilo a busca fica feia, mas funciona
    document.head.append(elo);
  });
}

/** Abre o índice e a lista das palavras do livro; depois de uma falha de rede, tenta de novo. */
function indice(endereco, vocabulario) {
  let aberto;
  const palavras = async () => {
    const resposta = await fetch(new URL('palavras.txt', endereco));
    // Sob `cargo xtask serve`, 503 é um índice que ainda se faz.
    if (!resposta.ok) throw Object.assign(new Error(resposta.status), { preparando: resposta.status === 503 });
    return vocabulario(await resposta.text());
  };
  const pagefind = async () => {
    const roteiro = await import(endereco);
    await roteiro.init();
    return roteiro;
  };
  return async () => {
    // As palavras primeiro: só a resposta a elas diz por que o índice não veio.
    aberto ??= palavras().then(async (livro) => [await pagefind(), livro]);
    try { return await aberto; } catch (erro) { aberto = undefined; throw erro; }
  };
}

/** Junta as respostas das consultas: cada capítulo aparece uma vez, com a melhor das notas. */
function juntar(respostas) {
  const capitulos = new Map();
  for (const achado of respostas.flatMap(({ results }) => results)) {
    // Guarda-se o achado inteiro: o Pagefind esquece o texto de um que já ninguém guarda.
    const antes = capitulos.get(achado.id) ?? { nota: 0, lugares: new Set(), achado };
    antes.nota = Math.max(antes.nota, achado.score);
    for (const lugar of achado.words) antes.lugares.add(lugar);
    capitulos.set(achado.id, antes);
  }
  return [...capitulos.values()].sort((a, b) => b.nota - a.nota);
}

/** Um título, um termo do glossário ou uma obra das referências: aonde um resultado pode levar. */
const alvo = ({ element, id }) => /^(h\d|dt)$/.test(element) || id.startsWith('ref-');

/** As seções de um capítulo em que os termos aparecem de fato; nada, se falta um deles. */
async function ler({ lugares, achado }, procurados, combina) {
  const { url, meta, content, anchors } = await achado.data();
  const palavras = content.split(/\s+/);
  const marcada = (palavra) => procurados.filter((termo) => combina(palavra, termo));
  const alvos = anchors.filter(alvo);
  const secoes = new Map();
  let anterior = { lugar: -Infinity };
  let frase = false;
  for (const lugar of [...lugares].sort((a, b) => a - b)) {
    const achados = marcada(palavras[lugar]);
    if (!achados.length) continue;
    const i = alvos.findLastIndex(({ location }) => location <= lugar);
    const { id, element, text = '', location = 0 } = alvos[i] ?? {};
    const inicio = location + text.split(/\s+/).filter(Boolean).length;
    const secao = secoes.get(i) ?? {
      titulo: text, abertura: i < 0 || element === 'h1', entrada: !/^h/.test(element), url: id ? `${url}#${id}` : url,
      inicio, fim: alvos[i + 1]?.location ?? palavras.length, lugar: inicio, peso: 0, termos: new Set(),
    };
    if (secao.lugar === inicio && lugar >= inicio) secao.lugar = lugar;
    const aoLado = lugar - anterior.lugar <= AO_LADO && achados[0] !== anterior.termo;
    anterior = { lugar, termo: achados[0] };
    frase ||= aoLado;
    secao.peso += 1 + DESTAQUE * ((lugar < inicio) + aoLado);
    for (const termo of achados) secao.termos.add(termo);
    secoes.set(i, secao);
  }
  const lista = [...secoes.values()];
  if (procurados.some((termo) => !lista.some(({ termos }) => termos.has(termo)))) return null;
  lista.sort((a, b) => b.termos.size - a.termos.size || b.peso - a.peso);
  for (const secao of lista) {
    // Uma entrada se mostra do começo, que é a definição; uma seção, em volta do que se achou.
    const de = secao.entrada ? secao.inicio : Math.max(secao.inicio, Math.min(secao.lugar - ANTES, secao.fim - PALAVRAS));
    secao.trecho = palavras.slice(de, Math.min(de + PALAVRAS, secao.fim)).map((palavra) => [palavra, marcada(palavra).length > 0]);
  }
  return { titulo: meta.title, url, frase, lista: lista.slice(0, SECOES_POR_CAPITULO) };
}

/** Os próximos capítulos da fila em que os termos estão mesmo: os que o índice trouxe só pelo radical ficam para trás. */
async function proximos(fila, quantos, procurados, combina) {
  const prontos = [];
  while (fila.length && prontos.length < quantos) {
    const lidos = await Promise.all(fila.splice(0, quantos - prontos.length).map((capitulo) => ler(capitulo, procurados, combina)));
    prontos.push(...lidos.filter(Boolean));
  }
  return prontos.sort((a, b) => b.frase - a.frase);
}

function trecho(palavras, criar) {
  return criar('span', { class: 'busca-trecho' },
    ...palavras.flatMap(([palavra, marcada]) => [marcada ? criar('mark', {}, palavra) : palavra, ' ']));
}

function itemDeCapitulo({ titulo, url, lista }, criar) {
  const abertura = lista.find((secao) => secao.abertura);
  const capitulo = criar('a', { href: abertura?.url ?? url }, criar('span', { class: 'busca-capitulo' }, titulo));
  if (abertura) capitulo.append(trecho(abertura.trecho, criar));
  const item = criar('li', {}, capitulo);
  const outras = lista.filter((secao) => secao !== abertura);
  if (outras.length) {
    item.append(criar('ol', {}, ...outras.map((secao) => criar('li', {},
      criar('a', { href: secao.url }, criar('span', { class: 'busca-secao' }, secao.titulo), trecho(secao.trecho, criar))))));
  }
  return item;
}

function montar(criar) {
  const campo = criar('input', {
    type: 'search', 'aria-label': 'Buscar no curso', placeholder: 'Buscar no curso', autocomplete: 'off', autocapitalize: 'off',
    spellcheck: 'false', enterkeyhint: 'search', 'aria-controls': 'PG-busca-resultados', 'aria-describedby': 'PG-busca-estado',
  });
  const fechar = criar('button', { type: 'button', class: 'ferramenta' }, 'Fechar');
  const estado = criar('p', { class: 'busca-estado', id: 'PG-busca-estado', role: 'status' }, CONVITE);
  const resultados = criar('ol', { class: 'busca-resultados', id: 'PG-busca-resultados' });
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
function ligarTeclado({ dialogo, campo, fechar, resultados }, abrirPrimeiro) {
  dialogo.addEventListener('keydown', (evento) => {
    if (evento.isComposing) return;
    const ligacoes = [...resultados.querySelectorAll('a, button')];
    const atual = ligacoes.indexOf(document.activeElement);
    if (evento.key === 'ArrowDown') (ligacoes[atual + 1] ?? ligacoes[atual])?.focus();
    else if (evento.key === 'ArrowUp' && atual >= 0) (ligacoes[atual - 1] ?? campo).focus();
    else if (evento.key === 'Enter' && evento.target === campo) abrirPrimeiro();
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

function contagem(mostrados, ha, termos) {
  if (!mostrados) return termos.length > 1 ? 'Nenhum capítulo tem todas essas palavras. Tente com menos.' : 'Nada encontrado. Tente outra palavra, ou só o começo dela.';
  const quantos = mostrados === 1 ? '1 capítulo' : `${mostrados} capítulos`;
  return ha ? `Os ${quantos} mais próximos; há outros.` : `${quantos}.`;
}

export async function preparar({ roteiroVariantes, estilo, indice: endereco, criar }) {
  const [palavras] = await Promise.all([import(roteiroVariantes), folha(estilo)]);
  const abrirIndice = indice(endereco, palavras.vocabulario);
  const partes = montar(criar);
  const { dialogo, campo, estado, resultados } = partes;
  let vez = 0;
  let mostrado = '';
  let relogio;
  let corrente;

  const dizer = (texto, falha = false) => {
    // Escrever o mesmo faria o leitor de tela repeti-lo a cada tentativa.
    if (estado.textContent !== texto) estado.textContent = texto;
    estado.classList.toggle('falha', falha);
  };
  const dizerFalha = ({ preparando }) => dizer(preparando ? PREPARANDO : FALHA, true);
  const botao = (texto, acao) => {
    const elemento = criar('button', { type: 'button', class: 'botao secundario busca-mais' }, texto);
    elemento.addEventListener('click', acao);
    return criar('li', {}, elemento);
  };

  function trocar(...itens) {
    // Quem desceu para a lista antes de ela mudar continua nela, e não no nada.
    const naLista = resultados.contains(document.activeElement);
    resultados.replaceChildren(...itens);
    if (naLista) (resultados.querySelector('a, button') ?? campo).focus();
  }

  function mostrar({ prontos, fila, termos }, minha, antes = []) {
    const itens = [...antes, ...prontos.slice(0, POR_VEZ).map((capitulo) => itemDeCapitulo(capitulo, criar))];
    const guardados = prontos.slice(POR_VEZ);
    const mais = botao('Mostrar mais', async ({ currentTarget: este }) => {
      este.disabled = true;
      const resto = [...fila]; // numa falha, a fila fica para outra tentativa
      try {
        const outros = await proximos(resto, POR_VEZ + 1 - guardados.length, termos, palavras.combina);
        if (minha !== vez) return;
        mostrar({ prontos: [...guardados, ...outros], fila: resto, termos }, minha, itens);
        resultados.children[itens.length].querySelector('a').focus();
      } catch (erro) {
        console.error(erro);
        if (minha !== vez) return;
        este.disabled = false;
        este.focus();
        dizerFalha(erro);
      }
    });
    trocar(...itens, ...(guardados.length ? [mais] : []));
    dizer(contagem(itens.length, guardados.length, termos));
  }

  async function buscar() {
    const texto = campo.value.trim();
    const minha = ++vez;
    mostrado = texto;
    if (!palavras.termos(texto).length) { trocar(); dizer(CONVITE); return; }
    try {
      const [pagefind, livro] = await abrirIndice();
      const corrigida = palavras.corrigir(texto, livro);
      const procurar = async (termos) => {
        const consultas = corrigida ? [] : palavras.consultas(termos, livro);
        const fila = juntar(await Promise.all(consultas.map((consulta) => pagefind.search(consulta))));
        // Um a mais do que cabe diz, sem adivinhar, se há outros.
        return { prontos: await proximos(fila, POR_VEZ + 1, termos, palavras.combina), fila, termos };
      };
      let achado = await procurar(palavras.termos(texto));
      // `cliente/servidor` que o livro não escreve assim são duas palavras.
      if (!achado.prontos.length) achado = await procurar(palavras.termos(texto.replace(/[-/_.:]+/g, ' ')));
      if (minha !== vez) return;
      if (!corrigida) { mostrar(achado, minha); return; }
      trocar(botao(`Você quis dizer “${corrigida}”?`, () => { campo.value = corrigida; campo.focus(); atualizar(); }));
      dizer(`Nada encontrado com “${texto}”.`);
    } catch (erro) {
      if (!erro.preparando) console.error(erro);
      if (minha !== vez) return;
      mostrado = undefined;
      trocar();
      dizerFalha(erro);
      if (erro.preparando) agendar(() => { if (dialogo.open) atualizar(); }, DE_NOVO);
    }
  }

  function agendar(acao, ms) { clearTimeout(relogio); relogio = setTimeout(acao, ms); }

  /** A busca do que está escrito: a que já se fez ou está em curso, ou uma nova. */
  function atualizar() {
    clearTimeout(relogio);
    if (campo.value.trim() !== mostrado) corrente = buscar();
    return corrente;
  }

  async function abrirPrimeiro() {
    const esta = atualizar();
    await esta;
    if (dialogo.open && esta === corrente && campo.value.trim() === mostrado) resultados.querySelector('a, button')?.click();
  }

  ligarTeclado(partes, abrirPrimeiro);
  campo.addEventListener('input', () => agendar(atualizar, ESPERA));
  return {
    abrir() {
      if (!dialogo.open) dialogo.showModal();
      campo.focus();
      campo.select();
      if (mostrado === undefined) atualizar();
      else abrirIndice().catch(dizerFalha);
    },
  };
}
