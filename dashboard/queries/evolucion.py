"""Cuánto se registró cada año, una línea por serie o por lugar; nunca dos series en una línea."""

from functools import partial

import pandas as pd

from dashboard import names as N
from dashboard.catalog import Catalogo, Periodo, Serie
from dashboard.data_package import Datos
from dashboard.filters import Filtros
from dashboard.queries.valores import by_period, national, rows_of

NACIONALES = ("casos_original", "casos_revisada", "delitos", "especializadas")
DE_UN_LUGAR = ("plan_anual", "delitos", "especializadas")
COLUMNAS = ["linea", "serie_id", "codigo", "anio", "periodo", "periodo_id", "valor", "parcial", "fuente_id", "cita"]


def evolution(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> pd.DataFrame:
    """Filas linea × año. País: las cuatro series. Un lugar: sus series. Varios: la serie elegida por lugar."""
    if not filtros.lugares:
        parts = [_national_line(datos, catalogo, catalogo.series[s]) for s in NACIONALES]
    elif len(filtros.lugares) == 1:
        parts = [_place_line(datos, catalogo, catalogo.series[s], filtros.lugares[0]) for s in DE_UN_LUGAR]
    else:
        serie = catalogo.series[filtros.serie]
        parts = [_place_line(datos, catalogo, serie, codigo, by_place=True) for codigo in filtros.lugares]
    return pd.DataFrame([row for part in parts for row in part], columns=COLUMNAS)


def _national_line(datos: Datos, catalogo: Catalogo, serie: Serie) -> list[dict]:
    totals = national(datos, catalogo, serie, serie.componentes[0])
    return _rows(datos, serie, totals, serie.nombre_corto, N.PAIS)


def _place_line(datos, catalogo, serie: Serie, codigo: str, by_place: bool = False) -> list[dict]:
    lugar = catalogo.lugares[codigo]
    if lugar.ambito != serie.geografia:
        return []
    counts = by_period(datos, catalogo, serie, serie.componentes[0]).loc[codigo]
    return _rows(datos, serie, counts, lugar.nombre if by_place else serie.nombre_corto, codigo)


def _rows(datos: Datos, serie: Serie, counts: pd.Series, linea: str, codigo: str) -> list[dict]:
    cites = _citations(datos, serie, codigo)
    row = partial(_row, serie, codigo, linea, cites)
    return [row(periodo, valor) for periodo, valor in counts.items() if _drawable(periodo, valor)]


def _row(serie: Serie, codigo: str, linea: str, cites: dict, periodo: Periodo, valor: float) -> dict:
    fuente_id, cita = cites.get(periodo, (serie.fuente_id, ""))
    return {
        "linea": linea,
        "serie_id": serie.serie_id,
        "codigo": codigo,
        "anio": periodo.inicio.year,
        "periodo": periodo.etiqueta,
        "periodo_id": periodo.clave,
        "valor": valor,
        "parcial": periodo.parcial,
        "fuente_id": fuente_id,
        "cita": cita,
    }


def _drawable(periodo: Periodo, valor: float) -> bool:
    return pd.notna(valor) and periodo.inicio.year == periodo.fin.year


def _citations(datos: Datos, serie: Serie, codigo: str) -> dict[Periodo, tuple[str, str]]:
    ambito = N.NACIONAL if codigo == N.PAIS else serie.geografia
    rows = rows_of(datos, serie, serie.componentes[0], ambito)
    mine = rows[rows[N.CODIGO] == codigo]
    return {Periodo(r.inicio.date(), r.fin.date()): (r.fuente_id, r.cita) for r in mine.itertuples()}
