"""De un archivo a tablas de texto, por bloques.

El camino rápido lo hace polars; solo un bloque que no trae una fila completa por renglón se mira registro a registro.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import polars as pl

from dashboard.sources import texto
from dashboard.sources.source import Entrada

LINEA = "_linea"
LOTE = 50_000


@dataclass(frozen=True)
class Bloque:
    """Filas completas (columnas c0, c1… y LINEA) y las que tienen otro número de celdas."""

    filas: pl.DataFrame
    sueltas: list[tuple[int, list[str]]]


def blocks(entrada: Entrada) -> Iterator[Bloque]:
    """Los bloques del archivo después del encabezado, en orden. Las filas en blanco no cuentan."""
    width = len(entrada.columnas)
    if entrada.archivo.texto is None:
        rows = entrada.filas()
        while lote := list(islice(rows, LOTE)):
            yield from_records(lote, width)
        return
    line = 0
    for raw in _ahead(entrada.archivo.bloques(entrada.progreso)):
        size = texto.count_byte(raw, b"\n")
        skip = max(0, entrada.linea - line)
        frame = _fast(raw, entrada, size, skip)
        if frame is None:
            rows = list(enumerate(_records(raw, entrada), start=line + 1))
            line += len(rows)
            yield from_records([r for r in rows if r[0] > entrada.linea and _written(r[1])], width)
        else:
            numbers = pl.int_range(line + skip + 1, line + size + 1, dtype=pl.Int64, eager=True)
            line += size
            yield Bloque(frame.with_columns(numbers.alias(LINEA)), [])


def _ahead(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Los mismos trozos, con el siguiente leyéndose mientras se trabaja el actual."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, chunks, None)
        while (chunk := coming.result()) is not None:
            coming = reader.submit(next, chunks, None)
            yield chunk


def _records(raw: bytes, entrada: Entrada) -> Iterator[list[str]]:
    return texto.records(raw.decode("utf-8", "replace"), entrada.archivo.texto.separador, len(entrada.columnas))


def _written(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _fast(raw: bytes, entrada: Entrada, size: int, skip: int) -> pl.DataFrame | None:
    """El bloque leído por polars, o None si no hay exactamente una fila completa por renglón."""
    if skip >= size:
        return None
    schema = dict.fromkeys(_names(len(entrada.columnas)), pl.String)
    dialect = {"has_header": False, "skip_lines": skip, "separator": entrada.archivo.texto.separador}
    try:
        frame = pl.read_csv(raw, schema=schema, **dialect)
    except pl.exceptions.PolarsError:
        return None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return None
    whole = frame.height == size - skip and frame[:, -1].null_count() == 0
    return frame.with_columns(pl.all().fill_null("")) if whole else None


def from_records(rows: Iterable[tuple[int, list[str]]], width: int) -> Bloque:
    """Un bloque a partir de registros ya separados."""
    whole, loose = [], []
    for row in rows:
        (whole if len(row[1]) == width else loose).append(row)
    columns = zip(*(cells for _, cells in whole), strict=True) if whole else [()] * width
    data = {name: pl.Series(name, column, dtype=pl.String) for name, column in zip(_names(width), columns, strict=True)}
    numbers = pl.Series(LINEA, [n for n, _ in whole], dtype=pl.Int64)
    return Bloque(pl.DataFrame([*data.values(), numbers]), loose)


def _names(width: int) -> list[str]:
    return [f"c{i}" for i in range(width)]
