"""La historia de los 34 distritos fiscales, un panel para cada uno."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard.catalog import COMPONENTES, Serie
from dashboard.charts import Chart, Columna, Contexto, Record
from dashboard.estadistica import distinguible
from dashboard.figures.multiples import POCOS, small_multiples
from dashboard.figures.theme import Figura
from dashboard.queries.multiples import follows_places, panel_filters, panels
from dashboard.queries.palabras import counted_words
from dashboard.queries.respaldo import Respaldo, behind_cases


def title(ctx: Contexto) -> str:
    """«Delitos denunciados por distrito fiscal, 2019–2025»."""
    serie, componente = _series(ctx), panel_filters(ctx.catalogo, ctx.filtros).componente
    parte = "" if componente == serie.componentes[0] else f" ({COMPONENTES[componente].lower()})"
    unidad = f"{serie.unidad[0].upper()}{serie.unidad[1:]}"
    return f"{unidad}{parte} por distrito fiscal, {fmt.years(serie.anios[0], serie.anios[-1])}"


def _series(ctx: Contexto) -> Serie:
    return ctx.catalogo.series[panel_filters(ctx.catalogo, ctx.filtros).serie]


def query(ctx: Contexto) -> pd.DataFrame:
    """Filas distrito × año, en el orden de la lista."""
    return panels(ctx.datos, ctx.catalogo, ctx.filtros)


def draw(frame: pd.DataFrame, ctx: Contexto) -> Figura:
    """Los paneles; la línea de guiones sigue al país o a las oficinas que ya existían."""
    by_places = follows_places(ctx.datos, ctx.catalogo, ctx.filtros)
    conjunto = "a los lugares con cifra en los mismos años" if by_places else "al país"
    return small_multiples(frame, ctx.filtros.lugares, conjunto)


def takeaway(frame: pd.DataFrame, ctx: Contexto) -> str:
    """Cuántos registraron tan poco en el último año completo que su cambio no se lee."""
    serie = _series(ctx)
    counts = frame[~frame["parcial"]].pivot(index="codigo", columns="anio", values="valor")
    if counts.empty:
        return f"Ningún año completo de {serie.unidad}: los incompletos no se comparan."
    last = counts.columns[-1]
    known = counts[last].dropna()
    few = known[known < POCOS].index
    cuantos = f"{len(few) or 'ninguno'} de los {len(known)} distritos fiscales con cifra"
    verbo = "registraron" if len(few) > 1 else "registró"
    head = f"En {last}, {cuantos} {verbo} menos de {POCOS} {serie.unidad}"
    if len(counts.columns) < 2:
        return f"{head}."
    before = counts.columns[-2]
    pairs = counts.loc[few, [before, last]].dropna()
    if pairs.empty:
        return f"{head}."
    same = sum(not distinguible(int(a), int(b)) for a, b in pairs.itertuples(index=False))
    return f"{head}: en {_how_many(same, len(pairs))} el cambio desde {before} no se distingue del azar."


def _how_many(part: int, whole: int) -> str:
    if part == whole:
        return "todos ellos" if whole > 1 else "ese distrito"
    return f"{part} de ellos"


def base(ctx: Contexto, row: Record, column: str) -> tuple[Respaldo, ...]:
    """Las filas del año; las de todos los años cuando se reparten como el conjunto."""
    serie, componente = _series(ctx), panel_filters(ctx.catalogo, ctx.filtros).componente
    whole = column == "esperado"
    desde, hasta = (serie.anios[0], serie.anios[-1]) if whole else (row["anio"], row["anio"])
    return behind_cases(ctx.datos, serie, componente, row["codigo"], desde, hasta)


def _how(ctx: Contexto, row: Record) -> str:
    return counted_words(_series(ctx), panel_filters(ctx.catalogo, ctx.filtros).componente, row["periodo"])


ESPERADO = "El total del distrito en sus años completos, repartido entre ellos como se repartió el conjunto."

CHART = Chart(
    id="multiples",
    tab="incidencia",
    section="Dónde y cuándo",
    order=40,
    title=title,
    question="¿Cómo cambió cada distrito fiscal? Cada panel tiene su propia escala: el número es su máximo",
    query=query,
    draws={"Paneles": draw},
    takeaway=takeaway,
    columns={
        "lugar": Columna("Distrito fiscal"),
        "periodo": Columna("Periodo"),
        "valor": Columna("Registros", "entero", lambda ctx, row: _series(ctx).unidad, _how),
        "esperado": Columna("Si siguiera al conjunto", "decimal", lambda ctx, row: _series(ctx).unidad, ESPERADO),
    },
    dimension="paneles",
    width="ancha",
    key=("codigo", "periodo"),
    obeys=("serie", "componente"),
    base=base,
    answers=lambda ctx: panel_filters(ctx.catalogo, ctx.filtros),
)
