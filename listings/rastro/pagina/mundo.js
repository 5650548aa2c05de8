// Andar por uma tabela de transições: a rede, os prazos e as faltas, com as mesmas regras de src/modelo/passos.rs.
// Um teste confere que daqui se chega aos mesmos estados e transições que o verificador contou.

export const [ENTREGAR, VENCER, PERDER, DUPLICAR, CAIR, VOLTAR] = [0, 1, 2, 3, 4, 5];
const [PERDAS, COPIAS, QUEDAS, VOLTAS] = [0, 1, 2, 3];

/** Onde um valor entra numa lista ordenada, depois dos iguais. */
function lugar(lista, antes) {
  const onde = lista.findIndex((x) => !antes(x));
  return onde < 0 ? lista.length : onde;
}

function comparar(a, b, ate) {
  for (let i = 0; i < ate; i += 1) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}

export class Mundo {
  constructor(tabela) {
    this.tabela = tabela;
    this.desafios = tabela.desafios;
    this.linhas = new Map(tabela.linhas.map((l) => [`${l[0]}|${l[1]}|${tabela.entradas[l[2]]}`, l]));
    this.casos = tabela.propriedades.map((p) => new Set(p.casos.map(String)));
  }

  comeco(anotar) {
    const { nos, inicio, faltas } = this.tabela;
    const estado = {
      locais: inicio.map(([local]) => local),
      prazos: nos.map(() => []),
      guardados: nos.map(() => 0),
      caidos: nos.map(() => false),
      rede: [],
      restam: [faltas.perdas, faltas.duplicacoes, faltas.quedas, faltas.voltas],
    };
    inicio.forEach(([, efeitos], no) => this.cumprir(estado, no, efeitos, anotar));
    return estado;
  }

  /** Tudo o que pode acontecer, na ordem do menu. */
  jogadas({ rede, prazos, caidos, restam }) {
    const ate = this.tabela.fifo ? 2 : 3;
    const soltas = rede.filter((m, i) => i === 0 || comparar(m, rede[i - 1], ate) !== 0);
    const nos = caidos.map((_, no) => no);
    const se = (pode, lista) => (pode ? lista : []);
    return [
      ...soltas.filter(([, para]) => !caidos[para]).map((m) => [ENTREGAR, ...m]),
      ...nos.flatMap((no) => prazos[no].map((prazo) => [VENCER, no, prazo])),
      ...se(restam[PERDAS] !== 0, soltas.map((m) => [PERDER, ...m])),
      ...se(restam[COPIAS] !== 0, soltas.map((m) => [DUPLICAR, ...m])),
      ...se(restam[QUEDAS] !== 0, nos.filter((no) => !caidos[no]).map((no) => [CAIR, no])),
      ...se(restam[VOLTAS] !== 0, nos.filter((no) => caidos[no]).map((no) => [VOLTAR, no])),
    ];
  }

