"""Las cuatro cifras que abren la pestaña, para el lugar y los años elegidos."""

from dataclasses import dataclass
from math import isnan

from dashboard import formatting as fmt
from dashboard.catalog import Catalogo, Serie
from dashboard.data_package import Datos
from dashboard.filters import Filtros, period_words, place_words
from dashboard.queries.valores import by_period, national


@dataclass(frozen=True)
class KeyFigure:
    """Un número ya escrito, qué cuenta y dónde o cuándo."""

    valor: str
    que: str
    donde: str


def key_figures_for(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> tuple[KeyFigure, ...]:
    """El lugar elegido, el país, la serie hermana del mismo lugar y el total publicado de la serie."""
    serie = catalogo.series[filtros.serie]
    cuando = period_words(filtros, catalogo)
    figures = [_figure(datos, catalogo, filtros, serie, cuando)]
    if filtros.lugares:
        figures.append(_figure(datos, catalogo, filtros.con(lugares=()), serie, cuando))
    figures.append(_sister(datos, catalogo, filtros, serie, cuando))
    figures.append(_places_with_data(datos, catalogo, filtros, serie, cuando))
    return tuple(f for f in figures if f)


def _figure(datos, catalogo, filtros: Filtros, serie: Serie, cuando: str) -> KeyFigure:
    total = total_for(datos, catalogo, filtros, serie, filtros.componente)
    unidad = serie.unidad_singular if total == 1 else serie.unidad
    return KeyFigure(_written(total), f"{unidad}, {cuando}", place_words(filtros, catalogo))


def _sister(datos, catalogo, filtros: Filtros, serie: Serie, cuando: str) -> KeyFigure | None:
    """La otra serie anual del Ministerio Público, para que nadie tome una sola por el total."""
    pareja = {"delitos": "especializadas", "especializadas": "delitos"}.get(serie.serie_id)
    if not pareja:
        return None
    other = catalogo.series[pareja]
    total = total_for(datos, catalogo, filtros, other, other.componentes[0])
    return KeyFigure(
        _written(total),
        f"{other.unidad}, {cuando}",
        f"{place_words(filtros, catalogo)} · otra serie: {other.nombre_corto.lower()}",
    )


def _places_with_data(datos, catalogo, filtros, serie: Serie, cuando: str) -> KeyFigure:
    table = by_period(datos, catalogo, serie, filtros.componente)
    known = table[list(serie.periodos_en(filtros.desde, filtros.hasta))].notna().all(axis=1)
    que = f"de {len(table)} lugares con cifra en esta serie"
    return KeyFigure(fmt.number(int(known.sum())), que, cuando)


def total_for(datos: Datos, catalogo: Catalogo, filtros: Filtros, serie: Serie, componente: str) -> float:
    """Conteo de una serie en los lugares y años de la selección; NaN si falta alguno."""
    periodos = list(serie.periodos_en(filtros.desde, filtros.hasta))
    if not periodos:
        return float("nan")
    if not filtros.lugares:
        return float(national(datos, catalogo, serie, componente)[periodos].sum(skipna=False))
    table = by_period(datos, catalogo, serie, componente).reindex(list(filtros.lugares))[periodos]
    return float(table.to_numpy().sum())


def _written(total: float) -> str:
    return fmt.SIN_DATO if isnan(total) else fmt.number(total)
