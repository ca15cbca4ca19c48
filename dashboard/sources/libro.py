"""Libros de Excel (.xlsx): se revisan enteros antes de abrirlos y se leen fila por fila, sin ejecutar nada."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from dashboard.sources.lectura import ArchivoRechazado

LIMITE = 300 * 1000**2
PARTES, FILAS, TROZO = 2000, 1_048_576, 1 << 20
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
ENTIDAD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
DANOS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


def check(path: Path, nombre: str) -> tuple[str, ...]:
    """Los nombres de las hojas, o la razón por la que el libro no se puede usar."""
    try:
        with zipfile.ZipFile(path) as book:
            _check_parts(book, nombre)
            _check_content(book, nombre)
    except DANOS as error:
        raise ArchivoRechazado("E-LIBRO-CORTADO", nombre) from error
    book = _open(path, nombre)
    try:
        return tuple(sheet.title for sheet in book.worksheets)
    finally:
        book.close()


def _check_parts(book: zipfile.ZipFile, nombre: str) -> None:
    parts = book.infolist()
    names = {p.filename for p in parts}
    if any(p.flag_bits & 1 for p in parts):
        raise ArchivoRechazado("E-CLAVE", nombre)
    if len(parts) > PARTES or sum(p.file_size for p in parts) > LIMITE:
        raise ArchivoRechazado("E-BOMBA", nombre)
    if "xl/workbook.xml" not in names:
        raise ArchivoRechazado("E-WORD" if "word/document.xml" in names else "E-COMPRIMIDO", nombre)
    if any("vbaProject" in n or "macrosheets" in n for n in names):
        raise ArchivoRechazado("E-MACROS", nombre)


def _check_content(book: zipfile.ZipFile, nombre: str) -> None:
    """Descomprime cada parte por trozos: comprueba que está completa y que no trae fórmulas ni entidades."""
    for part in book.infolist():
        sheet, tail = part.filename.startswith("xl/worksheets/"), b""
        with book.open(part) as stream:
            while chunk := stream.read(TROZO):
                seen, tail = tail + chunk, chunk[-32:]
                if ENTIDAD.search(seen):
                    raise ArchivoRechazado("E-LIBRO-DANADO", nombre)
                if sheet and FORMULA.search(seen):
                    raise ArchivoRechazado("E-FORMULAS", nombre)


def _open(path: Path, nombre: str):
    import openpyxl

    try:
        with warnings.catch_warnings(action="ignore"):
            return openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl no promete qué lanza ante un XML dañado
        raise ArchivoRechazado("E-LIBRO-DANADO", nombre) from error


def rows(path: Path, nombre: str, hoja: str) -> Iterator[tuple[int, list[str]]]:
    """(fila de Excel, celdas como texto) de cada fila con algo escrito."""
    for linea, cells in _lines(path, nombre, hoja, values_only=True):
        texts = [_text(v) for v in cells]
        if any(texts):
            yield linea, texts


def values(path: Path, nombre: str, hoja: str) -> dict[tuple[int, int], tuple[object, str]]:
    """(fila, columna) → (valor sin convertir, formato) de cada celda con algo escrito, contadas desde 1."""
    return {
        (linea, c.column): (c.value, c.number_format)
        for linea, cells in _lines(path, nombre, hoja, values_only=False)
        for c in cells
        if c.value not in (None, "")
    }


def _lines(path: Path, nombre: str, hoja: str, values_only: bool) -> Iterator[tuple[int, tuple]]:
    book = _open(path, nombre)
    try:
        sheet = book[hoja]
        sheet.reset_dimensions()
        for linea, cells in enumerate(sheet.iter_rows(values_only=values_only), start=1):
            if linea > FILAS:
                raise ArchivoRechazado("E-LIBRO-DANADO", nombre)
            yield linea, cells
    except (ArchivoRechazado, GeneratorExit):
        raise
    except Exception as error:
        raise ArchivoRechazado("E-LIBRO-DANADO", nombre) from error
    finally:
        book.close()


def _text(value: object) -> str:
    """El valor de una celda como se escribiría en un CSV: 3.0 es «3»; una fecha, AAAA-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
