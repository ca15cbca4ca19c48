"""Corredores dentro del país que el Plan atribuye a la Policía Nacional."""

from collections.abc import Mapping

import pandas as pd

from dashboard import formatting as fmt
from dashboard.charts._rutas import in_and_out, routes_chart
from dashboard.figures.rutas_mapa import MARCO_PAIS
from dashboard.queries.rutas import INTERNAS


def conclude(frame: pd.DataFrame, todas: pd.DataFrame, departamentos: Mapping[str, str]) -> str:
    """Cuántos corredores y hacia cuántos destinos, o cuántos entran y salen del lugar elegido."""
    total = int(todas["con_origen"].sum())
    drawn, loose = frame[frame["con_origen"]], list(frame.loc[~frame["con_origen"], "destino"])
    destinos = drawn["destino_id"].nunique()
    main = f"La fuente describe {total} corredores internos hacia {destinos} destinos"
    if departamentos:
        main = f"De {total} corredores internos, {in_and_out(drawn['sentido'], departamentos)}"
    rest = f" {fmt.listing(loose)} figura además como destino, sin origen indicado." if loose else ""
    return f"{main}; ninguno está cuantificado.{rest}"


CHART = routes_chart(
    id="rutas_internas",
    order=310,
    nombre="Rutas internas",
    question="¿De dónde a dónde, dentro del país? Sin cuantificar: todas las líneas tienen el mismo ancho.",
    tipos=INTERNAS,
    marco=MARCO_PAIS,
    conclude=conclude,
)
