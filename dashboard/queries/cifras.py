"""Las cuatro cifras que abren la pestaña, para el lugar y los años elegidos."""

from dataclasses import dataclass, replace
from math import isnan

from dashboard import formatting as fmt
from dashboard.catalog import Catalogo, Serie
from dashboard.data_package import Datos
from dashboard.filters import Filtros, period_words, place_words
from dashboard.idioma import _
from dashboard.queries.valores import by_period, national

LUGAR, DEL_PAIS, HERMANA, CON_CIFRA = "lugar", "pais", "hermana", "con-cifra"


@dataclass(frozen=True)
class KeyFigure:
    """Un número (NaN si es sin dato), qué cuenta, dónde y cuándo, y la serie y los lugares de los que sale."""

    clave: str
    numero: float
    unidad: str
    que: str
    donde: str
    cuando: str
    serie_id: str
    componente: str
    lugares: tuple[str, ...]

    @property
    def valor(self) -> str:
        """El número ya escrito."""
        return _(fmt.SIN_DATO) if isnan(self.numero) else fmt.number(self.numero)


def key_figures_for(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> tuple[KeyFigure, ...]:
    """El lugar elegido, el país, la serie hermana del mismo lugar y el total publicado de la serie."""
    serie = catalogo.series[filtros.serie]
    cuando = period_words(filtros, catalogo)
    figures = [_figure(datos, catalogo, filtros, serie, cuando, LUGAR if filtros.lugares else DEL_PAIS)]
    if filtros.lugares:
        figures.append(_figure(datos, catalogo, filtros.con(lugares=()), serie, cuando, DEL_PAIS))
    figures.append(_sister(datos, catalogo, filtros, serie, cuando))
    figures.append(_places_with_data(datos, catalogo, filtros, serie, cuando))
    return tuple(f for f in figures if f)


def _figure(datos, catalogo, filtros: Filtros, serie: Serie, cuando: str, clave: str) -> KeyFigure:
    total = total_for(datos, catalogo, filtros, serie, filtros.componente)
    unidad = _(serie.unidad_singular if total == 1 else serie.unidad)
    donde = place_words(filtros, catalogo)
    que = f"{unidad}, {cuando}"
    return KeyFigure(clave, total, unidad, que, donde, cuando, serie.serie_id, filtros.componente, filtros.lugares)


def _sister(datos, catalogo, filtros: Filtros, serie: Serie, cuando: str) -> KeyFigure | None:
    """La otra serie anual del Ministerio Público, para que nadie tome una sola por el total."""
    pareja = {"delitos": "especializadas", "especializadas": "delitos"}.get(serie.serie_id)
    if not pareja:
        return None
    other = catalogo.series[pareja]
    figure = _figure(datos, catalogo, filtros.con(componente=other.componentes[0]), other, cuando, HERMANA)
    return replace(
        figure, donde=" · ".join([figure.donde, _("otra serie: {serie}", serie=_(other.nombre_corto).lower())])
    )


def _places_with_data(datos, catalogo, filtros, serie: Serie, cuando: str) -> KeyFigure:
    table = by_period(datos, catalogo, serie, filtros.componente)
    known = table[list(serie.periodos_en(filtros.desde, filtros.hasta))].notna().all(axis=1)
    unidad = _("de {n} lugares con cifra", n=len(table))
    que = _("de {n} lugares con cifra en esta serie", n=len(table))
    return KeyFigure(
        CON_CIFRA, int(known.sum()), unidad, que, cuando, cuando, serie.serie_id, filtros.componente, filtros.lugares
    )


def total_for(datos: Datos, catalogo: Catalogo, filtros: Filtros, serie: Serie, componente: str) -> float:
    """Conteo de una serie en los lugares y años de la selección; NaN si falta alguno."""
    periodos = list(serie.periodos_en(filtros.desde, filtros.hasta))
    if not periodos:
        return float("nan")
    if not filtros.lugares:
        return float(national(datos, catalogo, serie, componente)[periodos].sum(skipna=False))
    table = by_period(datos, catalogo, serie, componente).reindex(list(filtros.lugares))[periodos]
    return float(table.to_numpy().sum())
