"""Qué lugares se apartan de la tasa del país más de lo que explica el azar."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.charts import Chart, Columna, Contexto, Record
from dashboard.figures.embudo import funnel_plot
from dashboard.figures.theme import Figura
from dashboard.filters import Filtros, period_words
from dashboard.idioma import N_, _, ngettext
from dashboard.queries.embudo import ABAJO, ARRIBA, DENTRO, SIN_TASA, Pais, country, funnel, funnel_filters
from dashboard.queries.palabras import counted_words
from dashboard.queries.poblacion import PERU
from dashboard.queries.respaldo import Respaldo, behind_cases, behind_people

LUGARES = {N.DISTRITO_FISCAL: N_("distritos fiscales"), N.DEPARTAMENTO: N_("departamentos")}
NOMBRADOS = 5


def answered(ctx: Contexto) -> Filtros:
    """La selección que el embudo puede contestar: la pedida, o el último año con tasa."""
    return funnel_filters(ctx.datos, ctx.catalogo, ctx.filtros)


def title(ctx: Contexto) -> str:
    """«Tasas frente al país: delitos denunciados, 2021»."""
    filtros = answered(ctx)
    serie = ctx.catalogo.series[filtros.serie]
    return _(
        "Tasas frente al país: {unidad}, {periodo}",
        unidad=_(serie.unidad),
        periodo=period_words(filtros, ctx.catalogo),
    )


def query(ctx: Contexto) -> pd.DataFrame:
    """Un renglón por lugar: primero los que tienen tasa, de mayor a menor."""
    return funnel(ctx.datos, ctx.catalogo, answered(ctx))


def draw(frame: pd.DataFrame, ctx: Contexto) -> Figura:
    """El embudo; los lugares sin población que les corresponda están en la tabla, con su razón."""
    return funnel_plot(frame, _country(ctx), ctx.filtros.lugares, lambda row: _hover(row, ctx))


def _country(ctx: Contexto) -> Pais:
    return country(ctx.datos, ctx.catalogo, answered(ctx))


def _hover(row, ctx: Contexto) -> str:
    unidad = _(ctx.catalogo.series[answered(ctx).serie].unidad)
    return "<br>".join(
        [
            _(
                "<b>{nombre}</b>: {valor} por 100,000 habitantes y año",
                nombre=row.nombre,
                valor=fmt.number(row.valor, 1),
            ),
            _(
                "{casos} {unidad}; si registrara como el país, {esperado}",
                casos=fmt.number(row.casos),
                unidad=unidad,
                esperado=fmt.number(row.esperado, 1),
            ),
            _(row.situacion),
        ]
    )


def takeaway(frame: pd.DataFrame, ctx: Contexto) -> str:
    """La tasa del país, qué lugares se apartan de ella y cuántos no tienen tasa."""
    filtros = answered(ctx)
    serie, periodo = ctx.catalogo.series[filtros.serie], period_words(filtros, ctx.catalogo)
    known = frame.dropna(subset="valor")
    without = int((frame["situacion"] == SIN_TASA).sum())
    tasa, lugares = fmt.number(_country(ctx).tasa, 1), _(LUGARES[serie.geografia])
    sentences = [
        "" if _as_asked(ctx) else _("La selección no tiene tasas que comparar con la del país."),
        _(
            "En {periodo}, la tasa del país es de {tasa} {unidad} por 100,000 habitantes y año.",
            periodo=periodo,
            tasa=tasa,
            unidad=_(serie.unidad),
        ),
        _("De {n} {lugares} con tasa: {apart}.", n=len(known), lugares=lugares, apart=_apart(known)),
        ngettext(
            "Otro lugar no tiene una población que le corresponda.",
            "Otros {n} no tienen una población que les corresponda.",
            without,
        )
        if without
        else "",
    ]
    return " ".join(filter(None, sentences))


def _as_asked(ctx: Contexto) -> bool:
    asked, shown = ctx.filtros, answered(ctx)
    return (asked.serie, asked.desde, asked.hasta) == (shown.serie, shown.desde, shown.hasta)


def _apart(known: pd.DataFrame) -> str:
    """«por encima, Madre de Dios; por debajo, 7 lugares; 15 no se distinguen del país»."""
    above, below = (_who(list(known.loc[known["situacion"].isin(side), "nombre"])) for side in (ARRIBA, ABAJO))
    parts = [above and _("por encima, {who}", who=above), below and _("por debajo, {who}", who=below)]
    inside = int((known["situacion"] == DENTRO).sum())
    if inside:
        parts += [ngettext("{n} no se distingue del país", "{n} no se distinguen del país", inside)]
    return "; ".join(filter(None, parts))


def _who(nombres: list[str]) -> str:
    return fmt.listing(nombres) if len(nombres) <= NOMBRADOS else _("{n} lugares", n=len(nombres))


def base(ctx: Contexto, row: Record, column: str) -> tuple[Respaldo, ...]:
    """Las filas del lugar y, salvo en el conteo, su población y las filas y la población del país."""
    f = answered(ctx)
    serie, years = ctx.catalogo.series[f.serie], (f.desde, f.hasta)
    cases = behind_cases(ctx.datos, serie, f.componente, row[N.CODIGO], *years)
    if column == "casos":
        return cases
    people = behind_people(ctx.datos, row[N.CODIGO], *years)
    if column == "valor":
        return (*cases, *people)
    country_cases = behind_cases(ctx.datos, serie, f.componente, N.PAIS, *years)
    return (*people, *country_cases, *behind_people(ctx.datos, PERU, *years))


def _unit(ctx: Contexto, _row: Record) -> str:
    return _(ctx.catalogo.series[answered(ctx).serie].unidad)


def _count(ctx: Contexto, _row: Record) -> str:
    f = answered(ctx)
    return counted_words(ctx.catalogo.series[f.serie], f.componente, period_words(f, ctx.catalogo))


def _limit(titulo: str) -> Columna:
    return Columna(titulo, "decimal", POR, LIMITE, opcional=True)


POR = N_("por 100,000 habitantes y año")
TASA = N_("El conteo del lugar entre sus personas-año, por 100,000.")
ESPERADO = N_("Las personas-año del lugar por la tasa del país.")
LIMITE = N_("Límite exacto de Poisson alrededor de lo esperado, entre las personas-año del lugar, por 100,000.")

CHART = Chart(
    id="embudo",
    tab="incidencia",
    section=N_("Dónde y cuándo"),
    order=45,
    title=title,
    question=N_("¿Qué lugares se apartan de la tasa del país más de lo que explica el azar?"),
    query=query,
    draws={N_("Embudo"): draw},
    takeaway=takeaway,
    columns={
        "nombre": Columna(N_("Lugar")),
        "valor": Columna(N_("Tasa por 100,000 habitantes"), "decimal", POR, TASA),
        "casos": Columna(N_("Conteo"), "entero", _unit, _count),
        "esperado": Columna(N_("Esperados si registrara como el país"), "decimal", _unit, ESPERADO),
        "inferior_95": _limit(N_("Límite inferior de 95%")),
        "superior_95": _limit(N_("Límite superior de 95%")),
        "inferior_998": _limit(N_("Límite inferior de 99.8%")),
        "superior_998": _limit(N_("Límite superior de 99.8%")),
        "situacion": Columna(N_("Frente al país")),
        "detalle": Columna(N_("Detalle")),
    },
    dimension="lugares",
    width="ancha",
    obeys=("serie", "componente", "desde", "hasta"),
    base=base,
    answers=answered,
)
