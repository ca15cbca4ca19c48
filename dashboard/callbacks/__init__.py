"""Cableado entre la dirección, los controles y las tarjetas; ningún cálculo."""

from collections.abc import Callable

from dash import Dash

from dashboard.callbacks import cedula, common, incidencia, metas
from dashboard.layout.cedula import page as cedula_page
from dashboard.metas.vigente import Vigente
from dashboard.plan import Plan


def register(
    app: Dash,
    plan: Plan,
    pages: dict[str, Callable],
    sheet: cedula.Sheet,
    current: Vigente,
) -> None:
    """Registra los callbacks de todas las pestañas.

    `sheet`: dirección de una cédula → su ficha. `current`: método → lo informado, evaluado.
    """
    common.register(app, pages, lambda path, search: cedula_page(sheet(path, search)))
    cedula.register(app, sheet)
    incidencia.register(app)
    metas.register(app, plan, current)
