"""Archivos de texto separados por un signo: codificación, separador, bloques de renglones y registros."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dashboard.sources.lectura import ArchivoRechazado

BLOQUE = 1 << 24
MUESTRAS = 64
CABO = 1 << 20
ANTIGUAS, CASTELLANO = ("cp1252", "cp850", "mac_roman"), frozenset("áéíóúüñÁÉÍÓÚÜÑ°º«»¿¡–")
CELDA = 20  # renglones que puede ocupar una celda escrita entre comillas
SEPARADORES = (",", ";", "\t", "|")
MARCAS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
WEB = ("<!doctype", "<html", "<?xml", "<head", "<body")


@dataclass(frozen=True)
class Dialecto:
    """Cómo está escrito un archivo de texto."""

    codificacion: str
    separador: str


def sniff(path: Path, nombre: str, head: bytes) -> Dialecto:
    """El dialecto de un archivo de texto, o la razón por la que no lo es."""
    codificacion = _encoding(path, nombre, head)
    sample = codecs.getincrementaldecoder(codificacion)("replace").decode(head)
    if sample.lstrip("\ufeff \t\r\n")[:200].lower().startswith(WEB):
        raise ArchivoRechazado("E-PAGINA-WEB", nombre)
    if not sample.strip("\ufeff \t\r\n"):
        raise ArchivoRechazado("E-VACIO", nombre)
    return Dialecto(codificacion, _delimiter(sample))


def _encoding(path: Path, nombre: str, head: bytes) -> str:
    for marca, codificacion in MARCAS.items():
        if head.startswith(marca):
            return codificacion
    if b"\0" in head:
        raise ArchivoRechazado("E-BINARIO", nombre)
    strange = _not_utf8(path)
    return "utf-8" if strange is None else _guess(nombre, strange)


def _not_utf8(path: Path) -> bytes | None:
    """Un trozo cuyas letras con tilde no son, en su mayoría, UTF-8; None si no hay ninguno.

    Un byte dañado en un archivo UTF-8 no cambia su codificación: se verá en la fila donde está.
    """
    step = max(BLOQUE // MUESTRAS, path.stat().st_size // MUESTRAS)
    with path.open("rb") as file:
        for start in range(0, path.stat().st_size, step):
            file.seek(start)
            chunk = file.read(BLOQUE // MUESTRAS)
            if not chunk.isascii():
                letters = chunk[3:-3].decode("utf-8", "replace")
                if letters.count("\ufffd") * 2 > sum(c > "\x7f" for c in letters):
                    return chunk
    return None


def _guess(nombre: str, chunk: bytes) -> str:
    """La codificación en que más letras se leen como letras del castellano. Con pocas, un detector general se equivoca:
    tres «CAÑETE» en Windows le parecen de MS-DOS.
    """
    controls = sum(chunk.count(c) for c in (*range(9), *range(14, 32)))
    if controls > len(chunk) // 100:
        raise ArchivoRechazado("E-BINARIO", nombre)
    return max(ANTIGUAS, key=lambda name: sum(c in CASTELLANO for c in chunk.decode(name, "replace")))


def _delimiter(sample: str) -> str:
    """El único separador del renglón que más tiene, casi siempre el encabezado; si hay varios, decide clevercsv."""
    lines = sample.splitlines()[:40]
    counts = Counter(c for c in max(lines, key=lambda line: sum(map(line.count, SEPARADORES))) if c in SEPARADORES)
    return _sniffed(lines, counts) if len(counts) > 1 else next(iter(counts), SEPARADORES[0])


def _sniffed(lines: list[str], counts: Counter) -> str:
    import clevercsv

    try:
        found = clevercsv.Sniffer().sniff("\n".join(lines)[:20_000], delimiters=list(SEPARADORES)).delimiter
    except (clevercsv.Error, IndexError, TypeError):
        found = ""
    return found or counts.most_common(1)[0][0]


def blocks(
    path: Path,
    nombre: str,
    dialecto: Dialecto,
    progreso: Callable[[float], None] = lambda parte: None,
    update: Callable[[bytes], object] = lambda raw: None,
) -> Iterator[bytes]:
    """Trozos del archivo en UTF-8, de renglones enteros terminados en «\\n». `update` recibe los bytes tal cual.

    Ningún trozo corta una celda escrita entre comillas, salvo que la comilla no se cierre.
    """
    rest = b""
    for chunk in _chunks(path, dialecto, progreso, update):
        if b"\0" in chunk:
            raise ArchivoRechazado("E-BINARIO", nombre)
        block = rest + chunk
        cut = _cut(block)
        if cut == 0 and len(block) > BLOQUE:
            raise ArchivoRechazado("E-RENGLON-LARGO", nombre)
        if cut:
            yield block[:cut]
        rest = block[cut:]
    if rest:
        yield rest + b"\n"


def _chunks(path: Path, dialecto: Dialecto, progreso, update) -> Iterator[bytes]:
    """Los bytes del archivo pasados a UTF-8, sin marca inicial y con «\\n» como único fin de renglón."""
    size, done, held = path.stat().st_size, 0, b""
    plain = dialecto.codificacion.startswith("utf-8")
    decode = None if plain else codecs.getincrementaldecoder(dialecto.codificacion)("replace").decode
    with path.open("rb") as file:
        while raw := file.read(BLOQUE):
            update(raw)
            chunk = held + (decode(raw).encode() if decode else raw)
            chunk = chunk.removeprefix(codecs.BOM_UTF8) if done == 0 else chunk
            done += len(raw)
            held = b"\r" if chunk.endswith(b"\r") and done < size else b""
            chunk = chunk[: len(chunk) - len(held)]
            yield chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in chunk else chunk
            progreso(min(1.0, done / size))


def _cut(block: bytes) -> int:
    """Dónde termina el último renglón que no está dentro de comillas."""
    last = end = block.rfind(b"\n") + 1
    quotes = count_byte(block[:end], b'"')
    for _ in range(CELDA):
        if quotes % 2 == 0 or not end:
            break
        before = block.rfind(b"\n", 0, end - 1) + 1
        quotes -= block.count(b'"', before, end)
        end = before
    return end if end and quotes % 2 == 0 else last


def count_byte(block: bytes, byte: bytes) -> int:
    """Cuántas veces está `byte` en `block`."""
    return int(np.count_nonzero(np.frombuffer(block, dtype=np.uint8) == ord(byte)))


def records(text: str, separador: str, columnas: int | None = None) -> Iterator[list[str]]:
    """Las celdas de cada registro; un renglón en blanco da una lista vacía, para no perder la numeración.

    Una comilla sin cerrar no se traga el resto: pasados CELDA renglones, o si el registro no tiene las `columnas`
    esperadas, su primer renglón queda solo y con sus comillas a la vista.
    """
    lines = text.removesuffix("\n").split("\n")
    i = 0
    while i < len(lines):
        size = _span(lines, i)
        cells = _cells("\n".join(lines[i : i + size]), separador) if size else None
        if not size or (size > 1 and columnas not in (None, len(cells))):
            size, cells = 1, lines[i].split(separador)
        yield cells
        i += size


def _span(lines: list[str], start: int) -> int:
    """Cuántos renglones ocupa el registro que empieza en `start`; 0 si su comilla no se cierra."""
    quotes = 0
    for size, line in enumerate(lines[start : start + CELDA], start=1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return size
    return 0


def _cells(record: str, separador: str) -> list[str]:
    if '"' not in record:
        return record.split(separador) if record else []
    try:
        return next(csv.reader([record], delimiter=separador))
    except csv.Error:
        return record.split(separador)


def tail(path: Path, dialecto: Dialecto) -> str:
    """El último renglón si no termina en salto de línea; vacío si termina bien o no se puede saber."""
    if dialecto.codificacion == "utf-16":
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - CABO))
        end = file.read().decode(dialecto.codificacion, "replace")
    return "" if end.endswith(("\n", "\r")) else re.split(r"[\r\n]", end)[-1]
