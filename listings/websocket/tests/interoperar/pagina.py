"""A página das salas, num Chromium de verdade: dois navegadores conversam.

    CHROMIUM=/usr/bin/chromium python pagina.py SALAS
"""

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
    navegador.close()
print("tudo certo")
