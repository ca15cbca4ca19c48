"""Une la dirección con la pestaña Incidencia: la dirección es el único estado.

Todo ocurre en el navegador, que trae las tarjetas de `dashboard.tarjetas` y solo pone las que cambiaron.
"""

from dash import ALL, Dash, Input, Output, State

from dashboard.layout import ids


def register(app: Dash) -> None:
    """Los controles y los clics van a la dirección, y la dirección a las tarjetas; set_props no cierra un ciclo."""
    app.clientside_callback(
        "function(...args) { window.mirador.tarjetas(...args); }",
        Input(ids.CONSULTA, "search"),
        Input({"tipo": "vista", "grafico": ALL}, "value"),
        State(ids.VERSION, "data"),
        State(ids.HOJA, "data"),
    )
    app.clientside_callback(
        "function(...args) { window.mirador.escribirDireccion(...args); }",
        *[Input(ids.campo(f), "value") for f in ids.CAMPOS],
        State(ids.ESTADO, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        "function(clics, abierto) { return !abierto; }",
        Output(ids.PLEGADO, "is_open"),
        Input(ids.ABRIR, "n_clicks"),
        State(ids.PLEGADO, "is_open"),
        prevent_initial_call=True,
    )
