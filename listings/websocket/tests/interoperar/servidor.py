"""O servidor Python de costume: a biblioteca websockets sobre asyncio.

    python servidor.py saudacao|eco

Serve às medidas (ao lado do ola-servidor) e à interoperação (o nosso cliente
fala com ele). Escuta numa porta livre e a anuncia como os programas do curso.
"""

import asyncio
import sys

from websockets.asyncio.server import serve


async def eco(conexao):
    async for mensagem in conexao:
        await conexao.send(mensagem)


async def saudacao(conexao):
    async for nome in conexao:
        await conexao.send(f"Olá, {nome.strip()}!")


async def principal():
    tratar = {"eco": eco, "saudacao": saudacao}[sys.argv[1]]
    async with serve(tratar, "127.0.0.1", 0) as servidor:
        host, porta = servidor.sockets[0].getsockname()[:2]
        print(f"escutando em {host}:{porta}", flush=True)
        await servidor.serve_forever()


asyncio.run(principal())
