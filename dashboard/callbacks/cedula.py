"""Abre la cédula de una cifra donde se está leyendo, o en su propia dirección."""

from collections.abc import Callable

from dash import Dash, Input, Output

from dashboard.layout import ids

Sheet = Callable[[str, str], object]  # camino y consulta de la dirección → la ficha


def register(app: Dash, sheet: Sheet) -> None:
    """El navegador pone la dirección pedida; el servidor contesta la ficha y el navegador abre la caja."""

    @app.callback(Output(ids.CEDULA, "children"), Input(ids.CEDULA_PEDIDA, "data"), prevent_initial_call=True)
    def show(asked: str):
        path, _, query = (asked or "").partition("#")[0].partition("?")
        return sheet(path, query)

    app.clientside_callback(
        "function(ficha) { window.mirador.abrirCedula(); }", Input(ids.CEDULA, "children"), prevent_initial_call=True
    )
