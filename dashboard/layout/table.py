"""La tabla y el texto de un gráfico, de las mismas columnas declaradas."""

import pandas as pd
from dash import html

from dashboard.cedula import path_of
from dashboard.charts import Chart, Columna, Contexto
from dashboard.charts._tabla import cell_text, row_text, shown_columns
from dashboard.idioma import _
from dashboard.layout import ids
from dashboard.layout.cedula import figure_link


def data_table(chart: Chart, frame: pd.DataFrame, ctx: Contexto) -> html.Div:
    """Tabla real, con encabezados de columna y desplazamiento propio."""
    columns = shown_columns(chart, frame)
    head = [html.Th(_(c.titulo), scope="col", className=_align(c)) for c in columns.values()]
    body = [
        html.Tr([html.Td(_cell(chart, ctx, row, k), className=_align(c)) for k, c in columns.items()])
        for row in frame.to_dict("records")
    ]
    table = html.Table([html.Caption(chart.title(ctx)), html.Thead(html.Tr(head)), html.Tbody(body)], className="tabla")
    named = {"aria-labelledby": ids.parte(chart.id, "titulo")}
    return html.Div(table, className="tabla-marco", tabIndex="0", role="group", **named)


def _cell(chart: Chart, ctx: Contexto, row: dict, column: str):
    """El valor; si es una cifra, enlazado a su cédula."""
    text, href = cell_text(row[column], chart.columns[column]), path_of(chart, ctx, row, column)
    return figure_link(text, href) if href else text


def data_text(chart: Chart, frame: pd.DataFrame, ctx: Contexto) -> html.Div:
    """Lo mismo que la tabla, en oraciones."""
    columns = shown_columns(chart, frame)
    rows = [html.Li(row_text(row, columns)) for row in frame.to_dict("records")]
    return html.Div(
        [html.P(chart.takeaway(frame, ctx)), html.Ul(rows, className="texto-lista", tabIndex="0")], className="texto"
    )


def _align(columna: Columna) -> str:
    return "" if columna.formato == "texto" else "numero"
