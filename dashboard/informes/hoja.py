"""Una lámina como hoja de Excel: números de verdad con su formato, y encima lo que hay que saber para leerlos."""

import io
import re
from collections.abc import Iterable
from math import ceil

import pandas as pd
import xlsxwriter

from dashboard.charts import Columna
from dashboard.idioma import N_, _
from dashboard.informes.lamina import Lamina

NUMEROS = {"entero": "#,##0", "decimal": "#,##0.0", "pct": '0.0"%"'}
ANCHO_MINIMO, ANCHO_MAXIMO = 9, 60
LETRAS_POR_ANCHO = 0.8  # las que caben de seguro en una unidad de ancho, aunque falte la letra del libro
# Nada se ejecuta, y no toca al número de la columna anterior.
TEXTO = {"align": "left", "valign": "top", "indent": 1, "quote_prefix": True}
RENGLON, MAX_RENGLONES = 15, 27  # puntos por renglón; Excel no admite filas de más de 409 puntos
CITA = {"procedencia": N_("Procedencia"), "fuente_id": N_("Fuente"), "cita": N_("Cita")}
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
CEDULA = {"x_scale": 3, "y_scale": 2.5, "font_size": 9, "author": "Mirador contra la trata"}
PROHIBIDOS = re.compile(r"[\[\]:*?/\\]")


def book_of(lamina: Lamina) -> bytes:
    """Un libro con una sola hoja."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties(
            {"title": lamina.encabezado, "comments": _("Versión de los datos: {version}.", version=lamina.version)}
        )
        add_sheet(book, lamina)
    return buffer.getvalue()


def add_sheet(book: xlsxwriter.Workbook, lamina: Lamina, con_cedulas: bool = False) -> None:
    """Agrega la hoja de una lámina: encabezado, tabla con filtro automático y fuentes; y la cédula de cada cifra."""
    sheet = book.add_worksheet(sheet_name(lamina))
    first = _write_head(book, sheet, lamina)
    _write_table(book, sheet, first, lamina)
    if con_cedulas:
        _write_cedulas(sheet, first, lamina)
    sheet.freeze_panes(first + 1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first)


def sheet_name(lamina: Lamina) -> str:
    """El nombre de la hoja, como lo admite Excel."""
    return PROHIBIDOS.sub("-", lamina.id)[:31]


def columns_of(lamina: Lamina) -> dict[str, Columna]:
    """Las columnas declaradas y las de cita que la tabla tenga."""
    cited = {k: Columna(title) for k, title in CITA.items() if k in lamina.frame and k not in lamina.columns}
    return dict(lamina.columns) | cited


def _write_head(book, sheet, lamina: Lamina) -> int:
    """Título, filtros, conclusión, advertencias y fuente; devuelve la fila donde empieza la tabla."""
    title, note = book.add_format({"bold": True, "font_size": 14}), book.add_format({"font_color": "#4A6382"})
    caution = book.add_format({"bg_color": "#FDF1DF"})
    lines = [
        (lamina.encabezado, title),
        (_("Filtros: {filtros}", filtros=lamina.filtros), note),
        (lamina.conclusion, None),
    ]
    lines += [(_("Cuidado: {advertencia}", advertencia=text), caution) for text in lamina.cautions]
    lines += [
        (lamina.fuente, note),
        (_("Corte: {corte} · Versión de los datos: {version}", corte=lamina.corte, version=lamina.version), note),
    ]
    for row, (text, style) in enumerate(lines):
        write_text(book, sheet, row, 0, text, style)
    return len(lines) + 1


def _write_table(book, sheet, first: int, lamina: Lamina) -> None:
    columns, frame = columns_of(lamina), lamina.frame
    head = book.add_format({"bold": True, "bg_color": "#E4EEF7", "bottom": 1, "text_wrap": True, "valign": "top"})
    styles = {f: book.add_format({"num_format": code, "valign": "top"}) for f, code in NUMEROS.items()}
    whole, folded = (book.add_format(TEXTO | {"text_wrap": fold}) for fold in (False, True))
    widths = {key: _width(frame[key], column) for key, column in columns.items()}
    for j, (key, column) in enumerate(columns.items()):
        sheet.write_string(first, j, _(column.titulo), head)
        sheet.set_column(j, j, widths[key])
        for i, value in enumerate(frame[key], first + 1):
            text = folded if _is_longer(value, widths[key]) else whole
            _write_cell(book, sheet, i, j, value, styles.get(column.formato), text)
    _fold_rows(sheet, first, frame[list(columns)], list(widths.values()))
    sheet.autofilter(first, 0, first + max(len(frame), 1), len(columns) - 1)


def _is_longer(value, width: int) -> bool:
    return isinstance(value, str) and len(value) > width * LETRAS_POR_ANCHO


def _fold_rows(sheet, first: int, frame: pd.DataFrame, widths: list[int]) -> None:
    """El alto de las filas que llevan un texto más largo que su columna."""
    for i, row in enumerate(frame.itertuples(index=False), first + 1):
        cells = [(v, w) for v, w in zip(row, widths, strict=True) if _is_longer(v, w)]
        if cells:
            sheet.set_row(i, row_height(cells))


def _write_cedulas(sheet, first: int, lamina: Lamina) -> None:
    """Un comentario en cada cifra, con lo que la defiende."""
    for j, key in enumerate(lamina.columns):
        for i in range(len(lamina.frame)):
            if text := lamina.cedula(i, key):
                sheet.write_comment(first + 1 + i, j, text, CEDULA)


def write_text(book, sheet, row: int, column: int, text: str, style=None) -> None:
    """Texto, y solo texto: lo que empieza como una fórmula lleva el apóstrofo de Excel, también al editarlo."""
    if text.startswith(FORMULAS) and style is None:
        style = book.add_format({"quote_prefix": True})
    sheet.write_string(row, column, text, style)


def _write_cell(book, sheet, row: int, column: int, value, number, text) -> None:
    """Número si la columna es de números, texto si no; lo que falta queda en blanco, como en el CSV."""
    if pd.isna(value) or value == "":
        sheet.write_blank(row, column, None)
    elif number and not isinstance(value, str):
        sheet.write_number(row, column, float(value), number)
    else:
        write_text(book, sheet, row, column, _(str(value)), text)


def _width(values: pd.Series, column: Columna) -> int:
    longest = max([len(_(column.titulo)), *values.dropna().astype(str).str.len()], default=0)
    return min(max(ceil(longest / LETRAS_POR_ANCHO), ANCHO_MINIMO), ANCHO_MAXIMO)


def row_height(cells: Iterable[tuple[str, int]]) -> int:
    """Puntos que ocupa una fila de (texto, ancho de columna): una hoja de cálculo no siempre los cuenta al abrirla."""
    room = [(text.split("\n"), int(width * LETRAS_POR_ANCHO)) for text, width in cells]
    lines = max(sum(1 + len(part) // letters for part in parts) for parts, letters in room)
    return RENGLON * min(lines, MAX_RENGLONES)
