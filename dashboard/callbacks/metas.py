"""Une la dirección con la pestaña Metas: la dirección es el único estado."""

from collections.abc import Callable
from dataclasses import asdict

from dash import Dash, Input, Output, State, no_update
from flask import Flask, Response, request

from dashboard.layout.metas import control_state, ids
from dashboard.layout.metas.contenido import page_class
from dashboard.layout.metas.respuesta import CONTESTA
from dashboard.metas.csv import DESCARGA, file_name, metas_csv
from dashboard.metas.filters import clean_text, from_query
from dashboard.metas.seleccion import Seleccion
from dashboard.metas.vigente import Vigente
from dashboard.plan import Plan


def register(app: Dash, plan: Plan, current: Vigente) -> None:
    """Un callback contesta toda la pestaña; los del navegador llevan los controles a la dirección."""

    def select(query: str) -> Seleccion:
        filtros = from_query(query, plan)
        return Seleccion(current(filtros.metodo), filtros)

    @app.callback(
        *[Output(ids.campo(f), p) for f in ids.LISTAS for p in ("options", "value")],
        Output(ids.campo("texto"), "value"),
        *[Output(part, "children") for part in CONTESTA],
        Output(ids.PAGINA, "className"),
        Output(ids.ESTADO, "data"),
        Input(ids.CONSULTA, "search"),
        State(ids.campo("texto"), "value"),
    )
    def answer(search: str, escrito: str) -> tuple:
        return _answer(select(search or ""), escrito or "")

    _browser_callbacks(app)
    _serve_csv(app.server, select)


def _answer(seleccion: Seleccion, escrito: str) -> tuple:
    filtros = seleccion.filtros
    controls = control_state(seleccion)
    same_text = clean_text(escrito) == filtros.texto
    return (
        *[value for f in ids.LISTAS for value in controls[f]],
        no_update if same_text else filtros.texto,
        *[build(seleccion) for build in CONTESTA.values()],
        page_class(seleccion),
        asdict(filtros),
    )


def _browser_callbacks(app: Dash) -> None:
    """Llevan los controles a la dirección y el foco al detalle; escriben con set_props, que no cierra un ciclo."""
    app.clientside_callback(
        "function(...args) { window.mirador.metas.escribirDireccion(...args); }",
        *[Input(ids.campo(f), "value") for f in ids.CAMPOS],
        State(ids.ESTADO, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        "function(estado) { window.mirador.metas.llevarFoco(estado); }",
        Input(ids.ESTADO, "data"),
        prevent_initial_call=True,
    )


def _serve_csv(server: Flask, select: Callable[[str], Seleccion]) -> None:
    @server.get(DESCARGA)
    def download_metas():
        seleccion = select(request.query_string.decode(errors="replace"))
        name = file_name(seleccion.filtros, seleccion.seguimiento.avances.demostracion)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(metas_csv(seleccion), mimetype="text/csv", headers=headers)
