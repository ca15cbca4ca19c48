"""De dónde sale lo que se muestra: fuentes, citas y advertencias que tocan una selección."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard import names as N
from dashboard.data_package import Datos
from dashboard.filters import Filtros

A_LA_VISTA = 4


@dataclass(frozen=True)
class Fuente:
    """Una fuente con las citas (página, tabla, línea) de las filas que se usaron."""

    titulo: str
    editor: str
    fecha: str
    ubicacion: str
    licencia: str
    citas: tuple[str, ...]


def sources_of(frame: pd.DataFrame, datos: Datos) -> tuple[Fuente, ...]:
    """Las fuentes de las filas de `frame` (columnas fuente_id y cita), en orden de aparición."""
    if N.FUENTE_ID not in frame:
        return ()
    catalog = datos["fuentes"].set_index(N.FUENTE_ID)
    cited = frame.dropna(subset=N.FUENTE_ID).groupby(N.FUENTE_ID, sort=False)
    return tuple(_source(catalog.loc[fuente_id], rows) for fuente_id, rows in cited)


def warnings_for(datos: Datos, filtros: Filtros, dimension: str) -> tuple[str, ...]:
    """Advertencias de la serie, los años, los lugares o la dimensión, de la más a la menos importante."""
    table = datos["advertencias"]
    mask = table["dimension"].eq(dimension) if dimension != "lugares" else _touches(table, filtros)
    return tuple(table[mask].sort_values("prioridad")["texto"])


def _touches(table: pd.DataFrame, filtros: Filtros) -> pd.Series:
    en_serie = table[N.SERIE_ID].eq(filtros.serie)
    en_lugar = table[N.CODIGO].isna() | table[N.CODIGO].isin(filtros.lugares)
    desde = table["anio_desde"].isna() | (table["anio_desde"] <= filtros.hasta)
    hasta = table["anio_hasta"].isna() | (table["anio_hasta"] >= filtros.desde)
    return en_serie & en_lugar & desde.fillna(True) & hasta.fillna(True) & table["dimension"].isna()


def _source(row: pd.Series, rows: pd.DataFrame) -> Fuente:
    text = row.fillna("")
    citas = tuple(_distinct(rows[N.CITA].dropna())) if N.CITA in rows else ()
    return Fuente(text.titulo, text.editor, text.fecha, text.ubicacion, text.licencia, citas)


def _distinct(values: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(values)
