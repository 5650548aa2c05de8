"""As quatro chamadas, a saúde, a reflexão e os erros, com o grpcio."""

import queue
import sys

import grpc
from deposito import Deposito, codigo
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_status import rpc_status

endereco, credencial = sys.argv[1:]
canal = grpc.insecure_channel(endereco)
deposito = Deposito(canal, credencial)

# Reflexão: os serviços que o servidor diz ter.
servicos = set(deposito.reflexao.get_services())
assert {"curso.deposito.v1.Deposito", "grpc.health.v1.Health"} <= servicos, servicos

# Saúde, que não pede credencial.
saude = health_pb2_grpc.HealthStub(canal)
pedido = health_pb2.HealthCheckRequest(service="curso.deposito.v1.Deposito")
resposta = saude.Check(pedido, timeout=10)
assert resposta.status == health_pb2.HealthCheckResponse.SERVING, resposta

# Unária.
item = deposito.chamar("Gravar", deposito.novo("PedidoGravar", chave="a", valor=-7))
assert (item.valor, item.revisao) == (-7, 1), item
somar = deposito.novo("PedidoSomar", chave="a", parcela=-3, intencao="i1")
for _ in range(2):
    assert deposito.chamar("Somar", somar).valor == -10

# Fluxo do cliente.
lote = [deposito.novo("PedidoGravar", chave=f"k{n}", valor=n) for n in range(100)]
assert deposito.chamar("Importar", iter(lote)).itens == 100

# Fluxo do servidor.
pedido = deposito.novo("PedidoAcompanhar", prefixo="k")
valores = [evento.valor for evento in deposito.chamar("Acompanhar", pedido)]
assert valores == list(range(100)), valores

# Nos dois sentidos.
pedidos = queue.Queue()
vigia = deposito.chamar("Vigiar", iter(pedidos.get, None))
pedidos.put(deposito.novo("PedidoVigiar", vigiar="b/"))
assert next(vigia).vigiando == "b/"
deposito.chamar("Gravar", deposito.novo("PedidoGravar", chave="b/1", valor=1))
assert next(vigia).evento.chave == "b/1"
pedidos.put(None)
assert list(vigia) == []

# Erros, com os detalhes que o grpcio decodifica.
erro = codigo(lambda: deposito.chamar("Obter", deposito.novo("PedidoObter", chave="z")))
assert erro.code() == grpc.StatusCode.NOT_FOUND, erro
razao = error_details_pb2.ErrorInfo()
assert rpc_status.from_call(erro).details[0].Unpack(razao)
assert razao.reason == "SEM_CHAVE", razao

ruins = iter([lote[0], deposito.novo("PedidoGravar", chave="")])
erro = codigo(lambda: deposito.chamar("Importar", ruins))
assert erro.code() == grpc.StatusCode.INVALID_ARGUMENT, erro
detalhes = rpc_status.from_call(erro).details
campo, razao = error_details_pb2.BadRequest(), error_details_pb2.ErrorInfo()
assert any(detalhe.Unpack(campo) for detalhe in detalhes), detalhes
assert campo.field_violations[0].field == "chave", campo
assert any(detalhe.Unpack(razao) for detalhe in detalhes), detalhes
assert razao.metadata["gravados"] == "1", razao

grande = deposito.novo("PedidoObter", chave="x" * 70_000)
erro = codigo(lambda: deposito.chamar("Obter", grande))
assert erro.code() == grpc.StatusCode.RESOURCE_EXHAUSTED, erro

deposito.metadados = [("authorization", "Bearer outra-credencial-longa")]
erro = codigo(lambda: deposito.chamar("Obter", deposito.novo("PedidoObter", chave="a")))
assert erro.code() == grpc.StatusCode.UNAUTHENTICATED, erro
print("tudo certo")
