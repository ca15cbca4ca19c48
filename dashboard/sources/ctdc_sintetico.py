"""Registros sintéticos del CTDC (OIM): los relacionados con el Perú, contados por categoría y marcados en cada renglón.

Imitan a los registros reales sin ser ninguno: no son casos del Perú y no alimentan ninguna serie.
"""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from dashboard.sources.ctdc_campos import ATRIBUTOS, GRUPOS, NOMBRES, Campo, attribute
from dashboard.sources.cuenta import Cuenta
from dashboard.sources.filas import Fila, FilaIlegible, heading, match_columns
from dashboard.sources.lectura import Lectura
from dashboard.sources.source import Entrada, Source

PERU = "PER"
SERIE = "Registros sintéticos del CTDC (no son casos)"
RELACIONES = {
    (True, True): "ciudadanía peruana y explotación en el Perú",
    (True, False): "ciudadanía peruana, explotación en otro país o sin dato",
    (False, True): "explotación en el Perú, otra ciudadanía o sin dato",
}
COLUMNAS = ["serie", "sintetico", "relacion", "anio", "dimension", "categoria", "registros", "denominador"]


def recognise(columnas: Sequence[str]) -> float:
    """Parte de las 27 columnas, sobre las que trae el archivo: la edición k-anónima trae 63 y no es esta."""
    found = {heading(c) for c in columnas if c}
    known = {heading(n) for n in NOMBRES}
    return len(found & known) / max(len(found), len(NOMBRES))


def read(entrada: Entrada) -> Lectura:
    """Cuenta los registros relacionados con el Perú; los demás se leen y se suman en una sola clave."""
    columnas = match_columns(entrada, NOMBRES)
    cuenta = Cuenta(entrada, FUENTE.id, ajenas=columnas.ajenas)
    registros = _Registros()
    cuenta.each(columnas, registros.row)
    if registros.total:
        cuenta.warn("A-SINTETICO", filas=f"{registros.total:,}")
    else:
        cuenta.warn("A-SIN-PERU")
    return cuenta.close(tablas={"registros_sinteticos": registros.table()})


class _Registros:
    """Cuántos registros hay de cada categoría y sobre cuántos se calcula."""

    def __init__(self):
        self.conteo: Counter[tuple] = Counter()
        self.base: Counter[tuple] = Counter()
        self.total = 0

    def row(self, fila: Fila) -> tuple:
        """La clave del registro: su relación con el Perú y su año, o «otros» si no tiene ninguna."""
        relacion = _relation(fila)
        if relacion is None:
            return ("otros",)
        anio = fila.year("yearOfRegistration") if fila.celdas["yearOfRegistration"] else None
        marked = {dimension: _flags(fila, campos) for dimension, campos in GRUPOS.items()}
        place = (relacion, anio)
        for dimension, columna in ATRIBUTOS.items():
            self._add(place, dimension, [attribute(columna, texto)] if (texto := fila.celdas[columna]) else [])
        for dimension, categorias in marked.items():
            self._add(place, dimension, categorias)
        self.total += 1
        return place

    def _add(self, place: tuple, dimension: str, categorias: Sequence[str]) -> None:
        """El denominador es el de los registros con alguna marca del grupo: las marcas nunca valen cero."""
        self.base[*place, dimension] += bool(categorias)
        self.conteo.update((*place, dimension, categoria) for categoria in categorias)

    def table(self) -> pd.DataFrame:
        """Un renglón por relación, año, dimensión y categoría."""
        rows = [
            (SERIE, True, *clave, registros, self.base[clave[:3]])
            for clave, registros in sorted(self.conteo.items(), key=lambda item: tuple(map(str, item[0])))
        ]
        return pd.DataFrame(rows, columns=COLUMNAS).astype({"anio": "Int64", "sintetico": "bool"})


def _relation(fila: Fila) -> str | None:
    return RELACIONES.get((fila.celdas["citizenship"] == PERU, fila.celdas["CountryOfExploitation"] == PERU))


def _flags(fila: Fila, campos: Sequence[Campo]) -> list[str]:
    """Las categorías marcadas con 1."""
    for campo in campos:
        texto = fila.celdas[campo.columna]
        if texto not in ("", "1"):
            raise FilaIlegible("E-BANDERA", columna=campo.columna, valor=texto)
    return [campo.categoria for campo in campos if fila.celdas[campo.columna]]


FUENTE = Source(
    "ctdc_sintetico",
    "Registros sintéticos del CTDC",
    "las 27 columnas de la edición sintética, de yearOfRegistration a recruiterRelationOther",
    recognise,
    read,
)
