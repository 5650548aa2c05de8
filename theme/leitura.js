// O que o texto ganha com JavaScript: copiar, rolar pelo teclado, saber em que seção se está.
(function () {
  'use strict';

  const { $, $$, criar, dizer } = window.curso;

  // --- Copiar ---------------------------------------------------------------------------
  // De uma sessão de terminal só interessam os comandos: nem o `$`, nem o que foi impresso.
  function textoDe(alvo) {
    if (!alvo.matches('pre.console')) return alvo.textContent.replace(/\n$/, '');
    const comandos = $$('.comando', alvo).map((comando) => comando.textContent);
    return comandos.length ? comandos.join('\n') : alvo.textContent.replace(/^[$#] /gm, '').trimEnd();
  }

  function botaoCopiar(alvo, oQue) {
    const botao = criar('button', { type: 'button', class: 'copiar', 'aria-label': `Copiar ${oQue}`, 'data-pagefind-ignore': 'all' }, 'Copiar');
    botao.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(textoDe(alvo));
        botao.textContent = 'Copiado';
        dizer('Copiado.');
      } catch {
        botao.textContent = 'Não deu';
        dizer('O navegador não deixou copiar. Selecione o texto e copie à mão.');
      }
      botao.classList.add('feito');
      setTimeout(() => { botao.textContent = 'Copiar'; botao.classList.remove('feito'); }, 2000);
    });
    return botao;
  }

  function prepararCopias() {
    for (const pre of $$('.listagem > pre')) pre.after(botaoCopiar(pre, 'o código'));
    for (const codigo of $$('.rode > code')) codigo.parentElement.append(botaoCopiar(codigo, 'o comando'));
    for (const pre of $$('pre.console')) {
      if (!$('.comando, .prompt', pre) && pre.closest('figure')) continue;
      const botao = botaoCopiar(pre, 'os comandos');
      if (pre.parentElement.matches('figure')) { pre.after(botao); continue; }
      const caixa = criar('div', { class: 'caixa' });
      pre.replaceWith(caixa);
      caixa.append(pre, botao);
    }
  }

  // --- O que rola sozinho precisa ser alcançado pelo teclado ------------------------------
  function prepararRolagem() {
    const nomes = { 'table-wrapper': 'Tabela', formula: 'Fórmula', diagrama: 'Diagrama' };
    const observador = new ResizeObserver((entradas) => {
      for (const { target } of entradas) {
        const rola = target.scrollWidth > target.clientWidth + 1;
        const nome = nomes[Object.keys(nomes).find((classe) => target.classList.contains(classe))];
        const atributos = { tabindex: '0', role: target.matches('figure') ? null : 'group', 'aria-label': target.matches('figure') ? null : nome };
        for (const [chave, valor] of Object.entries(atributos)) {
          if (valor === null) continue;
          if (rola) target.setAttribute(chave, valor);
          else target.removeAttribute(chave);
        }
      }
    });
    for (const alvo of $$('.table-wrapper, .formula, .diagrama')) observador.observe(alvo);
  }

  // --- Seções do capítulo, na margem das telas muito largas --------------------------------
  function prepararSecoes() {
    const titulos = $$('.capitulo main > h2[id], .avulsa main > h2[id]');
    if (titulos.length < 3) return;
    const lista = criar('ol');
    const ligacoes = new Map(titulos.map((titulo) => {
      const ligacao = criar('a', { href: `#${titulo.id}` }, titulo.textContent);
      lista.append(criar('li', {}, ligacao));
      return [titulo, ligacao];
    }));
    const nav = criar('nav', { class: 'secoes', 'aria-labelledby': 'PG-secoes-titulo', 'data-pagefind-ignore': 'all' },
      criar('div', {}, criar('h2', { id: 'PG-secoes-titulo' }, 'Neste capítulo'), lista));
    $('main').after(nav);
    const visto = new IntersectionObserver(() => {
      const passados = titulos.filter((titulo) => titulo.getBoundingClientRect().top < innerHeight * 0.35);
      for (const ligacao of ligacoes.values()) ligacao.removeAttribute('aria-current');
      ligacoes.get(passados.at(-1))?.setAttribute('aria-current', 'true');
    }, { rootMargin: '0px 0px -65% 0px' });
    for (const titulo of titulos) visto.observe(titulo);
  }

  // Na impressão as respostas saem abertas; depois voltam a ficar como estavam.
  function prepararImpressao() {
    let fechadas = [];
    addEventListener('beforeprint', () => {
      fechadas = $$('details:not([open])');
      for (const resposta of fechadas) resposta.open = true;
    });
    addEventListener('afterprint', () => { for (const resposta of fechadas) resposta.open = false; });
  }

  prepararCopias();
  prepararRolagem();
  prepararSecoes();
  prepararImpressao();
})();
