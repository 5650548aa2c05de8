// <explorar-modelo>: o mesmo jogo, sobre o modelo vivo que `explorar` serve.
import { VoceEARede, botao, criar } from './voce-e-a-rede.js';

async function pedir(caminho, corpo) {
  const resposta = await fetch(caminho, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(corpo),
  });
  if (!resposta.ok) throw new Error(await resposta.text());
  return resposta.json();
}

class ExplorarModelo extends VoceEARede {
  async connectedCallback() {
    const { modelo, jogadas } = await (await fetch('modelo')).json();
    document.title = `Explorar: ${modelo}`;
    document.querySelector('#modelo').textContent = `Explorar: ${modelo}`;
    this.mundo = { desafios: [], ver: (feitas) => pedir('ver', { jogadas: feitas }) };
    await this.montar();
    if (jogadas.length > 0) await this.jogar(jogadas);
  }

  comandos() {
    return [
      ...super.comandos(),
      botao('Guardar o rastro', () => this.tentar(async () => {
        this.avisar(`Guardado. Para vê-lo: ${await pedir('guardar', { jogadas: this.feitas })}`);
      }), 'botao secundario'),
      this.encurte = botao('Encurtar', () => this.tentar(() => this.encurtar()), 'botao secundario'),
      this.aviso = criar('span', { role: 'status' }),
    ];
  }

  mostrar(visao) {
    super.mostrar(visao);
    this.violada = visao.propriedades.find(({ tipo, quando }) => quando !== null && (tipo === 'sempre' || tipo === 'no_fim'));
    this.encurte.disabled = this.violada === undefined;
    this.avisar('');
  }

  async encurtar() {
    const antes = this.feitas.length;
    // Só até a violação: o que veio depois não faz falta.
    const jogadas = this.feitas.slice(0, this.violada.quando);
    const curtas = await pedir('encurtar', { jogadas, propriedade: this.violada.nome });
    await this.jogar(curtas);
    this.avisar(curtas.length < antes ? `De ${antes} jogadas a ${curtas.length}.` : 'Não sei de nenhuma mais curta.');
  }

  async tentar(fazer) {
    try { await fazer(); } catch (erro) { this.avisar(`Não deu: ${erro.message}`); }
  }

  avisar(texto) { this.aviso.textContent = texto; }
}

customElements.define('explorar-modelo', ExplorarModelo);
