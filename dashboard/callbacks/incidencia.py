"""Une la dirección con la pestaña Incidencia: la dirección es el único estado."""

from collections.abc import Callable

from dash import ALL, Dash, Input, Output, State, ctx, no_update

from dashboard.charts import Contexto, registry
from dashboard.ediciones import Aviso
from dashboard.filters import (
    Filtros,
    asked_version,
    in_words,
    permanent_query,
    to_query,
    was_repaired,
    with_version,
)
from dashboard.idioma import por_idioma
from dashboard.layout import ids
from dashboard.layout.card import TABLA, TEXTO, render
from dashboard.layout.edicion import edition_notice
from dashboard.layout.incidencia import TAB, control_state, profile_words
from dashboard.layout.key_figures import key_figures
from dashboard.queries.medidas import explain, motivos
from dashboard.selection import SelectVersion

GRAFICOS = tuple(c for c in registry().values() if c.tab == TAB)
PARTES = ("titulo", "cuerpo", "pie")
TARJETAS_GUARDADAS = 2048
Notice = Callable[[str], Aviso | None]  # versión pedida → aviso, si no es la vigente


def register(app: Dash, select: SelectVersion, notice: Notice) -> None:
    """Un callback contesta toda la pestaña; los del navegador llevan controles y clics a la dirección."""

    @por_idioma(TARJETAS_GUARDADAS)
    def card_of(version: str, chart_id: str, filtros: Filtros, view: str) -> tuple:
        base = select("", version)
        return render(registry()[chart_id], Contexto(base.datos, base.catalogo, filtros), view)

    @app.callback(
        *[Output(ids.campo(f), p) for f in ids.CAMPOS for p in ("options", "value", "disabled")],
        Output(ids.FRASE, "children"),
        Output(ids.MOTIVOS, "children"),
        Output(ids.SIN_CRUCE, "children"),
        Output(ids.CIFRAS, "children"),
        Output(ids.ESTADO, "data"),
        Output(ids.PERMANENTE, "href"),
        Output(ids.EDICION, "children"),
        Output(ids.CONSULTA, "search"),
        *[Output(ids.figura(c.id), "data") for c in GRAFICOS],
        *[Output(ids.parte(c.id, p), "children") for c in GRAFICOS for p in PARTES],
        *[Output(c.id, "hidden") for c in GRAFICOS],
        Input(ids.CONSULTA, "search"),
        Input({"tipo": "vista", "grafico": ALL}, "value"),
        State(ids.VERSION, "data"),
    )
    def answer(search: str, _views: list[str], version: str) -> tuple:
        asked = asked_version(search or "")
        contexto, views = select(search or "", asked or version), _chosen_views()
        cards = [card_of(contexto.datos.version, c.id, contexto.filtros, views.get(c.id, "")) for c in GRAFICOS]
        return (
            *_controls(contexto),
            permanent_query(contexto.filtros, contexto.datos.version),
            _edition(notice(asked), contexto),
            repaired_search(search or "", contexto),
            *[figure for _, figure, _, _ in cards],
            *[part for title, _, body, footer in cards for part in (title, body, footer)],
            *[not c.applies(contexto) for c in GRAFICOS],
        )

    _browser_callbacks(app)


def _chosen_views() -> dict[str, str]:
    """La vista de cada gráfico; la que no existe es la inicial, y así no ocupa memoria."""
    asked = [(registry().get(item["id"]["grafico"]), item.get("value")) for item in ctx.inputs_list[1]]
    return {chart.id: view for chart, view in asked if chart and view in (*chart.draws, TABLA, TEXTO)}


def repaired_search(search: str, contexto: Contexto):
    """La dirección corregida cuando pedía algo que no existe; si no, nada que cambiar."""
    if not was_repaired(search, contexto.filtros):
        return no_update
    query, asked = to_query(contexto.filtros, contexto.catalogo), asked_version(search)
    return with_version(query, asked) if asked else query


def _edition(aviso: Aviso | None, contexto: Contexto):
    """El aviso, con la misma selección en los datos vigentes a un paso."""
    return edition_notice(aviso, to_query(contexto.filtros, contexto.catalogo) or "/") if aviso else None


def _controls(contexto: Contexto) -> tuple:
    """Opciones y valores de los filtros, la frase, las razones, las cifras y el estado."""
    filtros, catalogo = contexto.filtros, contexto.catalogo
    reasons = motivos(contexto.datos, catalogo, filtros)
    controls = control_state(catalogo, filtros, reasons)
    return (
        *[value for f in ids.CAMPOS for value in controls[f]],
        in_words(filtros, catalogo),
        explain(reasons),
        profile_words(catalogo, filtros),
        key_figures(contexto),
        {f: controls[f][1] for f in ids.CAMPOS},
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
