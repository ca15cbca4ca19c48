"""Qué hay que cuidar al leer una cifra: las advertencias que tocan lo que una tarjeta muestra, y no otras."""

from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from dashboard import names as N
from dashboard.catalog import PLANTILLA
from dashboard.data_package import Datos
from dashboard.filters import POR_PERSONAS, Filtros
from dashboard.idioma import N_, _
from dashboard.queries.comparar import SERIES
from dashboard.queries.evolucion import DE_UN_LUGAR, NACIONALES

DE_PERSONAS = "rutas_personas"
DE_LA_PLANTILLA = (
    N_("Es lo que registró quien llenó la plantilla; no es el total de personas afectadas ni se suma con otra fuente."),
    N_("Lo reservado no es cero: se reserva, junto a otras cifras, para que nadie pueda deducir a una persona."),
)
REGISTRO = "registro"
ROTULO = N_("Registros, no magnitud.")
Tramo = tuple[int, int]


@dataclass(frozen=True)
class Alcance:
    """Lo que muestra una tarjeta: los años de cada serie y los lugares elegidos.

    `todos` si muestra todos los lugares; `generales` si le tocan las de todas las series; `solo_graves` si calla las
    de lectura que no son de prioridad 1, y `solo_registro` si calla todas las de lectura.
    """

    tramos: dict[str, Tramo]
    lugares: tuple[str, ...]
    temas: frozenset[str] = field(default_factory=frozenset)
    todos: bool = False
    generales: bool = False
    solo_graves: bool = False
    solo_registro: bool = False


def warnings_for(datos: Datos, filtros: Filtros, tema: str, poblacion: str = "") -> tuple[str, ...]:
    """Advertencias que tocan un tema y la selección: primero las de registro, luego por prioridad y lo más específico.

    `tema`: «lugares», «generales» (la lista), «paneles», «evolucion», «comparar», «rutas» o una dimensión del perfil.
    """
    if filtros.corte == PLANTILLA and (poblacion or tema == DE_PERSONAS):
        return tuple(_(text) for text in DE_LA_PLANTILLA)
    table = _in_order(datos)
    scope = _SCOPES[tema](datos, filtros) if tema in _SCOPES else None
    mask = _touched(datos, table, scope) if scope else _of_dimension(table, filtros, tema, poblacion)
    texts = zip(table["tipo"][mask], table["texto"][mask], strict=True)
    return tuple(f"{_(ROTULO)} {_(texto)}" if tipo == REGISTRO else _(texto) for tipo, texto in texts)


@lru_cache(maxsize=4)
def _in_order(datos: Datos) -> pd.DataFrame:
    """Todas las advertencias, en el orden en que se dicen."""
    table = datos["advertencias"]
    found = table.assign(
        lectura=table["tipo"] != REGISTRO, especifica=-table[[N.CODIGO, "anio_desde", "corte"]].notna().sum(axis=1)
    )
    return found.sort_values(["lectura", "prioridad", "especifica"], kind="stable")


@lru_cache(maxsize=4)
def _rows(datos: Datos) -> tuple:
    return tuple(_in_order(datos).itertuples())


def _of_dimension(table: pd.DataFrame, filtros: Filtros, tema: str, poblacion: str) -> pd.Series:
    temas = (tema, "perfil") if poblacion else (tema, tema.split("_", maxsplit=1)[0])
    places = (N.PAIS,) if poblacion else filtros.lugares or (N.PAIS,)  # el perfil se publica de todo el país
    return (
        table["dimension"].isin(temas)
        & _blank_or(table["poblacion"], (poblacion,))
        & _blank_or(table["corte"], (filtros.corte,))
        & _blank_or(table[N.CODIGO], places)
    )


