"""La tabla y el texto de un gráfico, de las mismas columnas declaradas."""

import pandas as pd
from dash import html

from dashboard import formatting as fmt
from dashboard.charts import Chart, Columna, Contexto

ESCRIBIR = {
    "texto": str,
    "entero": fmt.number,
    "decimal": lambda v: fmt.number(v, 1),
    "pct": fmt.percent,
}


def cell_text(value, columna: Columna) -> str:
    """Un valor como se lee en pantalla; lo ausente es «sin dato» si es número y nada si es texto."""
    if pd.isna(value):
        return "" if columna.formato == "texto" else fmt.SIN_DATO
    return ESCRIBIR[columna.formato](value)


def data_table(chart: Chart, frame: pd.DataFrame, ctx: Contexto) -> html.Div:
    """Tabla real, con encabezados de columna y desplazamiento propio."""
    columns = shown_columns(chart, frame)
    head = [html.Th(c.titulo, scope="col", className=_align(c)) for c in columns.values()]
    body = [
        html.Tr([html.Td(cell_text(row[k], c), className=_align(c)) for k, c in columns.items()])
        for row in frame.to_dict("records")
    ]
    table = html.Table([html.Caption(chart.title(ctx)), html.Thead(html.Tr(head)), html.Tbody(body)], className="tabla")
    return html.Div(table, className="tabla-marco", tabIndex="0", role="region", **{"aria-label": chart.title(ctx)})


def data_text(chart: Chart, frame: pd.DataFrame, ctx: Contexto) -> html.Div:
    """Lo mismo que la tabla, en oraciones."""
    columns = shown_columns(chart, frame)
    rows = [html.Li(row_text(row, columns)) for row in frame.to_dict("records")]
    return html.Div([html.P(chart.takeaway(frame, ctx)), html.Ul(rows, className="texto-lista")], className="texto")


def row_text(row: dict, columns: dict[str, Columna]) -> str:
    """«Encabezado: valor» de cada columna con contenido, separados por punto y coma."""
    pairs = [(c.titulo, cell_text(row[k], c)) for k, c in columns.items()]
    return "; ".join(f"{titulo}: {text}" for titulo, text in pairs if text) + "."


def shown_columns(chart: Chart, frame: pd.DataFrame) -> dict[str, Columna]:
    """Las columnas declaradas que tienen algo que decir en esta selección."""
    return {
        k: c
        for k, c in chart.columns.items()
        if c.formato != "texto" or frame[k].fillna("").astype(str).str.len().any()
    }


def _align(columna: Columna) -> str:
    return "" if columna.formato == "texto" else "numero"
