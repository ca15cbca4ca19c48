"""La lista gemela del mapa: dónde se registran más casos."""

import pandas as pd

from dashboard.charts import Barra, Chart, Contexto, Lista, mapa
from dashboard.filters import period_words
from dashboard.queries.palabras import measure_unit
from dashboard.queries.valores import SIN_DATO


def title(ctx: Contexto) -> str:
    """«Dónde se registran más casos», o dónde cambió más cuando se pide variación."""
    return "Dónde cambió más lo registrado" if ctx.filtros.medida == "variacion" else "Dónde se registran más casos"


def draw(frame: pd.DataFrame, ctx: Contexto) -> Lista:
    """Una barra por lugar, pulsable, con el valor al final."""
    top = frame["valor"].abs().max()
    barras = tuple(
        Barra(
            row.nombre,
            row.texto,
            0.0 if row.estado == SIN_DATO else abs(row.valor) / top if top else 0.0,
            trama=row.estado == SIN_DATO,
            codigo=row.codigo,
            elegida=row.codigo in ctx.filtros.lugares,
            tono=_tone(row, ctx),
            valor=None if row.estado == SIN_DATO else row.valor,
        )
        for row in frame.itertuples()
    )
    return Lista(barras, "casos" if ctx.filtros.medida == "conteo" else "medida")


def _tone(row, ctx: Contexto) -> str:
    if ctx.filtros.medida != "variacion" or row.estado == SIN_DATO:
        return ""
    return "mas" if row.valor > 0 else "menos"


def takeaway(frame: pd.DataFrame, ctx: Contexto) -> str:
    """Qué mide la lista y cuántos lugares tienen cifra."""
    known = int((frame["estado"] != SIN_DATO).sum())
    cuantos = f"los {known} lugares" if known == len(frame) else f"{known} de {len(frame)} lugares con cifra"
    unidad, periodo = measure_unit(ctx.filtros, ctx.serie), period_words(ctx.filtros, ctx.catalogo)
    return f"{unidad[0].upper()}{unidad[1:]} en {periodo}: {cuantos}. Que se registre más no dice que haya más trata."


CHART = Chart(
    id="lista",
    tab="incidencia",
    section="Dónde y cuándo",
    order=20,
    title=title,
    question="¿En qué orden quedan los lugares según lo que se registró?",
    query=mapa.query,
    draws={"Lista": draw},
    takeaway=takeaway,
    columns=mapa.CHART.columns,
    dimension="generales",
    width="alta",
    base=mapa.base,
)
