"""Une la dirección con la pestaña Metas: la dirección es el único estado."""

from collections.abc import Callable
from dataclasses import asdict

from dash import Dash, Input, Output, State, no_update
from flask import Flask, Response, request

from dashboard.layout.metas import control_state, ids, view_links
from dashboard.layout.metas.contenido import content, page_class, phrase, side
from dashboard.layout.metas.tarjetas import eje_cards
from dashboard.metas.csv import DESCARGA, file_name, metas_csv
from dashboard.metas.filters import clean_text, from_query
from dashboard.metas.seleccion import Seleccion
from dashboard.plan import Plan
from dashboard.plan.reportes import Avances


def register(app: Dash, plan: Plan, avances: Callable[[], Avances]) -> None:
    """Un callback contesta toda la pestaña; los del navegador llevan los controles a la dirección."""

    @app.callback(
        *[Output(ids.campo(f), p) for f in ids.LISTAS for p in ("options", "value")],
        Output(ids.campo("texto"), "value"),
        Output(ids.FRASE, "children"),
        Output(ids.EJES, "children"),
        Output(ids.VISTAS, "children"),
        Output(ids.CONTENIDO, "children"),
        Output(ids.LATERAL, "children"),
        Output(ids.PAGINA, "className"),
        Output(ids.ESTADO, "data"),
        Input(ids.CONSULTA, "search"),
        State(ids.campo("texto"), "value"),
    )
    def answer(search: str, escrito: str) -> tuple:
        return _answer(Seleccion(plan, from_query(search or "", plan)), escrito or "")

    _browser_callbacks(app)
    _serve_csv(app.server, plan)


def _answer(seleccion: Seleccion, escrito: str) -> tuple:
    filtros = seleccion.filtros
    controls = control_state(seleccion)
    same_text = clean_text(escrito) == filtros.texto
    return (
        *[value for f in ids.LISTAS for value in controls[f]],
        no_update if same_text else filtros.texto,
        phrase(seleccion),
        eje_cards(seleccion),
        view_links(filtros),
        content(seleccion),
        side(seleccion),
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


def _serve_csv(server: Flask, plan: Plan) -> None:
    @server.get(DESCARGA)
    def download_metas():
        filtros = from_query(request.query_string.decode(errors="replace"), plan)
        headers = {"Content-Disposition": f'attachment; filename="{file_name(filtros)}"'}
        return Response(metas_csv(plan, filtros), mimetype="text/csv", headers=headers)
