"""Qué hay que cuidar al leer una cifra: las advertencias que tocan una selección."""

import pandas as pd

from dashboard import names as N
from dashboard.data_package import Datos
from dashboard.filters import POR_PERSONAS, Filtros
from dashboard.queries.evolucion import DE_UN_LUGAR, NACIONALES


def warnings_for(datos: Datos, filtros: Filtros, tema: str, poblacion: str = "") -> tuple[str, ...]:
    """Advertencias que tocan un tema y la selección; primero las prioritarias, luego las más específicas.

    `tema`: «lugares» (serie, años, lugares y medida), «generales», «rutas» o una dimensión del perfil.
    """
    table = datos["advertencias"]
    mask = _TEMAS.get(tema, _of_dimension)(table, filtros, tema, poblacion)
    specific = table[[N.CODIGO, "anio_desde", "corte"]].notna().sum(axis=1)
    found = table.assign(especifica=-specific)[mask].sort_values(["prioridad", "especifica"], kind="stable")
    return tuple(found["texto"])


def _of_dimension(table: pd.DataFrame, filtros: Filtros, tema: str, poblacion: str) -> pd.Series:
    temas = (tema, "perfil") if poblacion else (tema, tema.split("_", maxsplit=1)[0])
    return (
        table["dimension"].isin(temas)
        & _blank_or(table["poblacion"], poblacion)
        & _blank_or(table["corte"], filtros.corte)
        & _in_places(table, filtros)
    )


def _of_places(table: pd.DataFrame, filtros: Filtros, *_unused) -> pd.Series:
    temas = {"mapa", "tasas"} if filtros.medida in POR_PERSONAS else {"mapa"}
    general = table[N.SERIE_ID].isna() & table[N.CODIGO].isna() & table["dimension"].isna()
    dimension = table["dimension"].isna() | table["dimension"].isin(temas)
    touched = _blank_or(table[N.SERIE_ID], filtros.serie) & _in_places(table, filtros) & _in_years(table, filtros)
    return touched & dimension & ~general


def _general(table: pd.DataFrame, *_unused) -> pd.Series:
    return table[[N.SERIE_ID, N.CODIGO, "dimension"]].isna().all(axis=1)


def _of_evolution(table: pd.DataFrame, filtros: Filtros, *_unused) -> pd.Series:
    drawn = DE_UN_LUGAR if filtros.lugares else NACIONALES
    return table[N.SERIE_ID].isin(drawn) & table["prioridad"].eq(1) & _in_places(table, filtros)


_TEMAS = {"lugares": _of_places, "generales": _general, "evolucion": _of_evolution}


def _blank_or(column: pd.Series, value: str) -> pd.Series:
    return column.isna() | column.eq(value)


def _in_places(table: pd.DataFrame, filtros: Filtros) -> pd.Series:
    codigos = filtros.lugares or (N.PAIS,)
    return table[N.CODIGO].isna() | table[N.CODIGO].isin(codigos)


def _in_years(table: pd.DataFrame, filtros: Filtros) -> pd.Series:
    starts = (table["anio_desde"] <= filtros.hasta).fillna(True)
    ends = (table["anio_hasta"] >= filtros.desde).fillna(True)
    return starts & ends
