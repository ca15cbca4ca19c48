"""Una hoja de población del INEI: edades en filas, años en columnas."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count as from_number

from dashboard.sources.archivo import Archivo
from dashboard.sources.inei_rotulos import AMBOS, HOMBRES, MUJERES, Rotulos
from dashboard.sources.lectura import ArchivoRechazado
from dashboard.sources.lugares import place_key
from dashboard.sources.numeros import count

__all__ = ["AMBOS", "HOMBRES", "MUJERES", "Hoja", "is_header", "read_sheet"]

ANIO = re.compile(r"((?:19|20)\d\d)(?:\s*\(?\d?[/*]+\)?)?")
SIMPLE = re.compile(r"(\d{1,3})(?: ANOS?)?")
ABIERTA = re.compile(r"(\d{1,3})(?: ANOS)? ?(?:Y MAS|Y \+|\+)(?: ANOS)?")
GRUPO = re.compile(r"(?:DE )?\d{1,3} ?(?:-|A) ?\d{1,3}(?: ANOS)?")
MENOR = re.compile(r"MENOR(?:ES)? DE (?:1|UN) ANO")
TOTALES = {"TOTAL", "TOTAL GENERAL", "TOTAL NACIONAL"}
MIN_ANIOS, PRIMERA_ABIERTA = 3, 60


@dataclass(frozen=True)
class Hoja:
    """Lo leído de una hoja: habitantes por edad y año, con el grupo abierto en su primera edad."""

    nombre: str
    ubigeo: str
    sexo: str
    anios: tuple[int, ...]
    edades: dict[int, dict[int, int]] = field(default_factory=dict)
    total: dict[int, int] = field(default_factory=dict)
    controles: list[int] = field(default_factory=list)


def is_header(celdas: Sequence[str]) -> bool:
    """«Edad…» y, a su derecha, tres años o más."""
    at = _age_column(celdas)
    return at is not None and len(_years(celdas, at)) >= MIN_ANIOS


def _age_column(celdas: Sequence[str]) -> int | None:
    return next((i for i, c in enumerate(celdas) if place_key(c).startswith(("EDAD", "GRUPOS DE EDAD"))), None)


def _years(celdas: Sequence[str], at: int) -> list[tuple[int, int]]:
    """(columna, año) de cada encabezado que es un año."""
    pairs = enumerate(celdas[at + 1 :], start=at + 1)
    return [(i, int(m[1])) for i, c in pairs if (m := ANIO.fullmatch(c.strip()))]


def read_sheet(archivo: Archivo, nombre: str, header: int, rotulos: Rotulos) -> Hoja:
    """La hoja entera, o el archivo rechazado."""
    rows = list(archivo.filas(nombre))
    titulo = " ".join(c for linea, celdas in rows if linea < header for c in celdas)
    columnas = next(celdas for linea, celdas in rows if linea == header)
    at = _age_column(columnas)
    years = _years(columnas, at)
    if len({anio for _, anio in years}) != len(years):
        raise ArchivoRechazado("E-INEI-ANIOS", archivo.nombre, hoja=nombre)
    sexo, ubigeo = rotulos.sexo(nombre, titulo), rotulos.ubigeo(nombre, titulo)
    hoja = Hoja(nombre, ubigeo, sexo, tuple(anio for _, anio in years))
    open_age = None
    for linea, celdas in ((linea, celdas) for linea, celdas in rows if linea > header):
        open_age = _row(archivo.nombre, hoja, linea, celdas, (at, years)) or open_age
    _check_ages(archivo.nombre, hoja, open_age)
    return hoja


def _row(archivo: str, hoja: Hoja, linea: int, celdas: Sequence[str], where: tuple) -> int | None:
    """Guarda una fila; devuelve la edad en que empieza el grupo abierto, si lo es. Una nota sin cifras no cuenta."""
    at, years = where
    texts = [celdas[i].strip() if i < len(celdas) else "" for i, _ in years]
    if not any(texts):
        return None
    etiqueta = place_key(celdas[at])
    if GRUPO.fullmatch(etiqueta):
        hoja.controles.append(linea)
        return None
    values = {}
    for (_, anio), texto in zip(years, texts, strict=True):
        values[anio] = count(texto)
        if values[anio] is None:
            raise ArchivoRechazado("E-INEI-CELDA", archivo, hoja=hoja.nombre, linea=linea, valor=texto)
    if etiqueta in TOTALES and not hoja.total:
        hoja.total.update(values)
        hoja.controles.append(linea)
        return None
    edad, is_open = _age(etiqueta)
    if edad is None or edad in hoja.edades:
        raise ArchivoRechazado("E-INEI-FILA", archivo, hoja=hoja.nombre, linea=linea, valor=celdas[at])
    hoja.edades[edad] = values
    return edad if is_open else None


def _age(etiqueta: str) -> tuple[int | None, bool]:
    """(edad, es grupo abierto) de una etiqueta."""
    if MENOR.fullmatch(etiqueta):
        return 0, False
    if match := SIMPLE.fullmatch(etiqueta):
        return int(match[1]), False
    match = ABIERTA.fullmatch(etiqueta)
    return (int(match[1]), True) if match else (None, False)


def _check_ages(archivo: str, hoja: Hoja, open_age: int | None) -> None:
    """Edades seguidas desde 0 hasta el grupo abierto, que empieza en 60 o después."""
    missing = next(edad for edad in from_number() if edad not in hoja.edades)
    last = max(hoja.edades, default=-1)
    if missing <= last:
        raise ArchivoRechazado("E-INEI-EDADES", archivo, hoja=hoja.nombre, edad=missing)
    if open_age is None or open_age != last or open_age < PRIMERA_ABIERTA:
        raise ArchivoRechazado("E-INEI-EDADES", archivo, hoja=hoja.nombre, edad="el grupo abierto, como «80 y más»")
