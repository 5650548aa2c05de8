// Só sob `cargo xtask serve`: recarrega a página refeita e diz por que o livro não se refez.
(() => {
  const minha = Number(document.currentScript.dataset.versao);
  const raiz = document.documentElement;
  let canal;
  let faixa;
  let ultima;

  const ESTILO = `
    section { position: fixed; inset: auto 0 0; z-index: 1000; max-height: 60vh; overflow: auto; box-sizing: border-box;
      padding: 1rem 1.25rem; background: #7a1212; color: #fff; border-top: 4px solid #fff; font: 1rem/1.5 system-ui, sans-serif; }
    h2 { margin: 0; font-size: 1.1rem; } ul { margin: .5rem 0; padding-left: 1.25rem; }
    code { font-family: ui-monospace, monospace; } p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    button { font: inherit; padding: .25rem .75rem; background: #fff; color: #7a1212; border: 0; border-radius: .25rem; }
    :focus-visible { outline: 3px solid #fff; outline-offset: 2px; }
    @media print { section { display: none; } }`;

  // Tudo entra como texto: o que o capítulo diz não vira HTML aqui.
  function criar(nome, texto, ...filhos) {
    const elemento = document.createElement(nome);
    elemento.append(...(texto ? [texto] : []), ...filhos);
    return elemento;
  }

  function item({ onde, motivo, remedio }) {
    return criar('li', '', ...(onde ? [criar('code', onde)] : []), criar('p', motivo), ...(remedio ? [criar('p', `Remédio: ${remedio}`)] : []));
  }

  function mostrar(falha) {
    // A mesma falha, que já se mostrou ou que alguém escondeu.
    const esta = JSON.stringify(falha ?? null);
    if (esta === ultima) return;
    ultima = esta;
    faixa?.remove();
    faixa = undefined;
    // A página de um livro que nunca se construiu já diz o que há.
    if (!falha || !minha) return;
    faixa = document.createElement('div');
    faixa.id = 'curso-falha';
    const esconder = criar('button', 'Esconder');
    esconder.type = 'button';
    esconder.addEventListener('click', () => faixa?.remove());
    const caixa = criar('section', '', criar('h2', 'O livro não se refez; esta página é a anterior'),
      criar('ul', '', ...falha.map(item)), esconder);
    caixa.setAttribute('role', 'alert');
    caixa.tabIndex = 0;
    faixa.attachShadow({ mode: 'open' }).append(criar('style', ESTILO), caixa);
    document.body.append(faixa);
  }

  // O navegador só dá seis conexões a cada servidor: quem está escondido não segura a sua.
  function ligar() {
    if (document.hidden || canal) return;
    canal = new EventSource('/.curso/estado');
    canal.addEventListener('message', ({ data }) => {
      const { versao, falha } = JSON.parse(data);
      if (versao !== minha) { desligar(); location.reload(); return; }
      raiz.dataset.servido = 'ligado';
      mostrar(falha);
    });
  }

  function desligar() {
    canal?.close();
    canal = undefined;
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? desligar() : ligar()));
  addEventListener('pagehide', desligar);
  addEventListener('pageshow', ligar);
  ligar();
})();
