"""Corredores que cruzan la frontera, según el Plan."""

from collections.abc import Mapping

import pandas as pd

from dashboard.charts._rutas import in_and_out, routes_chart
from dashboard.figures.rutas_mapa import MARCO_REGION
from dashboard.idioma import N_, _
from dashboard.queries.rutas import ENTRA, INTERNACIONALES, SALE


def conclude(frame: pd.DataFrame, todas: pd.DataFrame, departamentos: Mapping[str, str]) -> str:
    """Cuántos corredores entran al Perú o al lugar elegido, y cuántos salen."""
    if departamentos:
        return _(
            "De {total} corredores internacionales, {in_and_out}; ninguno está cuantificado.",
            total=len(todas),
            in_and_out=in_and_out(frame["sentido"], departamentos),
        )
    entran, salen = (int((frame["sentido"] == s).sum()) for s in (ENTRA, SALE))
    return _(
        "La fuente describe {entran} corredores de entrada al Perú y {salen} de salida; ninguno está cuantificado.",
        entran=entran,
        salen=salen,
    )


CHART = routes_chart(
    id="rutas_internacionales",
    order=320,
    nombre=N_("Rutas internacionales"),
    question=N_("¿De qué países y hacia qué países? Sin cuantificar: todas las líneas tienen el mismo ancho."),
    tipos=INTERNACIONALES,
    marco=MARCO_REGION,
    conclude=conclude,
)
