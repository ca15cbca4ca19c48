"""Une la dirección con la pestaña Incidencia: la dirección es el único estado."""

from collections.abc import Callable

from dash import ALL, Dash, Input, Output, State, ctx, no_update

from dashboard.charts import Contexto, registry
from dashboard.filters import from_query, in_words, to_query, was_repaired
from dashboard.layout import ids
from dashboard.layout.card import render
from dashboard.layout.incidencia import TAB, control_state
from dashboard.layout.key_figures import key_figures
from dashboard.queries.medidas import explain, motivos

GRAFICOS = tuple(c for c in registry().values() if c.tab == TAB)
PARTES = ("titulo", "cuerpo", "pie")


def register(app: Dash, context: Callable[[str], Contexto]) -> None:
    """Un callback contesta toda la pestaña; los del navegador llevan controles y clics a la dirección."""

    @app.callback(
        *[Output(ids.campo(f), p) for f in ids.CAMPOS for p in ("options", "value", "disabled")],
        Output(ids.FRASE, "children"),
        Output(ids.MOTIVOS, "children"),
        Output(ids.CIFRAS, "children"),
        Output(ids.ESTADO, "data"),
        Output(ids.CONSULTA, "search"),
        Output({"tipo": "figura", "grafico": ALL}, "data"),
        *[Output(ids.parte(c.id, p), "children") for c in GRAFICOS for p in PARTES],
        Input(ids.CONSULTA, "search"),
        Input({"tipo": "vista", "grafico": ALL}, "value"),
    )
    def answer(search: str, _views: list[str]) -> tuple:
        contexto = context(search or "")
        return _answer(contexto, _chosen_views(), repaired_search(search or "", contexto))

    _browser_callbacks(app)


def _chosen_views() -> dict[str, str]:
    return {item["id"]["grafico"]: item.get("value") for item in ctx.inputs_list[1]}


def repaired_search(search: str, contexto: Contexto):
    """La dirección corregida cuando pedía algo que no existe; si no, nada que cambiar."""
    if not was_repaired(search, contexto.filtros):
        return no_update
    return to_query(contexto.filtros, contexto.catalogo)


def _answer(contexto: Contexto, views: dict[str, str], search) -> tuple:
    filtros, catalogo = contexto.filtros, contexto.catalogo
    reasons = motivos(contexto.datos, catalogo, filtros)
    controls = control_state(catalogo, filtros, reasons)
    cards = {c.id: render(c, contexto, views.get(c.id, "")) for c in GRAFICOS}
    order = [item["id"]["grafico"] for item in ctx.outputs_list[len(ids.CAMPOS) * 3 + 5]]
    return (
        *[value for f in ids.CAMPOS for value in controls[f]],
        in_words(filtros, catalogo),
        explain(reasons),
        key_figures(contexto),
        {f: controls[f][1] for f in ids.CAMPOS},
        search,
        [cards[chart_id][1] for chart_id in order],
        *[part for c in GRAFICOS for part in (cards[c.id][0], *cards[c.id][2:])],
    )


def _browser_callbacks(app: Dash) -> None:
    """Llevan controles y clics a la dirección; escriben con set_props, que no cierra un ciclo."""
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
    app.clientside_callback(
        "function(clics) { window.mirador.elegir(clics); }",
        Input({"tipo": "lienzo", "grafico": ALL}, "clickData"),
        prevent_initial_call=True,
    )


def context_from(datos, catalogo) -> Callable[[str], Contexto]:
    """De una dirección a un contexto; una medida que la selección no admite vuelve al conteo."""

    def context(search: str) -> Contexto:
        filtros = from_query(search, catalogo)
        possible = filtros.medida not in motivos(datos, catalogo, filtros)
        return Contexto(datos, catalogo, filtros if possible else filtros.con(medida="conteo"))

    return context
