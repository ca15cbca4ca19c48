"""Corredores dentro del país que el Plan atribuye a la Policía Nacional."""

from collections.abc import Mapping

import pandas as pd

from dashboard import formatting as fmt
from dashboard.charts._rutas import in_and_out, routes_chart
from dashboard.figures.rutas_mapa import MARCO_PAIS
from dashboard.idioma import N_, _
from dashboard.queries.rutas import INTERNAS


def conclude(frame: pd.DataFrame, todas: pd.DataFrame, departamentos: Mapping[str, str]) -> str:
    """Cuántos corredores y hacia cuántos destinos, o cuántos entran y salen del lugar elegido."""
    total = int(todas["con_origen"].sum())
    drawn, loose = frame[frame["con_origen"]], list(frame.loc[~frame["con_origen"], "destino"])
    destinos = drawn["destino_id"].nunique()
    main = _(
        "La fuente describe {total} corredores internos hacia {destinos} destinos; ninguno está cuantificado.",
        total=total,
        destinos=destinos,
    )
    if departamentos:
        main = _(
            "De {total} corredores internos, {in_and_out}; ninguno está cuantificado.",
            total=total,
            in_and_out=in_and_out(drawn["sentido"], departamentos),
        )
    rest = (
        [_("{lugares} figura además como destino, sin origen indicado.", lugares=fmt.listing(loose))] if loose else []
    )
    return " ".join([main, *rest])


CHART = routes_chart(
    id="rutas_internas",
    order=310,
    nombre=N_("Rutas internas"),
    question=N_("¿De dónde a dónde, dentro del país? Sin cuantificar: todas las líneas tienen el mismo ancho."),
    tipos=INTERNAS,
    marco=MARCO_PAIS,
    conclude=conclude,
)
