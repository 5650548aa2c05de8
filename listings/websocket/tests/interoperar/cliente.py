"""O cliente websockets fala com os dois servidores.

    python cliente.py OLA SALAS      (cada um HOST:PORTA)
"""

import asyncio
import json
import sys

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError, InvalidStatus


async def ola(endereco):
    async with connect(f"ws://{endereco}/") as conexao:
        await conexao.send("Ação")
        assert await conexao.recv() == "Olá, Ação!"
        # A mesma mensagem em pedaços, e um Ping com a resposta dele.
        await conexao.send(["Jo", "ão"])
        assert await conexao.recv() == "Olá, João!"
        await asyncio.wait_for(await conexao.ping(b"vivo?"), 10)
    assert conexao.close_code == 1000, conexao.close_code


async def grande_demais(endereco):
    async with connect(f"ws://{endereco}/") as conexao:
        await conexao.send("a" * 5000)
        try:
            await conexao.recv()
        except ConnectionClosedError as fim:
            assert fim.rcvd.code == 1009, fim.rcvd
            return
    raise AssertionError("a mensagem grande devia fechar com 1009")


async def salas(endereco):
    url = f"ws://{endereco}/salas"
    async with connect(url, subprotocols=["salas.v1"]) as conexao:
        assert conexao.subprotocol == "salas.v1"
        entrar = {"tipo": "entrar", "sala": "geral", "nome": "píton",
                  "cliente": "cliente-em-python"}
        await conexao.send(json.dumps(entrar))
        await conexao.send(json.dumps({"tipo": "dizer", "numero": 1, "texto": "olá"}))
        ditas = [json.loads(await conexao.recv()) for _ in range(4)]
        tipos = [dita["tipo"] for dita in ditas]
        assert tipos == ["historia", "entrou", "evento", "aceita"], tipos
        assert ditas[2]["texto"] == "olá"


async def recusado(endereco):
    try:
        async with connect(f"ws://{endereco}/salas", origin="http://outra.example"):
            pass
    except InvalidStatus as recusa:
        assert recusa.response.status_code == 403, recusa
        return
    raise AssertionError("outra origem devia ouvir 403")


async def principal():
    do_ola, das_salas = sys.argv[1:]
    await ola(do_ola)
    await grande_demais(do_ola)
    await salas(das_salas)
    await recusado(das_salas)
    print("tudo certo")


asyncio.run(principal())
