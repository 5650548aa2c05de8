// O que a página ganha com JavaScript. Nada aqui é preciso para ler ou navegar.
(function () {
  'use strict';

  const raiz = document.documentElement;
  const $ = (seletor, dentro = document) => dentro.querySelector(seletor);
  const $$ = (seletor, dentro = document) => [...dentro.querySelectorAll(seletor)];
  const aviso = $('#PG-aviso');

  /** Diz ao leitor de tela; uma falha se mostra também a quem vê, até que alguém aja. */
  function dizer(texto, falha = false) {
    aviso.classList.toggle('so-leitor', !falha);
    // Esvaziar antes faz o leitor de tela repetir um aviso igual ao anterior.
    aviso.textContent = '';
    requestAnimationFrame(() => { aviso.textContent = texto; });
  }

  function guardado(chave) {
    try { return localStorage.getItem(chave); } catch { return null; }
  }

  function guardar(chave, valor) {
    try {
      if (valor === null) localStorage.removeItem(chave);
      else localStorage.setItem(chave, valor);
    } catch { /* navegação privada: a escolha dura só esta página */ }
  }

  function criar(nome, atributos = {}, ...filhos) {
    const elemento = document.createElement(nome);
    for (const [chave, valor] of Object.entries(atributos)) elemento.setAttribute(chave, valor);
    elemento.append(...filhos);
    return elemento;
  }

  // --- Tema: automático → claro → escuro -------------------------------------------------
  const TEMAS = ['automático', 'claro', 'escuro'];
  const CORES = { claro: '#fdfcf8', escuro: '#16181a' };

  function mostrarTema(tema) {
    if (tema === 'automático') delete raiz.dataset.tema;
    else raiz.dataset.tema = tema;
    for (const meta of $$('meta[name="theme-color"]')) {
      const doSistema = meta.media.includes('dark') ? 'escuro' : 'claro';
      meta.content = CORES[tema] ?? CORES[doSistema];
    }
    const botao = $('#PG-trocar-tema');
    botao.setAttribute('aria-label', `Tema: ${tema}`);
    botao.title = `Tema: ${tema}`;
  }

  function prepararTema() {
    let tema = raiz.dataset.tema ?? 'automático';
    mostrarTema(tema);
    $('#PG-trocar-tema').addEventListener('click', () => {
      tema = TEMAS[(TEMAS.indexOf(tema) + 1) % TEMAS.length];
      guardar('tema', tema === 'automático' ? null : tema);
      mostrarTema(tema);
      dizer(`Tema ${tema}`);
    });
  }

  // --- Sumário: gaveta em tela estreita, coluna em tela larga -----------------------------
  function prepararSumario() {
    const sumario = $('#PG-sumario');
    const atual = $('[aria-current="page"]', sumario);
    const centrar = () => {
      if (atual) sumario.scrollTop = atual.offsetTop - sumario.offsetTop - sumario.clientHeight / 2;
    };
    centrar();
    if (!('popover' in sumario)) return;
    const abrir = $('#PG-abrir-sumario');
    abrir.setAttribute('aria-expanded', 'false');
    sumario.addEventListener('toggle', (evento) => {
      const aberto = evento.newState === 'open';
      abrir.setAttribute('aria-expanded', String(aberto));
      if (!aberto) return;
      centrar();
      (atual ?? $('a', sumario))?.focus({ preventScroll: true });
    });
    // Ao sair da gaveta pela última ligação, ela se fecha: nada fica focado por trás dela.
    sumario.addEventListener('focusout', (evento) => {
      if (evento.relatedTarget && !sumario.contains(evento.relatedTarget) && sumario.matches(':popover-open')) sumario.hidePopover();
    });
    matchMedia('(min-width: 68rem)').addEventListener('change', () => {
      if (sumario.matches(':popover-open')) sumario.hidePopover();
    });
  }

  // --- Busca: o roteiro e o índice só vêm quando alguém a abre ------------------------------
  let busca;

  async function abrirBusca() {
    const botao = $('#PG-abrir-busca');
    const endereco = (nome) => new URL(botao.dataset[nome], document.baseURI).href;
    try {
      busca ??= (await import(endereco('roteiro'))).preparar({
        roteiroVariantes: endereco('variantes'), estilo: endereco('estilo'), indice: endereco('indice'), criar,
      });
      (await busca).abrir();
      dizer('');
    } catch {
      busca = undefined;
      dizer(location.protocol === 'file:'
        ? 'A busca não funciona numa página aberta do disco. Na pasta do curso, rode cargo xtask serve.'
        : 'A busca não carregou. Recarregue a página; se não bastar, verifique a conexão.', true);
    }
  }

  // --- Teclado --------------------------------------------------------------------------
  const ATALHOS = [
    ['←', 'capítulo anterior'], ['→', 'próximo capítulo'],
    ['/ ou S', 'buscar'], ['Ctrl K', 'buscar, mesmo com os atalhos de uma tecla desligados'],
    ['?', 'esta lista'], ['Esc', 'fechar o que estiver aberto'],
  ];
  // Quem dita ou tem tremor precisa poder desligar os atalhos de uma tecla só (WCAG 2.1.4).
  const umaTecla = () => guardado('atalhos') !== 'desligados';

  function abrirAtalhos() {
    const antes = $('dialog.atalhos');
    if (antes) { antes.showModal(); return; }
    const lista = criar('dl');
    for (const [tecla, efeito] of ATALHOS) lista.append(criar('dt', {}, criar('kbd', {}, tecla)), criar('dd', {}, efeito));
    const caixa = criar('input', { type: 'checkbox' });
    caixa.checked = umaTecla();
    caixa.addEventListener('change', () => guardar('atalhos', caixa.checked ? null : 'desligados'));
    const dialogo = criar('dialog', { class: 'atalhos', 'aria-labelledby': 'PG-atalhos-titulo' },
      criar('h2', { id: 'PG-atalhos-titulo' }, 'Atalhos do teclado'), lista,
      criar('label', {}, caixa, 'Usar atalhos de uma tecla só (/, S, ?)'),
      criar('form', { method: 'dialog' }, criar('button', { class: 'botao' }, 'Fechar')));
    document.body.append(dialogo);
    dialogo.showModal();
  }

  const digitando = (alvo) => alvo.closest('input, textarea, select, [contenteditable]') !== null;
  // Num bloco que rola para o lado, as setas rolam; não trocam de capítulo.
  const rolavel = (alvo) => alvo.scrollWidth > alvo.clientWidth + 1 && alvo !== document.body && alvo !== raiz;

  function aoTeclar(evento) {
    if (evento.defaultPrevented || evento.altKey || evento.isComposing) return;
    const tecla = evento.key.toLowerCase();
    const agir = (acao) => { evento.preventDefault(); acao(); };
    if ((evento.ctrlKey || evento.metaKey) && tecla === 'k') return agir(abrirBusca);
    if (evento.ctrlKey || evento.metaKey || digitando(evento.target) || $('dialog[open]')) return;
    if (tecla === 'arrowleft' || tecla === 'arrowright') {
      const destino = $(tecla === 'arrowleft' ? 'a[rel="prev"]' : 'a[rel="next"]');
      if (destino && !evento.shiftKey && !rolavel(evento.target)) agir(() => location.assign(destino.href));
    } else if (umaTecla()) {
      if (tecla === '/' || tecla === 's') agir(abrirBusca);
      else if (tecla === '?') agir(abrirAtalhos);
    }
  }

  // Na página 404 o <base> desvia os fragmentos para o início do curso; aqui eles voltam a valer.
  function repararFragmentos() {
    if (!$('base')) return;
    document.addEventListener('click', (evento) => {
      const fragmento = evento.target.closest?.('a[href^="#"], a.pular')?.hash;
      if (!fragmento) return;
      evento.preventDefault();
      location.hash = fragmento;
      document.getElementById(decodeURIComponent(fragmento.slice(1)))?.focus();
    });
  }

  window.curso = { $, $$, criar, dizer };
  prepararTema();
  prepararSumario();
  repararFragmentos();
  $('#PG-abrir-busca').addEventListener('click', abrirBusca);
  $('#PG-ver-atalhos').addEventListener('click', abrirAtalhos);
  $('#PG-imprimir')?.addEventListener('click', () => print());
  document.addEventListener('keydown', aoTeclar);
})();
