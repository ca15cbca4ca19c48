"""Cableado entre la dirección, los controles y las tarjetas; ningún cálculo."""

from collections.abc import Callable

from dash import Dash

from dashboard.callbacks import common, incidencia
from dashboard.catalog import Catalogo
from dashboard.data_package import Datos


def register(app: Dash, datos: Datos, catalogo: Catalogo, pages: dict[str, Callable]) -> None:
    """Registra los callbacks de todas las pestañas."""
    common.register(app, pages)
    incidencia.register(app, incidencia.context_from(datos, catalogo))
