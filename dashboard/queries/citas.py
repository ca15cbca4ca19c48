"""De dónde sale lo que se muestra: fuentes, citas y advertencias que tocan una selección."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard import names as N
from dashboard.data_package import Datos
from dashboard.filters import Filtros

SEPARADOR = "; "


@dataclass(frozen=True)
class Fuente:
    """Una fuente con las citas (página, tabla, línea) de las filas que se usaron."""

    titulo: str
    editor: str
    fecha: str
    ubicacion: str
    licencia: str
    citas: tuple[str, ...]


def joined(values: Iterable[str]) -> str:
    """Varias fuentes o citas en una celda, sin repetir; `sources_of` las separa."""
    return SEPARADOR.join(dict.fromkeys(v for value in values for v in value.split(SEPARADOR)))


def cited_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Las filas de `frame` que tienen fuente, una por cada fuente que citan."""
    if N.FUENTE_ID not in frame:
        return frame.iloc[:0].assign(**{N.FUENTE_ID: []})
    cited = frame.dropna(subset=N.FUENTE_ID)
    return cited.assign(**{N.FUENTE_ID: cited[N.FUENTE_ID].str.split(SEPARADOR)}).explode(N.FUENTE_ID)


def sources_of(frame: pd.DataFrame, datos: Datos) -> tuple[Fuente, ...]:
    """Las fuentes de las filas de `frame` (columnas fuente_id y cita), en orden de aparición."""
    catalog = datos["fuentes"].set_index(N.FUENTE_ID)
    cited = cited_rows(frame).groupby(N.FUENTE_ID, sort=False)
    return tuple(_source(catalog.loc[fuente_id], rows) for fuente_id, rows in cited)


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
    temas = (tema, "perfil") if poblacion else (tema,)
    return (
        table["dimension"].isin(temas)
        & _blank_or(table["poblacion"], poblacion)
        & _blank_or(table["corte"], filtros.corte)
        & _in_places(table, filtros)
    )


def _of_places(table: pd.DataFrame, filtros: Filtros, *_unused) -> pd.Series:
    temas = {"mapa", "tasas"} if filtros.medida == "tasa" else {"mapa"}
    general = table[N.SERIE_ID].isna() & table[N.CODIGO].isna() & table["dimension"].isna()
    dimension = table["dimension"].isna() | table["dimension"].isin(temas)
    touched = _blank_or(table[N.SERIE_ID], filtros.serie) & _in_places(table, filtros) & _in_years(table, filtros)
    return touched & dimension & ~general


def _general(table: pd.DataFrame, *_unused) -> pd.Series:
    return table[[N.SERIE_ID, N.CODIGO, "dimension"]].isna().all(axis=1)


_TEMAS = {"lugares": _of_places, "generales": _general}


def _blank_or(column: pd.Series, value: str) -> pd.Series:
    return column.isna() | column.eq(value)


def _in_places(table: pd.DataFrame, filtros: Filtros) -> pd.Series:
    codigos = filtros.lugares or (N.PAIS,)
    return table[N.CODIGO].isna() | table[N.CODIGO].isin(codigos)


def _in_years(table: pd.DataFrame, filtros: Filtros) -> pd.Series:
    starts = (table["anio_desde"] <= filtros.hasta).fillna(True)
    ends = (table["anio_hasta"] >= filtros.desde).fillna(True)
    return starts & ends


def _source(row: pd.Series, rows: pd.DataFrame) -> Fuente:
    text = row.fillna("")
    citas = tuple(_distinct(rows[N.CITA].dropna())) if N.CITA in rows else ()
    return Fuente(text.titulo, text.editor, text.fecha, text.ubicacion, text.licencia, citas)


def _distinct(values: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(values)
