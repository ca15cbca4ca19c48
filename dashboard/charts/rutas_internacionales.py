"""Corredores que cruzan la frontera, según el Plan."""

from collections.abc import Mapping

import pandas as pd

from dashboard.charts._rutas import in_and_out, routes_chart
from dashboard.figures.rutas_mapa import MARCO_REGION
from dashboard.queries.rutas import ENTRA, INTERNACIONALES, SALE


def conclude(frame: pd.DataFrame, todas: pd.DataFrame, departamentos: Mapping[str, str]) -> str:
    """Cuántos corredores entran al Perú o al lugar elegido, y cuántos salen."""
    if departamentos:
        main = f"De {len(todas)} corredores internacionales, {in_and_out(frame['sentido'], departamentos)}"
    else:
        entran, salen = (int((frame["sentido"] == s).sum()) for s in (ENTRA, SALE))
        main = f"La fuente describe {entran} corredores de entrada al Perú y {salen} de salida"
    return f"{main}; ninguno está cuantificado."


CHART = routes_chart(
    id="rutas_internacionales",
    order=320,
    nombre="Rutas internacionales",
    question="¿De qué países y hacia qué países? Sin cuantificar: todas las líneas tienen el mismo ancho.",
    tipos=INTERNACIONALES,
    marco=MARCO_REGION,
    conclude=conclude,
)
