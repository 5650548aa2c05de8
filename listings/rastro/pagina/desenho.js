// O diagrama espaço-tempo, com as mesmas contas de src/desenho.rs: um teste compara os dois, byte a byte.

const LARGURA = 400, TOPO = 52, PASSO = 38, LETRA = 9;
const linha = (i) => TOPO + PASSO * i;
const largura = (texto) => LETRA * [...texto].length;
const lado = (direita) => (direita ? 1 : -1);
// A divisão de inteiros de Rust corta em direção a zero.
const dividir = (a, b) => Math.trunc(a / b);

export function escapar(texto) {
  return texto.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** De cada mensagem: quem a enviou, a quem, o texto, de que evento saiu e o que foi feito dela. */
function viagens(eventos) {
  const todas = [];
  eventos.forEach((e, i) => {
    if (e.tipo === 'envio') todas.push({ de: e.no, para: e.para, texto: e.texto, envio: i, origem: i, chegou: false });
    else if (e.tipo === 'duplicacao') todas.push({ ...todas[e.mensagem], origem: i, chegou: false });
    else if (e.tipo === 'recepcao' || e.tipo === 'perda') todas[e.mensagem].chegou = true;
  });
  return todas;
}

/** A execução em frases, uma por evento. */
export function frases({ processos, eventos }) {
  const todas = viagens(eventos);
  const frase = ({ no, tipo, para, texto, mensagem }) => {
    const eu = processos[no];
    const { de, texto: dito } = todas[mensagem] ?? {};
    switch (tipo) {
      case 'local': return `${eu}: ${texto}`;
      case 'prazo': return texto === '' ? `${eu}: vence o prazo` : `${eu}: vence o prazo (${texto})`;
      case 'queda': return `${eu} cai`;
      case 'volta': return `${eu} volta`;
      case 'envio': return `${eu} envia a ${processos[para]}: ${texto}`;
      case 'recepcao': return `${eu} recebe de ${processos[de]}: ${dito}`;
      default: return `${tipo === 'perda' ? 'perde-se' : 'duplica-se'} a caminho de ${eu}, vinda de ${processos[de]}: ${dito}`;
    }
  };
  return eventos.map((e) => (e.relogio === undefined ? frase(e) : `${frase(e)} [${e.relogio}]`));
}

function texto(x, y, folga, direita, dito, extra = '') {
  const ocupa = largura(dito);
  const onde = direita ? Math.max(Math.min(x + folga, LARGURA - 2 - ocupa), 2) : Math.min(Math.max(x - folga, 2 + ocupa), LARGURA - 2);
  return `<text x="${onde}" y="${y}" text-anchor="${direita ? 'start' : 'end'}" paint-order="stroke" stroke="var(--fundo)" stroke-width="4"${extra}>${escapar(dito)}</text>`;
}

function caixa(x, y, dito, cor) {
  const ocupa = largura(dito) + 16;
  const metade = dividir(ocupa, 2);
  const meio = Math.min(Math.max(x, metade + 2), Math.max(LARGURA - metade - 2, metade + 2));
  return `<rect x="${meio - metade}" y="${y - 14}" width="${ocupa}" height="28" rx="5" fill="var(--fig-${cor})" stroke="var(--fig-${cor}-traco)"/>`
    + `<text x="${meio}" y="${y + 5}" text-anchor="middle">${escapar(dito)}</text>`;
}

const xis = (x, y) => `<path d="M${x - 7} ${y - 7}l14 14m0 -14l-14 14" fill="none" stroke="var(--erro)" stroke-width="3"/>`;
const ponto = (x, y) => `<circle cx="${x}" cy="${y}" r="5"/>`;
const relogio = (x, y, direita, marca) => (marca === undefined ? '' : texto(x, y + 5, 11, direita, marca, ' fill="var(--suave)"'));
const comRelogio = (dito, marca) => (marca === undefined ? dito : `${dito} · ${marca}`);
const nomeDoPrazo = (dito) => (dito === '' ? 'prazo' : `prazo: ${dito}`);

/** Onde fica cada coluna. */
function colunas({ processos, eventos }) {
  const nome = (n) => dividir(largura(n), 2) + 4;
  const relogios = eventos.filter((e) => e.relogio !== undefined).map((e) => largura(e.relogio) + 13);
  const minima = processos.length === 2 ? 66 : 28;
  const margem = Math.min(150, Math.max(minima, nome(processos[0]), nome(processos.at(-1)), 0, ...relogios));
  return (no) => (processos.length === 1 ? LARGURA / 2 : margem + dividir((LARGURA - 2 * margem) * no, processos.length - 1));
}

class Desenho {
  constructor(rastro, seta) {
    Object.assign(this, rastro, { viagens: viagens(rastro.eventos), x: colunas(rastro), ponta: `marker-end="url(#${seta})"` });
    const sobra = this.viagens.some((v) => !v.chegou) ? 1 : 0;
    this.fim = linha(this.eventos.length) + sobra * PASSO - dividir(PASSO, 2);
  }

  aDireita(de, para) {
    return de < para || (de === para && de + 1 < Math.max(this.processos.length, 2));
  }

  aCaminho({ de, para }, decimos) {
    const [x1, x2] = [this.x(de), this.x(para)];
    return de === para ? x1 + 30 * lado(this.aDireita(de, para)) : x1 + dividir((x2 - x1) * decimos, 10);
  }

  seta(viagem, x2, y2, jeito) {
    const { de, para, origem, envio } = viagem;
    const y1 = linha(origem);
    const x1 = origem === envio ? this.x(de) : this.aCaminho(viagem, 5);
    const x = Math.max(x1, x2) + 40 * lado(this.aDireita(de, para));
    const curva = de === para ? `C${x} ${y1} ${x} ${y2} ${x2} ${y2}` : `L${x2} ${y2}`;
    return `<path d="M${x1} ${y1}${curva}" fill="none" stroke="currentColor" ${jeito}/>`;
  }

  ausencia(i, no, altura) {
    const x = this.x(no);
    const volta = this.eventos.findIndex((e, j) => j > i && e.no === no && e.tipo === 'volta');
    const d = `M${x} ${linha(i)}V${volta < 0 ? altura : linha(volta)}`;
    return `<g data-evento="${i}"><path d="${d}" stroke="var(--fundo)" stroke-width="4"/>`
      + `<path d="${d}" stroke="var(--linha-forte)" stroke-width="2" stroke-dasharray="2 6"/></g>\n`;
  }

  evento(e, i) {
    const [y, marca, viagem] = [linha(i), e.relogio, this.viagens[e.mensagem]];
    let x = this.x(e.no);
    switch (e.tipo) {
      case 'envio': {
        const direita = this.aDireita(e.no, e.para);
        return texto(x, y - 7, 10, direita, e.texto) + ponto(x, y) + relogio(x, y, !direita, marca);
      }
      case 'recepcao':
        return this.seta(viagem, x, y, this.ponta) + ponto(x, y) + relogio(x, y, !this.aDireita(e.no, viagem.de), marca);
      case 'perda':
        x = this.aCaminho(viagem, 6);
        return this.seta(viagem, x, y, 'stroke-dasharray="6 5"') + xis(x, y) + texto(x, y + 5, 13, this.aDireita(viagem.de, e.no), 'perdida');
      case 'duplicacao':
        x = this.aCaminho(viagem, 5);
        return this.seta(viagem, x, y, 'stroke-dasharray="1 4"')
          + `<circle cx="${x}" cy="${y}" r="5" fill="var(--fundo)" stroke="currentColor"/>`
          + texto(x, y - 7, 10, this.aDireita(viagem.de, e.no), `cópia: ${viagem.texto}`);
      case 'local': return caixa(x, y, comRelogio(e.texto, marca), 'a');
      case 'prazo': return caixa(x, y, comRelogio(nomeDoPrazo(e.texto), marca), 'b');
      case 'queda': return xis(x, y) + relogio(x, y, true, 'cai');
      default:
        return `<circle cx="${x}" cy="${y}" r="6" fill="var(--fundo)" stroke="currentColor" stroke-width="2"/>`
          + relogio(x, y, true, comRelogio('volta', marca));
    }
  }
}

/** O SVG de `{ processos, eventos }`; `seta` é o id da ponta, que numa página tem de ser único. */
export function desenhar(rastro, titulo, seta = 'seta') {
  const d = new Desenho(rastro, seta);
  const ditas = frases(rastro);
  const altura = d.fim + 8;
  let svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 ${altura}">\n  <title>${escapar(titulo)}</title>\n`
    + `  <desc>O tempo corre para baixo: ${escapar(ditas.join('; '))}.</desc>\n`
    + `  <defs><marker id="${seta}" viewBox="0 0 10 10" refX="14" refY="5" markerWidth="12" markerHeight="12" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10Z" fill="currentColor"/></marker></defs>\n`
    + '  <g font-size="16" font-family="system-ui, sans-serif" fill="currentColor" stroke-width="1.5">\n';
  rastro.processos.forEach((nome, no) => {
    svg += `<path d="M${d.x(no)} 32V${altura}" stroke="var(--linha-forte)" stroke-width="2"/>`
      + `<text x="${d.x(no)}" y="20" text-anchor="middle" font-weight="600">${escapar(nome)}</text>\n`;
  });
  rastro.eventos.forEach((e, i) => { if (e.tipo === 'queda') svg += d.ausencia(i, e.no, altura); });
  rastro.eventos.forEach((e, i) => { svg += `<g data-evento="${i}" data-frase="${escapar(ditas[i])}">${d.evento(e, i)}</g>\n`; });
  const ultimo = Math.max(rastro.eventos.length - 1, 0);
  for (const viagem of d.viagens.filter((v) => !v.chegou)) {
    svg += `<g data-evento="${ultimo}">${d.seta(viagem, d.aCaminho(viagem, 7), d.fim, 'stroke-dasharray="2 5"')}</g>\n`;
  }
  return `${svg}  </g>\n</svg>\n`;
}
