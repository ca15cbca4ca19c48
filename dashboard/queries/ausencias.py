"""Qué falta en los datos y qué hay que cuidar al leerlos."""

import re

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.catalog import Catalogo, Serie, alphabetical
from dashboard.data_package import Datos
from dashboard.idioma import N_, _
from dashboard.queries.valores import by_period

TEMAS = {"mapa": N_("Mapa"), "rutas": N_("Rutas"), "tasas": N_("Tasas"), "cifras": N_("Cifras sueltas")}
PERDIDO = re.compile(r"no se (?:hall|conoc|desagreg|public)|solo se conoce|se perd|no se ley", re.IGNORECASE)


def gaps(datos: Datos, catalogo: Catalogo) -> list[tuple[str, str, str]]:
    """Por serie: años sin cifra entre el primero y el último, y lugares sin ninguna cifra."""
    return [(_(s.nombre), _missing_years(s), _missing_places(datos, catalogo, s)) for s in catalogo.series.values()]


def not_found(datos: Datos, catalogo: Catalogo) -> list[str]:
    """Lo que las notas de los datos declaran perdido, no hallado o no publicado, con su serie o su fuente."""
    lost = datos["advertencias"][datos["advertencias"]["texto"].str.contains(PERDIDO)]
    names = {s.serie_id: f"{_(s.nombre_corto)}. " for s in catalogo.series.values()}
    sources = datos["fuentes"].dropna(subset=N.NOTA)
    return [
        *(names.get(r.serie_id, "") + _caution(r, catalogo) for r in lost.itertuples()),
        *(f"{r.titulo}. {r.nota}" for r in sources.itertuples() if PERDIDO.search(r.nota)),
    ]


def cautions(datos: Datos, catalogo: Catalogo) -> dict[str, list[str]]:
    """Las advertencias, primero las de todas las series, luego por serie y por tema; con su lugar y sus años."""
    table = datos["advertencias"].sort_values("prioridad", kind="stable")
    groups = {N_("Todas las series"): table[table[[N.SERIE_ID, "dimension"]].isna().all(axis=1)]}
    groups |= {s.nombre: table[table[N.SERIE_ID] == s.serie_id] for s in catalogo.series.values()}
    themed = table[table[N.SERIE_ID].isna()].dropna(subset="dimension")
    groups |= {
        TEMAS.get(d, N_("Perfil de presuntas víctimas e imputados/as")): themed[themed["dimension"].map(_theme) == d]
        for d in dict.fromkeys(themed["dimension"].map(_theme))
    }
    return {title: [_caution(r, catalogo) for r in rows.itertuples()] for title, rows in groups.items() if len(rows)}


def _theme(dimension: str) -> str:
    return dimension if dimension in TEMAS else "perfil"


def _caution(row, catalogo: Catalogo) -> str:
    place = catalogo.lugares.get(row.codigo) if pd.notna(row.codigo) else None
    scope = ", ".join(filter(None, [place.nombre if place else "", _scope_years(row.anio_desde, row.anio_hasta)]))
    return f"{scope[0].upper()}{scope[1:]}: {_(row.texto)}" if scope else _(row.texto)


def _scope_years(first, last) -> str:
    if pd.isna(first):
        return "" if pd.isna(last) else _("hasta {anio}", anio=last)
    return _("desde {anio}", anio=first) if pd.isna(last) else fmt.years(first, last)


def _missing_years(serie: Serie) -> str:
    covered = {a for p in serie.periodos for a in range(p.inicio.year, p.fin.year + 1)}
    missing = [str(a) for a in range(min(covered), max(covered)) if a not in covered]
    return fmt.listing(missing) or _("ninguno")


def _missing_places(datos: Datos, catalogo: Catalogo, serie: Serie) -> str:
    if serie.geografia == N.NACIONAL:
        return _("no corresponde")
    table = by_period(datos, catalogo, serie, serie.componentes[0])
    empty = table.index[table.isna().all(axis=1)]
    names = sorted((catalogo.lugares[c].nombre for c in empty), key=alphabetical)
    return (
        _("{n} de {total}: {lugares}", n=len(names), total=len(table), lugares=fmt.listing(names))
        if names
        else _("ninguno de {n}", n=len(table))
    )
