"""Lo que comparten las pestañas: cambiar de página y avisar que hay datos nuevos."""

from collections.abc import Callable

from dash import ALL, Dash, Input, Output, State

from dashboard.cedula.direccion import RUTA
from dashboard.layout import ids
from dashboard.layout.shell import not_found


def register(app: Dash, pages: dict[str, Callable], cedula_page: Callable[[str, str], object]) -> None:
    """`pages`: ruta → función que construye la página. Cada pestaña se pide al abrirla."""

    @app.callback(Output(ids.CONTENIDO, "children"), Input(ids.URL, "pathname"), State(ids.URL, "search"))
    def show(pathname: str, search: str):
        if (pathname or "").startswith(RUTA):
            return cedula_page(pathname, search or "")
        return pages.get((pathname or "/").rstrip("/") or "/", not_found)()

    app.clientside_callback(
        "function(n, version) { return window.mirador.mismaVersion(version); }",
        Output(ids.AVISO, "hidden"),
        Input(ids.RELOJ, "n_intervals"),
        State(ids.VERSION, "data"),
        prevent_initial_call=True,
    )
    # Por el camino y no por la dirección entera: los enlaces llevan además el idioma.
    app.clientside_callback(
        "function(camino) { return dash_clientside.callback_context.outputs_list.map((o) => o.id.ruta === camino); }",
        Output(ids.pestana(ALL), "active"),
        Input(ids.URL, "pathname"),
    )
    app.clientside_callback(
        "function() { window.location.reload(); }", Input(ids.RECARGAR, "n_clicks"), prevent_initial_call=True
    )