  /** O estado depois da jogada, ou null se sai da fronteira ou nada muda. `anotar` recebe os eventos. */
  aplicar(antes, [tipo, a, b, c], anotar) {
    const e = {
      locais: [...antes.locais], prazos: antes.prazos.map((p) => [...p]), guardados: [...antes.guardados],
      caidos: [...antes.caidos], rede: [...antes.rede], restam: [...antes.restam],
    };
    const onde = e.rede.findIndex((m) => comparar(m, [a, b, c], 3) === 0);
    const gastar = (falta) => { if (e.restam[falta] > 0) e.restam[falta] -= 1; };
    const envelope = [a, b, c];
    let segue = true;
    if (tipo === ENTREGAR) {
      e.rede.splice(onde, 1);
      anotar?.({ tipo: 'recepcao', no: b, envelope });
      segue = this.mover(e, b, e.locais[b], [0, a, c], anotar);
    } else if (tipo === VENCER) {
      e.prazos[a].splice(e.prazos[a].indexOf(b), 1);
      anotar?.({ tipo: 'prazo', no: a, texto: this.tabela.prazos[b] });
      segue = this.mover(e, a, e.locais[a], [1, b], anotar);
    } else if (tipo === PERDER) {
      gastar(PERDAS);
      e.rede.splice(onde, 1);
      anotar?.({ tipo: 'perda', no: b, envelope });
    } else if (tipo === DUPLICAR) {
      gastar(COPIAS);
      e.rede.splice(onde, 0, envelope);
      anotar?.({ tipo: 'duplicacao', no: b, envelope });
    } else if (tipo === CAIR) {
      gastar(QUEDAS);
      e.caidos[a] = true;
      e.prazos[a] = [];
      anotar?.({ tipo: 'queda', no: a });
    } else {
      gastar(VOLTAS);
      e.caidos[a] = false;
      anotar?.({ tipo: 'volta', no: a });
      segue = this.mover(e, a, -1, [2, e.guardados[a]], anotar);
    }
    return segue && JSON.stringify(e) !== JSON.stringify(antes) ? e : null;
  }

  mover(estado, no, local, entrada, anotar) {
    const linha = this.linhas.get(`${no}|${local}|${entrada}`);
    if (linha === undefined) return true;
    const [, , , novo, efeitos, texto] = linha;
    if (novo < 0) return false;
    estado.locais[no] = novo;
    anotar?.({ relogio: this.tabela.textos[texto] });
    this.cumprir(estado, no, efeitos, anotar);
    return true;
  }

  cumprir(estado, no, efeitos, anotar) {
    const { fifo, textos } = this.tabela;
    const prazos = estado.prazos[no];
    for (const [tipo, a, b, c] of efeitos) {
      if (tipo === 0) {
        const nova = [no, a, b];
        estado.rede.splice(lugar(estado.rede, (m) => comparar(m, nova, fifo ? 2 : 3) <= 0), 0, nova);
        anotar?.({ tipo: 'envio', no, para: a, texto: this.tabela.mensagens[b], envelope: nova, relogio: textos[c] });
      } else if (tipo === 1) {
        if (!prazos.includes(a)) prazos.splice(lugar(prazos, (p) => p < a), 0, a);
      } else if (tipo === 2) {
        estado.prazos[no] = estado.prazos[no].filter((p) => p !== a);
      } else if (tipo === 3) {
        estado.guardados[no] = a;
      } else {
        anotar?.({ tipo: 'local', no, texto: textos[a], relogio: textos[b] });
      }
    }
  }

  /** As jogadas que mudam alguma coisa, cada uma com o estado a que leva. */
  seguintes(estado) {
    return this.jogadas(estado).map((jogada) => [jogada, this.aplicar(estado, jogada)]).filter(([, seguinte]) => seguinte);
  }

  vale(i, estado, acabou) {
    const { chave, se } = this.tabela.propriedades[i];
    const partes = { '-1': () => estado.caidos.reduce((soma, caiu, no) => soma + (caiu ? 2 ** no : 0), 0), '-2': () => estado.rede.length, '-3': () => Number(acabou) };
    const caso = chave.map((parte) => (parte >= 0 ? estado.locais[parte] : partes[parte]()));
    return this.casos[i].has(String(caso)) === se;
  }

  /** De todos os estados alcançáveis: quantos são e quantas transições têm. */
  contar() {
    const inicio = this.comeco();
    const vistos = new Set([JSON.stringify(inicio)]);
    const fila = [inicio];
    let transicoes = 0;
    for (const estado of fila) {
      for (const [, seguinte] of this.seguintes(estado)) {
        transicoes += 1;
        const chave = JSON.stringify(seguinte);
        if (!vistos.has(chave)) { vistos.add(chave); fila.push(seguinte); }
      }
    }
    return [vistos.size, transicoes];
  }

