// <voce-e-a-rede>: quem lê escolhe o que a rede faz, e o diagrama cresce. O modelo só se carrega quando se pede para jogar.
import { desenhar, frases } from './desenho.js';
import { Mundo } from './mundo.js';

let seta = 0;

export function criar(nome, atributos = {}, ...filhos) {
  const elemento = document.createElement(nome);
  for (const [chave, valor] of Object.entries(atributos)) {
    if (chave.startsWith('on')) elemento.addEventListener(chave.slice(2), valor);
    else elemento.setAttribute(chave, valor);
  }
  elemento.append(...filhos.filter((f) => f !== null));
  return elemento;
}

export const botao = (texto, aoClicar, classe = 'jogada') => criar('button', { type: 'button', class: classe, onclick: aoClicar }, texto);
const vezes = (n) => (n === 1 ? '1 jogada' : `${n} jogadas`);

/** O que se sabe de uma propriedade, em palavras e num sinal. */
function situacao({ tipo, quando, vale, beco }, acabou) {
  const depois = (n) => (n === 0 ? 'já no começo' : `na jogada ${n}`);
  if (tipo === 'sempre') return quando === null ? ['✓', 'vale até aqui'] : ['✗', `deixou de valer ${depois(quando)}`];
  if (tipo === 'no_fim') {
    if (!acabou) return ['…', 'só se sabe no fim'];
    return quando === null ? ['✓', 'vale'] : ['✗', 'não vale, e nada mais pode acontecer'];
  }
  if (quando !== null) return ['✓', `aconteceu ${depois(quando)}`];
  if (acabou || beco) return ['✗', 'já não pode acontecer'];
  return ['…', vale ? 'acontece' : 'ainda não aconteceu'];
}

/** O desafio está vencido? */
function vencido({ meta, jogadas }, { quando, vale, tipo, beco }, feitas, acabou) {
  const exigida = tipo === 'sempre' || tipo === 'no_fim';
  if (meta === 'evitar') return feitas >= jogadas && quando === null;
  if (meta === 'alcancar') return exigida ? vale : quando !== null;
  return exigida ? quando !== null : quando === null && (acabou || beco === true);
}

export class VoceEARede extends HTMLElement {
  feitas = [];

  connectedCallback() {
    this.querySelector('button')?.addEventListener('click', () => this.abrir());
  }

  /** Carrega o modelo e troca o convite pelo jogo. */
  async abrir() {
    const convite = [...this.children];
    try {
      const resposta = await fetch(this.getAttribute('dados'));
      if (!resposta.ok) throw new Error(resposta.status);
      this.mundo = new Mundo(await resposta.json());
    } catch {
      this.append(criar('p', { role: 'alert' }, 'O exercício não carregou. Verifique a conexão e tente de novo.'));
      return;
    }
    for (const filho of convite) filho.remove();
    this.fixo = this.parentElement.querySelector(':scope > svg');
    this.fixo?.setAttribute('hidden', '');
    await this.montar();
  }

  async montar() {
    this.seta = `seta-da-rede-${seta += 1}`;
    this.partes = {
      desafios: criar('ul', { class: 'desafios' }),
      menu: criar('ol', { class: 'menu' }),
      fim: criar('p', { class: 'fim' }),
      comandos: criar('p', { class: 'comandos' }, ...this.comandos()),
      nos: criar('ul', { class: 'nos' }),
      propriedades: criar('ul', { class: 'propriedades' }),
      desenho: criar('div', { class: 'desenho-da-rede' }),
      frases: criar('ol'),
      estado: criar('p', { class: 'so-leitor', role: 'status' }),
    };
    const { desafios, menu, fim, comandos, nos, propriedades, desenho, frases: lista, estado } = this.partes;
    const secao = (titulo, ...filhos) => criar('div', { class: 'secao-da-rede' }, criar('p', { class: 'titulo-da-rede' }, titulo), ...filhos);
    this.append(
      criar('div', { class: 'escolhas', role: 'group', 'aria-label': 'Você é a rede' },
        this.mundo.desafios.length > 0 ? secao('Desafio', desafios) : null,
        secao('O que acontece agora?', menu, fim, comandos)),
      criar('div', { class: 'diagrama-da-rede' }, desenho, criar('details', {}, criar('summary', {}, 'A execução em frases'), lista)),
      criar('div', { class: 'situacao' }, secao('O que se exige', propriedades), secao('Como está cada nó', nos)),
      estado,
    );
    this.addEventListener('keydown', (tecla) => this.teclar(tecla));
    await this.jogar([], true);
    this.focar();
  }

  comandos() {
    return [
      this.volta = botao('Voltar uma jogada', () => this.jogar(this.feitas.slice(0, -1)), 'botao secundario'),
      this.recomeco = botao('Recomeçar', () => this.jogar([]), 'botao secundario'),
    ];
  }

  /** Os números escolhem no menu; as setas, na página, mudariam de capítulo. */
  teclar(tecla) {
    if (tecla.ctrlKey || tecla.altKey || tecla.metaKey) return;
    if (tecla.key === 'ArrowLeft' || tecla.key === 'ArrowRight') tecla.stopPropagation();
    const opcao = this.partes.menu.querySelectorAll('button')[Number(tecla.key) - 1];
    if (opcao) opcao.click();
    else if (tecla.key === 'Backspace' && this.feitas.length > 0) this.volta.click();
    else return;
    tecla.preventDefault();
    tecla.stopPropagation();
  }

