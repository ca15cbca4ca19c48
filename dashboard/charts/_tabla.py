"""Las celdas de la tabla de un gráfico, en palabras: lo mismo en la pantalla, en las láminas y en el libro."""

import pandas as pd

from dashboard import formatting as fmt
from dashboard.charts import Chart, Columna
from dashboard.idioma import _

ESCRIBIR = {
    "texto": str,
    "entero": fmt.number,
    "decimal": lambda v: fmt.number(v, 1),
    "pct": fmt.percent,
    "exacto": lambda v: fmt.number(v, 0 if float(v).is_integer() else 1),
}


def cell_text(value, columna: Columna) -> str:
    """Un valor como se lee en pantalla; lo ausente es «sin dato» si es número y nada si es texto.

    Un texto en una columna de números es la marca de por qué no hay número: se escribe tal cual.
    """
    if isinstance(value, str):
        return _(value)
    if pd.isna(value):
        return "" if columna.formato == "texto" else _(fmt.SIN_DATO)
    return ESCRIBIR[columna.formato](value)


def row_text(row: dict, columns: dict[str, Columna]) -> str:
    """«Encabezado: valor» de cada columna con contenido, separados por punto y coma."""
    pairs = [(_(c.titulo), cell_text(row[k], c)) for k, c in columns.items()]
    return "; ".join(f"{titulo}: {text.removesuffix('.')}" for titulo, text in pairs if text) + "."


def shown_columns(chart: Chart, frame: pd.DataFrame) -> dict[str, Columna]:
    """Las columnas declaradas que tienen algo que decir en esta selección."""
    return {k: c for k, c in chart.columns.items() if _says_something(frame[k], c)}


def _says_something(values: pd.Series, columna: Columna) -> bool:
    if columna.formato == "texto":
        return bool(values.fillna("").astype(str).str.len().any())
    return not columna.opcional or bool(values.notna().any())