  /** De `estado` ainda se chega à condição? Depois de `limite` estados, supõe-se que sim. */
  aindaPode(i, estado, limite = 20_000) {
    const vistos = new Set([JSON.stringify(estado)]);
    const fila = [estado];
    for (const atual of fila) {
      const seguintes = this.seguintes(atual);
      if (this.vale(i, atual, seguintes.length === 0) || vistos.size > limite) return true;
      for (const [, seguinte] of seguintes) {
        const chave = JSON.stringify(seguinte);
        if (!vistos.has(chave)) { vistos.add(chave); fila.push(seguinte); }
      }
    }
    return false;
  }

  /** O que se vê depois das jogadas: o mesmo que src/programa/visao.rs devolve. */
  ver(jogadas) {
    const { nos, estados, propriedades } = this.tabela;
    const registro = new Registro();
    const visitados = [this.comeco((fato) => registro.anotar(fato))];
    for (const jogada of jogadas) visitados.push(this.aplicar(visitados.at(-1), jogada, (fato) => registro.anotar(fato)));
    const fim = visitados.at(-1);
    const seguintes = this.seguintes(fim);
    const acabou = seguintes.length === 0;
    const situacao = ({ nome, tipo }, i) => {
      const chama = (estado) => {
        const ultimo = estado === fim && acabou;
        const vale = this.vale(i, estado, ultimo);
        return tipo === 'sempre' ? !vale : tipo === 'no_fim' ? !vale && ultimo : vale;
      };
      const quando = visitados.findIndex(chama);
      const beco = tipo === 'um_dia' && quando < 0 && !this.aindaPode(i, fim);
      return { nome, tipo, vale: this.vale(i, fim, acabou), quando: quando < 0 ? null : quando, beco };
    };
    return {
      processos: nos,
      eventos: registro.eventos,
      estados: fim.locais.map((local, no) => [estados[no][local], fim.caidos[no]]),
      menu: seguintes.map(([jogada]) => ({ texto: this.dizer(jogada), jogada })),
      propriedades: propriedades.map(situacao),
      acabou,
    };
  }

  /** A jogada em palavras. */
  dizer([tipo, a, b, c]) {
    const { nos, mensagens, prazos } = this.tabela;
    if (tipo === VENCER) return `vencer o prazo de ${nos[a]}${prazos[b] === '' ? '' : `: ${prazos[b]}`}`;
    if (tipo === CAIR) return `derrubar ${nos[a]}`;
    if (tipo === VOLTAR) return `levantar ${nos[a]}`;
    const verbo = { [ENTREGAR]: 'entregar', [PERDER]: 'perder', [DUPLICAR]: 'duplicar' }[tipo];
    return `${verbo} ${mensagens[c]}, de ${nos[a]} a ${nos[b]}`;
  }
}

/** Dos fatos aos eventos de um rastro: dá número às mensagens, como src/modelo/rastrear.rs. */
class Registro {
  eventos = [];
  emViagem = [];
  mensagens = 0;

  anotar({ envelope, relogio, ...evento }) {
    if (evento.tipo === undefined) {
      if (relogio !== undefined) this.eventos.at(-1).relogio = relogio;
      return;
    }
    if (envelope !== undefined) evento.mensagem = this.numero(evento.tipo, envelope);
    if (relogio !== undefined) evento.relogio = relogio;
    this.eventos.push(evento);
  }

  numero(tipo, envelope) {
    const igual = ([outro]) => comparar(outro, envelope, 3) === 0;
    if (tipo === 'envio') {
      this.emViagem.push([envelope, this.mensagens]);
      return this.mensagens++;
    }
    const onde = this.emViagem.findIndex(igual);
    const [, numero] = this.emViagem[onde];
    if (tipo === 'duplicacao') this.emViagem.splice(onde + 1, 0, [envelope, this.mensagens++]);
    else this.emViagem.splice(onde, 1);
    return numero;
  }
}
