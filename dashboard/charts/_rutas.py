"""Lo que comparten las tarjetas de rutas: los mismos corredores como mapa, como flujo y como lista."""

from collections.abc import Callable, Mapping

import pandas as pd

from dashboard import formatting as fmt
from dashboard.charts import Chart, Columna, Contexto
from dashboard.figures.flujo import strands
from dashboard.figures.rutas_mapa import Marco, route_map
from dashboard.figures.theme import Figura
from dashboard.queries.rutas import ENTRA, ENTRE, SALE, chosen_departments, corridors, touching

COLUMNAS = {
    "origen": Columna("Origen"),
    "destino": Columna("Destino"),
    "sentido": Columna("Sentido"),
    "via": Columna("Vía"),
    "lectura": Columna("Lectura"),
    "explotacion": Columna("Explotación"),
    "repetida": Columna("Repetida"),
    "cita": Columna("Cita"),
    "nota": Columna("Nota"),
}
Conclusion = Callable[[pd.DataFrame, pd.DataFrame, Mapping[str, str]], str]


def routes_chart(
    id: str, order: int, nombre: str, question: str, tipos: tuple[str, ...], marco: Marco, conclude: Conclusion
) -> Chart:
    """Una tarjeta con los corredores de `tipos`; `conclude` recibe los mostrados, todos y los departamentos."""
    return Chart(
        id=id,
        tab="incidencia",
        section="Rutas",
        order=order,
        title=lambda ctx: title(nombre, _chosen(ctx)),
        question=question,
        query=lambda ctx: touching(_all(ctx, tipos), _chosen(ctx)),
        draws={
            "Mapa": lambda frame, ctx: _map(ctx, tipos, marco),
            "Flujo": lambda frame, ctx: strands(_all(ctx, tipos), marco, bool(_chosen(ctx))),
        },
        takeaway=lambda frame, ctx: conclude(frame, _all(ctx, tipos), _chosen(ctx)),
        columns=COLUMNAS,
        dimension=id,
        width="mapa",
        key=("ruta_id",),
        obeys=("serie", "lugares"),
        empty="La fuente no describe rutas que toquen el lugar elegido; eso no quiere decir que no existan.",
    )


def title(nombre: str, departamentos: Mapping[str, str]) -> str:
    """«Rutas internas», o «Rutas internas que tocan Madre de Dios (departamento)»."""
    if not departamentos:
        return nombre
    kind = "departamento" if len(departamentos) == 1 else "departamentos"
    return f"{nombre} que tocan {fmt.listing(list(departamentos.values()))} ({kind})"


def verbs(n: int, singular: str, plural: str) -> str:
    """«ninguno sale», «1 sale», «3 salen»."""
    return f"ninguno {singular}" if n == 0 else f"1 {singular}" if n == 1 else f"{fmt.number(n)} {plural}"


def in_and_out(sentidos: pd.Series, departamentos: Mapping[str, str]) -> str:
    """«10 entran a Madre de Dios y ninguno sale», con los que unen dos lugares elegidos si los hay."""
    lugares = fmt.listing(list(departamentos.values()))
    counts = {s: int((sentidos == s).sum()) for s in (ENTRA, SALE, ENTRE)}
    parts = [f"{verbs(counts[ENTRA], 'entra', 'entran')} a {lugares}", verbs(counts[SALE], "sale", "salen")]
    return fmt.listing(parts + ([verbs(counts[ENTRE], "va", "van") + " de uno a otro"] if counts[ENTRE] else []))


def _chosen(ctx: Contexto) -> dict[str, str]:
    return chosen_departments(ctx.datos, ctx.filtros.lugares)


def _all(ctx: Contexto, tipos: tuple[str, ...]) -> pd.DataFrame:
    return corridors(ctx.datos, tipos, _chosen(ctx))


def _map(ctx: Contexto, tipos: tuple[str, ...], marco: Marco) -> Figura:
    return route_map(_all(ctx, tipos), ctx.datos["lugares"], marco, bool(_chosen(ctx)))
