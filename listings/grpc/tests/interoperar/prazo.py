"""O prazo vencido, visto pelo grpcio, tem o código da especificação."""

import sys

import grpc
from deposito import Deposito, codigo

deposito = Deposito(grpc.insecure_channel(sys.argv[1]))
pedido = deposito.novo("PedidoObter", chave="a")
for _ in range(10):
    erro = codigo(lambda: deposito.chamar("Obter", pedido, prazo=0.1))
    assert erro.code() == grpc.StatusCode.DEADLINE_EXCEEDED, erro
print("tudo certo")
