"""Lo que comparten las tarjetas de rutas: los mismos corredores como mapa, como flujo y como lista."""

from collections.abc import Callable, Mapping

import pandas as pd

from dashboard import formatting as fmt
from dashboard.charts import Chart, Columna, Contexto
from dashboard.figures.flujo import strands
from dashboard.figures.rutas_mapa import Marco, route_map
from dashboard.figures.theme import Figura
from dashboard.idioma import N_, _, ngettext
from dashboard.queries.rutas import ENTRA, ENTRE, SALE, chosen_departments, corridors, touching

COLUMNAS = {
    "origen": Columna(N_("Origen")),
    "destino": Columna(N_("Destino")),
    "sentido": Columna(N_("Sentido")),
    "via": Columna(N_("Vía")),
    "lectura": Columna(N_("Lectura")),
    "explotacion": Columna(N_("Explotación")),
    "repetida": Columna(N_("Repetida")),
    "cita": Columna(N_("Cita")),
    "nota": Columna(N_("Nota")),
}
Conclusion = Callable[[pd.DataFrame, pd.DataFrame, Mapping[str, str]], str]


def routes_chart(
    id: str, order: int, nombre: str, question: str, tipos: tuple[str, ...], marco: Marco, conclude: Conclusion
) -> Chart:
    """Una tarjeta con los corredores de `tipos`; `conclude` recibe los mostrados, todos y los departamentos."""
    return Chart(
        id=id,
        tab="incidencia",
        section=N_("Rutas"),
        order=order,
        title=lambda ctx: title(nombre, _chosen(ctx)),
        question=question,
        query=lambda ctx: touching(_all(ctx, tipos), _chosen(ctx)),
        draws={
            N_("Mapa"): lambda frame, ctx: _map(ctx, tipos, marco),
            N_("Flujo"): lambda frame, ctx: strands(_all(ctx, tipos), marco, bool(_chosen(ctx))),
        },
        takeaway=lambda frame, ctx: conclude(frame, _all(ctx, tipos), _chosen(ctx)),
        columns=COLUMNAS,
        dimension=id,
        width="mapa",
        key=("ruta_id",),
        obeys=("serie", "lugares"),
        empty=N_("La fuente no describe rutas que toquen el lugar elegido; eso no quiere decir que no existan."),
    )


def title(nombre: str, departamentos: Mapping[str, str]) -> str:
    """«Rutas internas», o «Rutas internas que tocan Madre de Dios (departamento)»."""
    if not departamentos:
        return _(nombre)
    return ngettext(
        "{nombre} que tocan {lugares} (departamento)",
        "{nombre} que tocan {lugares} (departamentos)",
        len(departamentos),
        nombre=_(nombre),
        lugares=fmt.listing(list(departamentos.values())),
    )


def in_and_out(sentidos: pd.Series, departamentos: Mapping[str, str]) -> str:
    """«10 entran a Madre de Dios y ninguno sale», con los que unen dos lugares elegidos si los hay."""
    lugares = fmt.listing(list(departamentos.values()))
    enter, leave, between = (int((sentidos == s).sum()) for s in (ENTRA, SALE, ENTRE))
    arrive = ngettext("1 entra a {lugares}", "{n} entran a {lugares}", enter, lugares=lugares)
    depart = ngettext("1 sale", "{n} salen", leave)
    parts = [
        arrive if enter else _("ninguno entra a {lugares}", lugares=lugares),
        depart if leave else _("ninguno sale"),
    ]
    return fmt.listing(parts + ([ngettext("1 va de uno a otro", "{n} van de uno a otro", between)] if between else []))


def _chosen(ctx: Contexto) -> dict[str, str]:
    return chosen_departments(ctx.datos, ctx.filtros.lugares)


def _all(ctx: Contexto, tipos: tuple[str, ...]) -> pd.DataFrame:
    return corridors(ctx.datos, tipos, _chosen(ctx))


def _map(ctx: Contexto, tipos: tuple[str, ...], marco: Marco) -> Figura:
    return route_map(_all(ctx, tipos), ctx.datos["lugares"], marco, bool(_chosen(ctx)))