def _touched(datos: Datos, table: pd.DataFrame, scope: Alcance) -> pd.Series:
    general = table[[N.SERIE_ID, N.CODIGO, "dimension"]].isna().all(axis=1)
    registro, grave = table["tipo"] == REGISTRO, table["prioridad"] == 1
    places = _blank_or(table[N.CODIGO], scope.lugares or (N.PAIS,))
    if scope.todos and not scope.lugares:
        places |= grave & table[N.SERIE_ID].notna()
    own = (
        _blank_or(table[N.SERIE_ID], tuple(scope.tramos))
        & places
        & _blank_or(table["dimension"], tuple(scope.temas))
        & pd.Series([_in_years(row, scope.tramos) for row in _rows(datos)], index=table.index)
        & ~general
    )
    if scope.solo_registro:
        own &= registro
    if scope.solo_graves:
        own &= registro | grave
    return own | (general & scope.generales)


def _in_years(row, tramos: dict[str, Tramo]) -> bool:
    """Si la advertencia toca los años de su serie (los de todas, si no es de una) y, si es de un cambio, lo cruzan."""
    tramo = tramos.get(row.serie_id) if pd.notna(row.serie_id) else _whole(tramos)
    if tramo is None:
        return False
    first, last = tramo
    touches = (pd.isna(row.anio_desde) or row.anio_desde <= last) and (
        pd.isna(row.anio_hasta) or row.anio_hasta >= first
    )
    return bool(touches and (pd.isna(row.cruza) or first < row.cruza <= last))


def _whole(tramos: dict[str, Tramo]) -> Tramo | None:
    return (min(a for a, _ in tramos.values()), max(b for _, b in tramos.values())) if tramos else None


def _blank_or(column: pd.Series, values: tuple[str, ...]) -> pd.Series:
    return column.isna() | column.isin(values)


def _asked(filtros: Filtros) -> dict[str, Tramo]:
    return {filtros.serie: (filtros.desde, filtros.hasta)}


@lru_cache(maxsize=256)
def _all_years(datos: Datos, series: tuple[str, ...], lugares: tuple[str, ...] = ()) -> dict[str, Tramo]:
    """Del primer al último año de cada serie; con lugares, solo las series que traen alguno de ellos."""
    casos = datos["casos"]
    mine = casos[casos[N.SERIE_ID].isin(series)]
    present = mine[mine[N.CODIGO].isin(lugares)] if lugares else mine
    spans = mine[mine[N.SERIE_ID].isin(present[N.SERIE_ID])].groupby(N.SERIE_ID)
    return {s: (int(rows[N.INICIO].dt.year.min()), int(rows[N.FIN].dt.year.max())) for s, rows in spans}


def _places(datos: Datos, filtros: Filtros) -> Alcance:
    temas = frozenset({"mapa", "tasas"} if filtros.medida in POR_PERSONAS else {"mapa"})
    return Alcance(_asked(filtros), filtros.lugares, temas, todos=True)


def _list(datos: Datos, filtros: Filtros) -> Alcance:
    return Alcance(_asked(filtros), filtros.lugares, todos=True, generales=True, solo_registro=True)


def _panels(datos: Datos, filtros: Filtros) -> Alcance:
    years = _all_years(datos, (filtros.serie,))
    return Alcance(years, filtros.lugares, todos=True, generales=True, solo_registro=True)


def _evolution(datos: Datos, filtros: Filtros) -> Alcance:
    drawn = NACIONALES if not filtros.lugares else DE_UN_LUGAR if len(filtros.lugares) == 1 else (filtros.serie,)
    return Alcance(_all_years(datos, drawn, filtros.lugares), filtros.lugares, solo_graves=True)


def _sources(datos: Datos, filtros: Filtros) -> Alcance:
    if len(filtros.lugares) == 1:
        return Alcance(_all_years(datos, SERIES, filtros.lugares), filtros.lugares, solo_graves=True)
    one_year = {serie: (filtros.hasta, filtros.hasta) for serie in SERIES[:2]}
    return Alcance(one_year, filtros.lugares, solo_graves=True)


_SCOPES = {
    "lugares": _places,
    "generales": _list,
    "paneles": _panels,
    "evolucion": _evolution,
    "comparar": _sources,
}
