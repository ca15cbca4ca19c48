"""Cableado entre la dirección, los controles y las tarjetas; ningún cálculo."""

from collections.abc import Callable

from dash import Dash

from dashboard.callbacks import common, incidencia, metas
from dashboard.plan import Plan
from dashboard.selection import SelectVersion


def register(app: Dash, select: SelectVersion, plan: Plan, pages: dict[str, Callable]) -> None:
    """Registra los callbacks de todas las pestañas."""
    common.register(app, pages)
    incidencia.register(app, select)
    metas.register(app, plan)
