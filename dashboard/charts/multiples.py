"""La historia de los 34 distritos fiscales, un panel para cada uno."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard.catalog import COMPONENTES, Serie
from dashboard.charts import Chart, Columna, Contexto, Record
from dashboard.estadistica import distinguible
from dashboard.figures.multiples import POCOS, small_multiples
from dashboard.figures.theme import Figura
from dashboard.idioma import N_, _, ngettext
from dashboard.queries.multiples import follows_places, panel_filters, panels
from dashboard.queries.palabras import counted_words
from dashboard.queries.respaldo import Respaldo, behind_cases


def title(ctx: Contexto) -> str:
    """«Delitos denunciados por distrito fiscal, 2019–2025»."""
    serie, componente = _series(ctx), panel_filters(ctx.catalogo, ctx.filtros).componente
    unidad = _(serie.unidad)
    names = {"unidad": f"{unidad[0].upper()}{unidad[1:]}", "anios": fmt.years(serie.anios[0], serie.anios[-1])}
    if componente == serie.componentes[0]:
        return _("{unidad} por distrito fiscal, {anios}", **names)
    return _("{unidad} ({parte}) por distrito fiscal, {anios}", **names, parte=_(COMPONENTES[componente]).lower())


def _series(ctx: Contexto) -> Serie:
    return ctx.catalogo.series[panel_filters(ctx.catalogo, ctx.filtros).serie]


def query(ctx: Contexto) -> pd.DataFrame:
    """Filas distrito × año, en el orden de la lista."""
    return panels(ctx.datos, ctx.catalogo, ctx.filtros)


def draw(frame: pd.DataFrame, ctx: Contexto) -> Figura:
    """Los paneles; la línea de guiones sigue al país o a las oficinas que ya existían."""
    by_places = follows_places(ctx.datos, ctx.catalogo, ctx.filtros)
    conjunto = (
        _("si el distrito siguiera a los lugares con cifra en los mismos años")
        if by_places
        else _("si el distrito siguiera al país")
    )
    return small_multiples(frame, ctx.filtros.lugares, conjunto)


def takeaway(frame: pd.DataFrame, ctx: Contexto) -> str:
    """Cuántos registraron tan poco en el último año completo que su cambio no se lee."""
    serie = _series(ctx)
    counts = frame[~frame["parcial"]].pivot(index="codigo", columns="anio", values="valor")
    if counts.empty:
        return _("Ningún año completo de {unidad}: los incompletos no se comparan.", unidad=_(serie.unidad))
    last = counts.columns[-1]
    known = counts[last].dropna()
    few = known[known < POCOS].index
    head = _few_words(len(few), len(known), {"anio": last, "pocos": POCOS, "unidad": _(serie.unidad)})
    if len(counts.columns) < 2:
        return f"{head}."
    before = counts.columns[-2]
    pairs = counts.loc[few, [before, last]].dropna()
    if pairs.empty:
        return f"{head}."
    same = sum(not distinguible(int(a), int(b)) for a, b in pairs.itertuples(index=False))
    return f"{head}: {_same_words(same, len(pairs), before)}."


def _few_words(few: int, known: int, names: dict) -> str:
    if not few:
        return _(
            "En {anio}, ninguno de los {n} distritos fiscales con cifra registró menos de {pocos} {unidad}",
            n=known,
            **names,
        )
    return ngettext(
        "En {anio}, 1 de los {total} distritos fiscales con cifra registró menos de {pocos} {unidad}",
        "En {anio}, {n} de los {total} distritos fiscales con cifra registraron menos de {pocos} {unidad}",
        few,
        total=known,
        **names,
    )


def _same_words(same: int, pairs: int, before: int) -> str:
    names = {"n": same, "anio": before}
    if same < pairs:
        return _("en {n} de ellos el cambio desde {anio} no se distingue del azar", **names)
    if pairs > 1:
        return _("en todos ellos el cambio desde {anio} no se distingue del azar", **names)
    return _("en ese distrito el cambio desde {anio} no se distingue del azar", **names)


def base(ctx: Contexto, row: Record, column: str) -> tuple[Respaldo, ...]:
    """Las filas del año; las de todos los años cuando se reparten como el conjunto."""
    serie, componente = _series(ctx), panel_filters(ctx.catalogo, ctx.filtros).componente
    whole = column == "esperado"
    desde, hasta = (serie.anios[0], serie.anios[-1]) if whole else (row["anio"], row["anio"])
    return behind_cases(ctx.datos, serie, componente, row["codigo"], desde, hasta)


def _unit(ctx: Contexto, _row: Record) -> str:
    return _(_series(ctx).unidad)


def _how(ctx: Contexto, row: Record) -> str:
    return counted_words(_series(ctx), panel_filters(ctx.catalogo, ctx.filtros).componente, row["periodo"])


ESPERADO = N_("El total del distrito en sus años completos, repartido entre ellos como se repartió el conjunto.")

CHART = Chart(
    id="multiples",
    tab="incidencia",
    section=N_("Dónde y cuándo"),
    order=40,
    title=title,
    question=N_("¿Cómo cambió cada distrito fiscal? Cada panel tiene su propia escala: el número es su máximo"),
    query=query,
    draws={N_("Paneles"): draw},
    takeaway=takeaway,
    columns={
        "lugar": Columna(N_("Distrito fiscal")),
        "periodo": Columna(N_("Periodo")),
        "valor": Columna(N_("Registros"), "entero", _unit, _how),
        "esperado": Columna(N_("Si siguiera al conjunto"), "decimal", _unit, ESPERADO),
    },
    dimension="paneles",
    width="ancha",
    key=("codigo", "periodo_id"),
    obeys=("serie", "componente"),
    shows=("lugares", "desde", "hasta", "medida"),
    base=base,
    answers=lambda ctx: panel_filters(ctx.catalogo, ctx.filtros),
)
