"""Envia registros de 100 bytes com kafka-python e imprime os registros por segundo.

O valor é sempre o mesmo: sortear cada um, em Python, custaria mais do que enviá-lo.
"""

import sys
import time

from kafka import KafkaProducer

endereco, topico, acks = sys.argv[1:4]
lote, espera, aquecer, medir, ritmo = map(int, sys.argv[4:9])
produtor = KafkaProducer(
    bootstrap_servers=endereco,
    acks=acks if acks == "all" else int(acks),
    # Nas três linguagens a idempotência acompanha acks=all.
    enable_idempotence=acks == "all",
    batch_size=lote,
    linger_ms=espera,
)
valor = b"x" * 100


def enviar(quantos):
    inicio = time.perf_counter()
    recibos = []
    for n in range(quantos):
        if ritmo:
            falta = n / ritmo - (time.perf_counter() - inicio)
            if falta > 0:
                time.sleep(falta)
        recibos.append(produtor.send(topico, valor))
    produtor.flush()
    passou = time.perf_counter() - inicio
    for recibo in recibos:
        recibo.get(timeout=0)
    return quantos / passou


enviar(aquecer)
print(enviar(medir))
