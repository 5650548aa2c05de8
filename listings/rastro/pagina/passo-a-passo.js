// <passo-a-passo>: percorre um diagrama evento a evento. Os botões já vêm na página; sem JavaScript, o diagrama inteiro está lá.

const PAUSA = 1400;

class PassoAPasso extends HTMLElement {
  connectedCallback() {
    this.svg = this.parentElement.querySelector('svg');
    this.grupos = [...this.svg.querySelectorAll('[data-evento]')];
    this.frases = this.grupos.filter((g) => g.dataset.frase !== undefined).map((g) => g.dataset.frase);
    this.estado = this.querySelector('[role=status]');
    this.botoes = Object.fromEntries([...this.querySelectorAll('button')].map((b) => [b.dataset.ir, b]));
    this.onde = this.frases.length;
    this.addEventListener('click', ({ target }) => this.pedir(target.closest('button')?.dataset.ir));
    this.addEventListener('keydown', (tecla) => this.teclar(tecla));
    this.relogio = null;
  }

  disconnectedCallback() { this.parar(); }

  teclar(tecla) {
    const pedido = { Home: 'inicio', End: 'fim', ArrowLeft: 'antes', ArrowRight: 'depois' }[tecla.key];
    if (!pedido || tecla.ctrlKey || tecla.altKey || tecla.metaKey) return;
    // As setas, na página, mudam de capítulo.
    tecla.preventDefault();
    tecla.stopPropagation();
    this.pedir(pedido);
  }

  pedir(pedido) {
    if (pedido === undefined) return;
    const tocava = this.relogio !== null;
    this.parar();
    const total = this.frases.length;
    const destino = { inicio: 0, antes: this.onde - 1, depois: this.onde + 1, fim: total }[pedido];
    if (destino !== undefined) this.ir(Math.min(Math.max(destino, 0), total));
    else if (!tocava) this.tocar();
  }

  tocar() {
    if (this.onde === this.frases.length) this.ir(0);
    this.botoes.tocar.textContent = 'Pausar';
    this.relogio = setInterval(() => {
      this.ir(this.onde + 1);
      if (this.onde === this.frases.length) this.parar();
    }, PAUSA);
  }

  parar() {
    clearInterval(this.relogio);
    this.relogio = null;
    this.botoes.tocar.textContent = 'Tocar';
  }

  ir(onde) {
    this.onde = onde;
    for (const grupo of this.grupos) {
      const i = Number(grupo.dataset.evento);
      grupo.toggleAttribute('data-por-vir', i >= onde);
      grupo.toggleAttribute('data-agora', i === onde - 1);
    }
    const frase = onde === 0 ? 'Antes do primeiro evento.' : this.frases[onde - 1];
    this.estado.textContent = `${onde} de ${this.frases.length}: ${frase}`;
    this.seguir();
  }

  /** O evento de agora fica à vista. */
  seguir() {
    const agora = this.svg.querySelector('[data-agora][data-frase]');
    const caixa = agora?.getBoundingClientRect();
    if (!caixa || (caixa.top >= 0 && caixa.bottom <= innerHeight)) return;
    const calma = matchMedia('(prefers-reduced-motion: reduce)').matches;
    agora.scrollIntoView({ block: 'center', behavior: calma ? 'auto' : 'smooth' });
  }
}

customElements.define('passo-a-passo', PassoAPasso);
