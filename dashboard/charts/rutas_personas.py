"""Corredores con conteo, de la plantilla importada: cuántas presuntas víctimas van de un lugar a otro."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard.charts import Barra, Chart, Columna, Contexto, Lista
from dashboard.charts._rutas import title
from dashboard.idioma import N_, _, ngettext
from dashboard.privacy import RESERVADO
from dashboard.queries.personas import asks_people, corridors, routes_question
from dashboard.queries.rutas import chosen_departments

A_LA_VISTA = 25


def query(ctx: Contexto) -> pd.DataFrame:
    """Un renglón por par de lugares con personas, y uno con los pares reservados."""
    return corridors(ctx.datos, ctx.catalogo, ctx.filtros, set(_chosen(ctx)))


def draw(frame: pd.DataFrame, ctx: Contexto) -> Lista:
    """De más a menos; los que no caben quedan en la tabla."""
    top = max((n for n in frame["personas"] if n != RESERVADO), default=1)
    bars = [_bar(r, top) for r in frame.itertuples()]
    shown = [b for b in bars if not b.trama]
    more = len(shown) - A_LA_VISTA
    rest = [Barra(_("Los demás corredores"), _("{more}, en la tabla", more=fmt.number(more)), 0.0)] if more > 0 else []
    return Lista((*shown[:A_LA_VISTA], *rest, *(b for b in bars if b.trama)))


def takeaway(frame: pd.DataFrame, ctx: Contexto) -> str:
    """Cuántos corredores se muestran y cuántas personas suman; nada se dice de los reservados."""
    shown = frame[frame["personas"] != RESERVADO]
    if shown.empty:
        return _("Todos los pares de lugares están reservados para proteger a las personas.")
    sentences = [
        ngettext(
            "1 corredor muestra su conteo y suma {people} presuntas víctimas.",
            "{n} corredores muestran su conteo y suman {people} presuntas víctimas.",
            len(shown),
            people=fmt.number(int(shown["personas"].sum())),
        ),
        _("Los demás están reservados.") if len(shown) < len(frame) else "",
        _("Se cuenta por origen y destino, no por el distrito fiscal que registra.") if _chosen(ctx) else "",
    ]
    return " ".join(filter(None, sentences))


def _bar(row, top: int) -> Barra:
    if row.personas == RESERVADO:
        return Barra(row.origen, _(RESERVADO), 0.0, trama=True)
    return Barra(f"{row.origen} → {row.destino}", fmt.number(row.personas), row.personas / top)


def _chosen(ctx: Contexto) -> dict[str, str]:
    return chosen_departments(ctx.datos, ctx.filtros.lugares)


CHART = Chart(
    id="rutas_personas",
    tab="incidencia",
    section=N_("Rutas"),
    order=330,
    title=lambda ctx: title(N_("Corredores contados"), _chosen(ctx)),
    question=N_("¿Cuántas presuntas víctimas van de cada lugar a cada lugar, según la plantilla importada?"),
    query=query,
    draws={N_("Barras"): draw},
    takeaway=takeaway,
    columns={
        "origen": Columna(N_("Origen")),
        "destino": Columna(N_("Destino")),
        "personas": Columna(
            N_("Personas"), "entero", N_("presuntas víctimas"), N_("Suma de lo protegido de los años elegidos.")
        ),
    },
    dimension="rutas_personas",
    key=("origen", "destino"),
    obeys=("corte",),
    width="mapa",
    applies=lambda ctx: asks_people(ctx.filtros),
    empty=N_("Elija la plantilla importada en «Fuente del perfil»."),
    reason=lambda ctx: routes_question(ctx.datos, ctx.catalogo, ctx.filtros).razon,
)
