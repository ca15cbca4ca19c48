"""La lista gemela del mapa: dónde se registra más, y entre qué puestos puede estar cada lugar."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard.charts import Barra, Chart, Contexto, Lista, mapa
from dashboard.filters import period_words
from dashboard.idioma import N_, _
from dashboard.queries.margenes import AUMENTO, DESCENSO, IGUAL
from dashboard.queries.palabras import measure_unit
from dashboard.queries.valores import SIN_DATO

NOMBRADOS = 4
TONOS = {AUMENTO: "mas", DESCENSO: "menos", IGUAL: "igual"}


def title(ctx: Contexto) -> str:
    """«Dónde se registran más casos», o dónde cambió más cuando se pide variación."""
    return (
        _("Dónde cambió más lo registrado") if ctx.filtros.medida == "variacion" else _("Dónde se registran más casos")
    )


def draw(frame: pd.DataFrame, ctx: Contexto) -> Lista:
    """Una barra por lugar, pulsable, con sus puestos posibles delante y el valor al final."""
    margenes = bool(ctx.filtros.margenes)
    tops = frame[["valor", "margen_superior"]] if margenes else frame[["valor"]]
    top = float(tops.abs().max().max()) or 1.0
    barras = tuple(_bar(row, ctx, top, margenes) for row in frame.itertuples())
    return Lista(barras, "casos" if ctx.filtros.medida == "conteo" else "medida")


def _bar(row, ctx: Contexto, top: float, margenes: bool) -> Barra:
    unknown = row.estado == SIN_DATO
    shown = margenes and pd.notna(row.margen_superior)
    return Barra(
        row.nombre,
        _(row.texto),
        0.0 if unknown else abs(row.valor) / top,
        trama=unknown,
        codigo=row.codigo,
        elegida=row.codigo in ctx.filtros.lugares,
        tono="" if unknown else TONOS.get(row.cambio, ""),
        valor=None if unknown else row.valor,
        margen=(row.margen_inferior / top, row.margen_superior / top) if shown else None,
        puesto=row.puesto,
    )


def takeaway(frame: pd.DataFrame, ctx: Contexto) -> str:
    """Qué mide la lista, cuántos lugares tienen cifra y a quiénes les puede tocar el primer puesto."""
    known = frame[frame["estado"] != SIN_DATO]
    cuantos = (
        _("los {n} lugares", n=len(known))
        if len(known) == len(frame)
        else _("{n} de {total} lugares con cifra", n=len(known), total=len(frame))
    )
    unidad, periodo = measure_unit(ctx.filtros, ctx.serie), period_words(ctx.filtros, ctx.catalogo)
    claim = _changes(known) if ctx.filtros.medida == "variacion" else _first(known)
    what = unidad[0].upper() + unidad[1:]
    head = _("{what} en {periodo}: {cuantos}.", what=what, periodo=periodo, cuantos=cuantos)
    return " ".join(filter(None, [head, claim, _("Que se registre más no dice que haya más trata.")]))


def _first(known: pd.DataFrame) -> str:
    firsts = list(known.loc[known["puesto_mejor"] == 1, "nombre"])
    if len(known) < 2:
        return ""
    if len(firsts) == 1:
        return _("El primer puesto es de {lugar}.", lugar=firsts[0])
    whose = (
        fmt.listing(firsts)
        if len(firsts) <= NOMBRADOS
        else _("{n} lugares que no se distinguen entre sí", n=len(firsts))
    )
    return _("El primer puesto puede ser de {lugares}.", lugares=whose)


def _changes(known: pd.DataFrame) -> str:
    more, less = (int((known["cambio"] == change).sum()) for change in (AUMENTO, DESCENSO))
    rest = len(known) - more - less
    parts = [_("en {n} aumentó", n=more)] if more else []
    parts += [_("en {n} disminuyó", n=less)] if less else []
    parts += [_("en {rest} el cambio no se distingue del azar", rest=rest)] if rest else []
    return (
        _("Lo registrado {parts}.", parts=fmt.listing(parts))
        if more + less
        else _("En ninguno el cambio se distingue del azar.")
    )


CHART = Chart(
    id="lista",
    tab="incidencia",
    section=N_("Dónde y cuándo"),
    order=20,
    title=title,
    question=N_("¿En qué orden quedan los lugares según lo que se registró, y cuáles no se distinguen?"),
    query=mapa.query,
    draws={N_("Lista"): draw},
    takeaway=takeaway,
    columns=mapa.CHART.columns,
    dimension="generales",
    width="alta",
    shows=("lugares", "margenes"),
    base=mapa.base,
)
