"""As mensagens e os métodos do depósito, tirados da reflexão: nenhum .proto,
nenhum código gerado."""

import grpc
from google.protobuf import message_factory
from google.protobuf.descriptor_pool import DescriptorPool
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase,
)

PACOTE = "curso.deposito.v1"


class Deposito:
    """Um cliente montado em tempo de execução, pelo que o servidor diz de si."""

    def __init__(self, canal, credencial=None):
        self.canal = canal
        self.reflexao = ProtoReflectionDescriptorDatabase(canal)
        self.tipos = DescriptorPool(self.reflexao)
        self.servico = self.tipos.FindServiceByName(f"{PACOTE}.Deposito")
        self.metadados = []
        if credencial:
            self.metadados.append(("authorization", f"Bearer {credencial}"))

    def novo(self, tipo, **campos):
        descritor = self.tipos.FindMessageTypeByName(f"{PACOTE}.{tipo}")
        return message_factory.GetMessageClass(descritor)(**campos)

    def chamar(self, nome, pedido, prazo=10):
        metodo = self.servico.methods_by_name[nome]
        entrada = message_factory.GetMessageClass(metodo.input_type)
        saida = message_factory.GetMessageClass(metodo.output_type)
        formas = {
            (False, False): self.canal.unary_unary,
            (False, True): self.canal.unary_stream,
            (True, False): self.canal.stream_unary,
            (True, True): self.canal.stream_stream,
        }
        forma = formas[metodo.client_streaming, metodo.server_streaming]
        funcao = forma(
            f"/{PACOTE}.Deposito/{nome}",
            request_serializer=entrada.SerializeToString,
            response_deserializer=saida.FromString,
        )
        return funcao(pedido, timeout=prazo, metadata=self.metadados)


def codigo(chamada):
    """O erro de uma chamada que deve falhar."""
    try:
        chamada()
    except grpc.RpcError as erro:
        return erro
    raise AssertionError("a chamada devia falhar")
