"""A página das salas, num Chromium de verdade: dois navegadores conversam.

    CHROMIUM=/usr/bin/chromium python pagina.py SALAS
"""

import json
import os
import sys

from playwright.sync_api import expect, sync_playwright

endereco = f"http://{sys.argv[1]}/"
hostil = '<img src=x onerror="document.title=1">'

with sync_playwright() as playwright:
    navegador = playwright.chromium.launch(
        executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])

    def entrar(nome, sala="geral"):
        pagina = navegador.new_context().new_page()
        pagina.goto(endereco)
        pagina.get_by_label("Nome").fill(nome)
        pagina.get_by_label("Sala").fill(sala)
        pagina.get_by_role("button", name="Entrar").click()
        expect(pagina.get_by_role("status")).to_contain_text(nome)
        return pagina

    def dizer(pagina, texto):
        pagina.get_by_label("Sua fala").fill(texto)
        pagina.get_by_role("button", name="Dizer").click()

    ana, bia = entrar("ana"), entrar("bia")
    dizer(ana, "oi, bia")
    expect(bia.get_by_text("ana: oi, bia")).to_have_count(1)
    expect(ana.get_by_text("ana: oi, bia")).to_have_count(1)
    dizer(bia, hostil)
    expect(ana.get_by_text(f"bia: {hostil}")).to_have_count(1)
    assert ana.title() == "Salas", "a fala de um estranho virou programa"

    # Desligada por quebrar uma regra, ana vai a outra sala: lá tudo é novo para ela.
    caio = entrar("caio", "outra")
    dizer(caio, "antes de ana")
    expect(caio.get_by_text("caio: antes de ana")).to_have_count(1)
    ana.evaluate("ws.send('isto não é do acordo')")
    expect(ana.get_by_role("status")).to_contain_text("não entendo")
    ana.get_by_label("Sala").fill("outra")
    ana.get_by_role("button", name="Entrar").click()
    expect(ana.get_by_text("caio: antes de ana")).to_have_count(1)

    # O que se diz entre a volta e o «entrou» espera a vez: sai depois do que faltava.
    conexoes = []

    def volta(rota):
        ditas = []
        conexoes.append((rota, ditas))
        rota.on_message(lambda texto: ditas.append(json.loads(texto)))

    def espera(pronto):
        for _ in range(200):
            if pronto():
                return
            eva.wait_for_timeout(50)  # deixa o navegador andar até o prazo
        raise AssertionError(f"não veio; {[ditas for _, ditas in conexoes]}")

    entrou = json.dumps({"tipo": "entrou", "presentes": ["eva"]})
    eva = navegador.new_context().new_page()
    eva.route_web_socket("**/salas", volta)
    eva.goto(endereco)
    eva.get_by_label("Nome").fill("eva")
    eva.get_by_role("button", name="Entrar").click()
    espera(lambda: len(conexoes) == 1 and conexoes[0][1])
    conexoes[0][0].send(entrou)
    expect(eva.get_by_role("status")).to_contain_text("eva")
    dizer(eva, "sem confirmação")
    espera(lambda: len(conexoes[0][1]) == 2)
    conexoes[0][0].close(code=1001)
    espera(lambda: len(conexoes) == 2 and conexoes[1][1])
    dizer(eva, "antes do entrou")
    conexoes[1][0].send(entrou)
    espera(lambda: len(conexoes[1][1]) >= 3)
    numeros = [dita["numero"] for dita in conexoes[1][1][1:]]
    assert numeros == [1, 2], f"fora de ordem: {numeros}"
    navegador.close()
print("tudo certo")
