"""La tarjeta de un gráfico: título, pregunta, dibujo, conclusión, advertencias y fuente."""

import dash_bootstrap_components as dbc
from dash import html

from dashboard.cedula import path_of
from dashboard.charts import Chart, Contexto, Lista
from dashboard.figures.theme import Figura
from dashboard.idioma import N_, _
from dashboard.layout import ids
from dashboard.layout.bars import bar_list
from dashboard.layout.descargar import download_menu
from dashboard.layout.footer import card_footer
from dashboard.layout.locale import LOCALE
from dashboard.layout.table import data_table, data_text

GRAPH_CONFIG = {
    "displayModeBar": False,
    "locale": "es-PE",
    "locales": {"es-PE": LOCALE},
    "responsive": True,
    "scrollZoom": False,
}
TABLA, TEXTO = N_("Tabla"), N_("Texto")


def card(chart: Chart) -> html.Section:
    """El esqueleto de la tarjeta; `render` lo llena con la selección."""
    title_id = ids.parte(chart.id, "titulo")
    return html.Section(
        [
            html.Header(
                [
                    html.Div([html.H3(id=title_id), html.P(_(chart.question), className="pregunta")]),
                    view_switch(chart),
                ],
                className="tarjeta-cabeza",
            ),
            html.Figure(
                [
                    html.Div(
                        html.Div(id=ids.parte(chart.id, "lienzo"), className="lienzo"),
                        id=ids.parte(chart.id, "marco"),
                        style={"display": "none"},
                        tabIndex="0",
                        role="group",
                        className="marco",
                        **{"aria-labelledby": title_id, "aria-describedby": ids.AYUDA_TECLADO},
                    ),
                    html.Div(id=ids.parte(chart.id, "cuerpo")),
                ],
                role="group",
                **{"aria-labelledby": title_id},
            ),
            html.Div(id=ids.parte(chart.id, "pie"), className="tarjeta-pie"),
        ],
        id=chart.id,
        className=f"tarjeta tarjeta-{chart.width}",
        **{"aria-labelledby": f"{title_id} {ids.seccion(chart.section)}"},
    )


def view_switch(chart: Chart) -> dbc.RadioItems:
    """Selector de vista: los dibujos del gráfico, la tabla y el texto."""
    views = [*chart.draws, TABLA, TEXTO]
    return dbc.RadioItems(
        id=ids.vista(chart.id),
        options=[{"label": _(v), "value": v} for v in views],
        value=views[0],
        className="vistas btn-group",
        inputClassName="btn-check",
        labelClassName="btn btn-sm",
        labelCheckedClassName="active",
    )


def render(chart: Chart, ctx: Contexto, view: str) -> tuple:
    """(título, figura o None, cuerpo, pie) de la tarjeta para una selección y una vista."""
    frame = chart.query(ctx)
    figure, body = _body(chart, frame, ctx, view)
    return chart.title(ctx), figure, body, [*card_footer(chart, frame, ctx), download_menu(chart, ctx)]


def _body(chart: Chart, frame, ctx: Contexto, view: str) -> tuple:
    if frame.empty:
        return None, html.P(chart.why_empty(ctx), className="vacio")
    if view == TABLA:
        return None, data_table(chart, frame, ctx)
    if view == TEXTO:
        return None, data_text(chart, frame, ctx)
    drawing = chart.draws.get(view, next(iter(chart.draws.values())))(frame, ctx)
    if isinstance(drawing, Lista):
        return None, bar_list(drawing, ctx, _cedulas(chart, frame, ctx, drawing))
    return drawing.compact(), legend(drawing)


def _cedulas(chart: Chart, frame, ctx: Contexto, lista: Lista) -> list[str] | None:
    """La cédula de cada barra: una por fila de la tabla, en la columna que la lista dibuja."""
    if not lista.columna:
        return None
    return [path_of(chart, ctx, record, lista.columna) for record in frame.to_dict("records")]


def legend(figura: Figura) -> html.Ul | None:
    """La leyenda como lista en HTML: se lee, se parte en líneas y se imprime."""
    if not figura.leyenda:
        return None
    items = [
        html.Li(
            [
                html.Span(className=f"muestra muestra-{c.forma}", style={"--color": shade(c.color)}),
                html.Span(c.texto),
            ]
        )
        for c in figura.leyenda
    ]
    return html.Ul(items, className="leyenda", **{"aria-label": _("Leyenda")})


def shade(color: str) -> str:
    """El color de una muestra en el esquema de quien mira: su par de esquema.css o, si no tiene, él mismo."""
    return f"var(--c{color[1:].lower()}, {color})"
