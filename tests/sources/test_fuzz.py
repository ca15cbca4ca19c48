"""Archivos dañados al azar: todo termina en una Lectura con la cuenta cerrada o en un rechazo con código.

Por omisión son unas pocas mutaciones; `MIRADOR_MUTACIONES=2000` las hace todas.
"""

import os
import random
from pathlib import Path

import pytest

from dashboard import sources
from dashboard.sources.archivo import open_file
from dashboard.sources.faltas import FALTAS
from dashboard.sources.lectura import ArchivoRechazado

TOTAL = int(os.environ.get("MIRADOR_MUTACIONES", "200"))
SEMILLAS = sorted(p for p in Path(__file__).parent.glob("*/*") if p.suffix in (".csv", ".xlsx") and p.stat().st_size)
RAROS = (b"\0", b'"', b"\n", b"\r", b",", b";", b"\xff", "Ñ".encode(), b"=1+1", b"\t", b"9" * 400, b"", b"\n\n", b"-1")


def mutate(rnd: random.Random, data: bytes) -> bytes:
    """Una a cuatro heridas: borrar, repetir, cambiar o insertar un trozo, o cortar el final."""
    for _ in range(rnd.randint(1, 4)):
        i = rnd.randrange(len(data) + 1)
        j = min(len(data), i + rnd.choice((1, 2, 8, 60, 400)))
        wound = rnd.choice(("quitar", "repetir", "cambiar", "insertar", "cortar", "renglones"))
        if wound == "quitar":
            data = data[:i] + data[j:]
        elif wound == "repetir":
            data = data[:j] + data[i:j] * rnd.randint(1, 5) + data[j:]
        elif wound == "cambiar":
            data = data[:i] + rnd.randbytes(j - i) + data[j:]
        elif wound == "insertar":
            data = data[:i] + rnd.choice(RAROS) + data[i:]
        elif wound == "cortar":
            data = data[:i] if rnd.random() < 0.3 else data
        else:
            lines = data.split(b"\n")
            rnd.shuffle(lines)
            data = b"\n".join(lines)
    return data


def written_rows(path: Path) -> int:
    """Filas con algo escrito después del encabezado, contadas sin el camino rápido."""
    archivo = open_file(path)
    _, hoja, linea, columnas = sources.recognise(archivo)
    return sum(n > linea for n, _ in archivo.filas(hoja, columnas=len(columnas)))


def test_every_source_has_small_files_to_damage():
    read = set()
    for seed in SEMILLAS:
        try:
            read.add(sources.recognise(open_file(seed))[0].id)
        except ArchivoRechazado:
            continue
    assert read >= {"mpfn_delitos"}
    assert sorted(set(sources.sources()) - read) == []


@pytest.mark.parametrize("parte", range(20))
def test_a_damaged_file_is_read_or_refused(tmp_path, parte):
    rnd = random.Random(parte)
    for n in range(TOTAL // 20):
        seed = rnd.choice(SEMILLAS)
        path = tmp_path / f"{n}{seed.suffix}"
        path.write_bytes(mutate(rnd, seed.read_bytes()))
        try:
            lectura = sources.read(path)
        except ArchivoRechazado as refused:
            assert refused.codigo in FALTAS
            assert refused.codigo not in ("E-INTERNO", "E-MEMORIA"), (seed.name, parte, n, refused.__cause__)
        else:
            assert lectura.leidas == lectura.cargadas + lectura.sumadas + len(lectura.apartadas)
            assert {a.codigo for a in lectura.apartadas} <= set(FALTAS)
            assert lectura.fuente != "mpfn_delitos" or lectura.leidas == written_rows(path)
