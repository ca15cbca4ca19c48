"""Cableado entre la dirección, los controles y las tarjetas; ningún cálculo."""

from collections.abc import Callable

from dash import Dash

from dashboard.callbacks import cedula, common, incidencia, metas
from dashboard.layout.cedula import page as cedula_page
from dashboard.plan import Plan
from dashboard.plan.reportes import Avances


def register(
    app: Dash,
    plan: Plan,
    pages: dict[str, Callable],
    sheet: cedula.Sheet,
    avances: Callable[[], Avances],
) -> None:
    """Registra los callbacks de todas las pestañas.

    `sheet`: dirección de una cédula → su ficha. `avances`: lo informado que cualquiera puede ver.
    """
    common.register(app, pages, lambda path, search: cedula_page(sheet(path, search)))
    cedula.register(app, sheet)
    incidencia.register(app)
    metas.register(app, plan, avances)
