"""Una lámina como hoja de Excel: números de verdad con su formato, y encima lo que hay que saber para leerlos."""

import io
import re

import pandas as pd
import xlsxwriter

from dashboard.charts import Columna
from dashboard.informes.lamina import Lamina

NUMEROS = {"entero": "#,##0", "decimal": "#,##0.0", "pct": '0.0"%"'}
ANCHO_MINIMO, ANCHO_MAXIMO = 9, 60
CITA = {"procedencia": "Procedencia", "fuente_id": "Fuente", "cita": "Cita"}
PROHIBIDOS = re.compile(r"[\[\]:*?/\\]")


def book_of(lamina: Lamina) -> bytes:
    """Un libro con una sola hoja."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": lamina.encabezado, "comments": f"Versión de los datos: {lamina.version}"})
        add_sheet(book, lamina)
    return buffer.getvalue()


def add_sheet(book: xlsxwriter.Workbook, lamina: Lamina) -> None:
    """Agrega la hoja de una lámina: encabezado, tabla con filtro automático y fuentes."""
    sheet = book.add_worksheet(PROHIBIDOS.sub("-", lamina.id)[:31])
    first = _write_head(book, sheet, lamina)
    _write_table(book, sheet, first, lamina)
    sheet.freeze_panes(first + 1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first)


def columns_of(lamina: Lamina) -> dict[str, Columna]:
    """Las columnas declaradas y las de cita que la tabla tenga."""
    cited = {k: Columna(title) for k, title in CITA.items() if k in lamina.frame and k not in lamina.columns}
    return dict(lamina.columns) | cited


def _write_head(book, sheet, lamina: Lamina) -> int:
    """Título, filtros, conclusión, advertencias y fuente; devuelve la fila donde empieza la tabla."""
    title, note = book.add_format({"bold": True, "font_size": 14}), book.add_format({"font_color": "#4A6382"})
    caution = book.add_format({"bg_color": "#FDF1DF"})
    lines = [(lamina.encabezado, title), (f"Filtros: {lamina.filtros}", note), (lamina.conclusion, None)]
    lines += [(f"Cuidado: {text}", caution) for text in lamina.cautions]
    lines += [(lamina.fuente, note), (f"Corte: {lamina.corte} · Versión de los datos: {lamina.version}", note)]
    for row, (text, style) in enumerate(lines):
        sheet.write_string(row, 0, text, style)
    return len(lines) + 1


def _write_table(book, sheet, first: int, lamina: Lamina) -> None:
    columns, frame = columns_of(lamina), lamina.frame
    head = book.add_format({"bold": True, "bg_color": "#E4EEF7", "bottom": 1, "text_wrap": True, "valign": "top"})
    styles = {f: book.add_format({"num_format": code}) for f, code in NUMEROS.items()}
    for j, (key, column) in enumerate(columns.items()):
        sheet.write_string(first, j, column.titulo, head)
        sheet.set_column(j, j, _width(frame[key], column))
        for i, value in enumerate(frame[key], first + 1):
            _write_cell(sheet, i, j, value, styles.get(column.formato))
    sheet.autofilter(first, 0, first + max(len(frame), 1), len(columns) - 1)


def _write_cell(sheet, row: int, column: int, value, style) -> None:
    """Número si la columna es de números, texto si no; lo que falta queda en blanco, como en el CSV."""
    if pd.isna(value):
        sheet.write_blank(row, column, None)
    elif style:
        sheet.write_number(row, column, float(value), style)
    else:
        sheet.write_string(row, column, str(value))


def _width(values: pd.Series, column: Columna) -> int:
    longest = max([len(column.titulo), *values.dropna().astype(str).str.len()], default=0)
    return min(max(longest + 2, ANCHO_MINIMO), ANCHO_MAXIMO)
