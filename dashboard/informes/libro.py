"""El libro de una sesión: una hoja por figura y, al final, fuentes, notas y diccionario."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from dashboard.catalog import Catalogo
from dashboard.informes.hoja import add_sheet, columns_of, row_height, sheet_name, write_text
from dashboard.informes.lamina import Lamina

FORMATOS = {"texto": "texto", "entero": "número entero", "decimal": "número con un decimal", "pct": "porcentaje"}
SIN_CIFRA = {
    "sin dato": "la fuente no lo dice",
    "en investigación": "la autoridad todavía lo averigua",
    "no determinado": "se averiguó y no se pudo establecer",
    "no publicado": "lo que falta para 100 en una distribución; no se sabe qué contiene",
    "sin reporte": "nadie ha informado todavía sobre la meta",
    "no corresponde": "el Plan no pide nada ahí",
    "reservado (c)": "la cifra existe y no se muestra para proteger a las personas",
    "celda en blanco": "sin dato; nunca quiere decir cero",
}
ANCHOS = (30, 46, 60, 30, 30)


def write_book(laminas: Sequence[Lamina], titulo: str, catalogo: Catalogo) -> bytes:
    """Un libro que abre igual en Excel y en LibreOffice: números de verdad, cada uno con su cédula en un comentario."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": titulo, "comments": f"Versión de los datos: {laminas[0].version}"})
        _table(book, "Contenido", ("Hoja", "Título", "Conclusión", "Filtros", "Corte"), map(_content, laminas))
        for lamina in laminas:
            add_sheet(book, lamina, con_cedulas=True)
        _table(book, "Fuentes", ("Título", "Editor", "Fecha", "Ubicación", "Licencia"), _sources(laminas))
        _table(book, "Notas", ("Hoja", "Título", "Advertencia"), _cautions(laminas))
        _table(book, "Diccionario", ("Palabra o columna", "Dónde", "Qué quiere decir"), _words(laminas, catalogo))
    return buffer.getvalue()


def _table(book, name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bg_color": "#E4EEF7", "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    for j, title in enumerate(head):
        sheet.write_string(0, j, title, bold)
        sheet.set_column(j, j, ANCHOS[j])
    for i, row in enumerate(rows, 1):
        for j, text in enumerate(row):
            write_text(book, sheet, i, j, text, wrap)
        sheet.set_row(i, row_height(zip(row, ANCHOS, strict=False)))
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _content(lamina: Lamina) -> tuple[str, ...]:
    return sheet_name(lamina), lamina.encabezado, lamina.conclusion, lamina.filtros, lamina.corte


def _sources(laminas: Sequence[Lamina]) -> list[tuple[str, ...]]:
    found = {(f.titulo, f.editor, f.fecha, f.ubicacion, f.licencia) for lamina in laminas for f in lamina.fuentes}
    return sorted(found)


def _cautions(laminas: Sequence[Lamina]) -> list[tuple[str, ...]]:
    return [(sheet_name(x), x.encabezado, text) for x in laminas for text in x.cautions]


def _words(laminas: Sequence[Lamina], catalogo: Catalogo) -> list[tuple[str, ...]]:
    """Las columnas de cada hoja, la definición de cada serie y las maneras de no tener cifra."""
    columns = [(c.titulo, sheet_name(x), FORMATOS[c.formato]) for x in laminas for c in columns_of(x).values()]
    series = [(s.nombre, s.editor, s.definicion) for s in catalogo.series.values()]
    return [*series, *((word, "cualquier hoja", meaning) for word, meaning in SIN_CIFRA.items()), *columns]
