"""Qué años muestra cada lámina, hasta cuándo se contó y qué no cubre de lo que se pidió."""

from collections.abc import Iterable

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.charts import Chart, Contexto
from dashboard.filters import Filtros, in_words, place_words
from dashboard.idioma import _
from dashboard.queries.personas import asks_people

DE_LA_SERIE = ("lugares", "generales", "paneles", "evolucion", "comparar", "")


def shown_years(chart: Chart, frame: pd.DataFrame, ctx: Contexto) -> set[int]:
    """Los años de los que el gráfico trae alguna cifra; vacío si sus cifras no tienen fecha (las rutas)."""
    if N.ANIO in frame:
        return {int(a) for a in frame.loc[frame[N.FUENTE_ID].notna(), N.ANIO]}
    if {N.INICIO, N.FIN} <= set(frame) and len(frame):
        return _years(zip(frame[N.INICIO], frame[N.FIN], strict=True))
    if chart.dimension not in DE_LA_SERIE:
        return set()
    filtros = chart.answers(ctx)
    periodos = ctx.catalogo.series[filtros.serie].periodos_en(filtros.desde, filtros.hasta)
    return _years((p.inicio, p.fin) for p in periodos)


def _years(spans: Iterable[tuple]) -> set[int]:
    return {anio for inicio, fin in spans for anio in range(inicio.year, fin.year + 1)}


def not_covered(shown: set[int], asked: range) -> str:
    """Lo que se pidió y el gráfico no trae, en una oración; nada si lo trae todo o no lleva fecha."""
    missing = sorted(set(asked) - shown)
    if not shown or not missing:
        return ""
    if len(missing) == len(asked):
        return _(
            "Se pidió {pedido}; lo publicado aquí es de {publicado}.",
            pedido=fmt.years(asked[0], asked[-1]),
            publicado=runs(sorted(shown)),
        )
    return _(
        "De lo pedido ({pedido}), aquí no hay cifra de {faltan}.",
        pedido=fmt.years(asked[0], asked[-1]),
        faltan=runs(missing),
    )


def runs(anios: list[int]) -> str:
    """«2009–2011, 2013 y 2015–2016»: los años seguidos, juntos."""
    starts = [a for a in anios if a - 1 not in anios]
    ends = [a for a in anios if a + 1 not in anios]
    return fmt.listing([fmt.years(a, b) for a, b in zip(starts, ends, strict=True)])


def cut_off(chart: Chart, frame: pd.DataFrame, ctx: Contexto) -> str:
    """Hasta cuándo se contó: el corte de la serie o de la publicación del perfil, o la fecha de la fuente."""
    if N.FIN in frame and len(frame):
        return fmt.day(frame[N.FIN].max().date())
    if N.ANIO not in frame and chart.dimension in ("lugares", "generales"):
        return _of_the_series(ctx, chart.answers(ctx))
    years = shown_years(chart, frame, ctx)
    if years:
        return _("{anio}, el último año con cifra", anio=max(years))
    fuentes = ctx.datos["fuentes"].set_index(N.FUENTE_ID)["fecha"].fillna("")
    dates = [fuentes.get(f, "") for f in frame.get(N.FUENTE_ID, pd.Series(dtype=str)).dropna().unique()]
    if not any(dates):
        return _("la fuente no lo dice")
    return _("publicado en {fechas}", fechas=fmt.listing(sorted(filter(None, dates))))


def _of_the_series(ctx: Contexto, filtros: Filtros) -> str:
    serie = ctx.catalogo.series[filtros.serie]
    periodo, last = serie.periodos_en(filtros.desde, filtros.hasta)[-1], serie.periodos[-1]
    known = serie.fecha_corte if periodo == last else None
    return fmt.day(known or periodo.fin)


def kind(chart: Chart) -> str:
    """Qué filtros cambian el gráfico: «corte» (el perfil es nacional), «serie» (con sus años) o solo «lugar»."""
    if chart.poblacion:
        return "corte"
    return "serie" if chart.dimension in DE_LA_SERIE else "lugar"


def filters_words(chart: Chart, ctx: Contexto) -> str:
    """Los filtros que el gráfico obedece: el perfil es nacional y las rutas no tienen años."""
    if chart.poblacion and asks_people(ctx.filtros):
        return f"{in_words(ctx.filtros, ctx.catalogo)} · {_(ctx.catalogo.cortes[ctx.filtros.corte])}"
    answered = chart.answers(ctx)
    shown = answered if "medida" in chart.obeys else answered.con(medida="conteo")
    words = {
        "corte": lambda: " · ".join([_("Todo el país"), _(ctx.catalogo.cortes[ctx.filtros.corte])]),
        "serie": lambda: in_words(shown, ctx.catalogo),
        "lugar": lambda: place_words(ctx.filtros, ctx.catalogo),
    }
    return words[kind(chart)]()