  /** Refaz a execução com estas jogadas e mostra onde se chegou. */
  async jogar(jogadas, primeira = false) {
    const visao = await this.mundo.ver(jogadas);
    const antes = this.visao;
    [this.feitas, this.visao] = [jogadas, visao];
    this.mostrar(visao);
    if (primeira) return;
    this.anunciar(visao, antes);
    if (!this.contains(document.activeElement) || document.activeElement.disabled) this.focar();
  }

  focar() {
    (this.partes.menu.querySelector('button') ?? this.recomeco).focus({ preventScroll: true });
  }

  mostrar(visao) {
    const { menu, fim, nos, propriedades, desenho, frases: lista } = this.partes;
    const comFoco = menu.contains(document.activeElement);
    menu.replaceChildren(...visao.menu.map(({ texto, jogada }) => criar('li', {}, botao(texto, () => this.jogar([...this.feitas, jogada])))));
    fim.textContent = visao.acabou ? 'Nada mais pode acontecer.' : '';
    for (const comando of [this.volta, this.recomeco]) comando.disabled = this.feitas.length === 0;
    nos.replaceChildren(...visao.estados.map(([estado, caiu], no) => criar('li', {}, `${visao.processos[no]}: ${caiu ? 'caído' : estado}`)));
    propriedades.replaceChildren(...visao.propriedades.map((p) => {
      const [sinal, dito] = situacao(p, visao.acabou);
      return criar('li', { 'data-sinal': sinal }, criar('span', { 'aria-hidden': 'true', class: 'sinal' }, sinal), `${p.nome}: ${dito}`);
    }));
    desenho.innerHTML = desenhar(visao, 'A execução até aqui', this.seta);
    const svg = desenho.firstElementChild;
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', `Diagrama da execução, com ${visao.eventos.length} eventos, ditos em frases abaixo`);
    for (const nome of ['title', 'desc']) svg.querySelector(nome).remove();
    lista.replaceChildren(...frases(visao).map((frase) => criar('li', {}, frase)));
    this.mostrarDesafios(visao);
    if (comFoco) this.focar();
  }

  mostrarDesafios(visao) {
    const itens = this.mundo.desafios.map((desafio) => {
      const venceu = vencido(desafio, visao.propriedades[desafio.propriedade], this.feitas.length, visao.acabou);
      const itens = [desafio.texto];
      if (venceu) itens.push(criar('strong', {}, ` ${this.parabens(desafio)}`));
      else if (this.desistiu?.has(desafio)) itens.push(criar('strong', {}, ' Nenhuma execução consegue: todas foram percorridas.'));
      const curta = desafio.resposta && (!venceu || (desafio.meta !== 'evitar' && desafio.resposta.length < this.feitas.length));
      if (curta || !desafio.resposta) itens.push(' ', botao(venceu ? 'Ver a mais curta' : 'Ver a resposta', () => this.responder(desafio), 'como-link'));
      return criar('li', { 'data-vencido': venceu }, ...itens);
    });
    this.partes.desafios.replaceChildren(...itens);
  }

  parabens({ resposta, meta }) {
    const feitas = this.feitas.length;
    if (meta === 'evitar' || !resposta) return `Conseguiu, com ${vezes(feitas)}.`;
    return feitas > resposta.length
      ? `Conseguiu em ${vezes(feitas)}; a resposta mais curta tem ${resposta.length}.`
      : `Conseguiu em ${vezes(feitas)}, e menos não há.`;
  }

  responder(desafio) {
    if (desafio.resposta) {
      this.jogar(desafio.resposta);
      return;
    }
    (this.desistiu ??= new Set()).add(desafio);
    const { alcancaveis } = this.mundo.tabela;
    this.mostrar(this.visao);
    this.partes.estado.textContent = `Nenhuma violação é possível: foram percorridos os ${alcancaveis.toLocaleString('pt-BR')} estados.`;
  }

  /** Diz a quem não vê o que mudou com a última jogada. */
  anunciar(visao, antes) {
    const novas = frases(visao).slice(antes.eventos.length <= visao.eventos.length ? antes.eventos.length : visao.eventos.length);
    const mudou = visao.propriedades.filter((p, i) => situacao(p, visao.acabou)[1] !== situacao(antes.propriedades[i], antes.acabou)[1]);
    const ditas = mudou.map((p) => `${p.nome}: ${situacao(p, visao.acabou)[1]}.`);
    const vitorias = [...this.partes.desafios.querySelectorAll('strong')].map((forte) => forte.textContent.trim());
    const opcoes = visao.acabou ? 'Nada mais pode acontecer.' : `${visao.menu.length === 1 ? '1 opção' : `${visao.menu.length} opções`}.`;
    const feitas = this.feitas.length === 0 ? 'Começo.' : `Jogada ${this.feitas.length}.`;
    this.partes.estado.textContent = [feitas, ...novas.map((f) => `${f}.`), ...ditas, ...vitorias, opcoes].join(' ');
  }
}

customElements.define('voce-e-a-rede', VoceEARede);
