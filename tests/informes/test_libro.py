"""El libro: una hoja por figura con números de verdad, y nada que Excel pueda ejecutar."""

from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook

from dashboard.informes.hoja import columns_of, row_height, sheet_name
from dashboard.informes.libro import write_book


@pytest.fixture(scope="module", params=[("madre-de-dios", 2009, 2016), ("", 2019, 2025)])
def libro(request, pedir, catalogo):
    found = pedir(*request.param)
    return found, load_workbook(BytesIO(write_book(found, "Título", catalogo)))


def rows_below(sheet, title):
    """Las filas bajo el encabezado de la tabla, que empieza con `title`."""
    rows = list(sheet.iter_rows(values_only=True))
    first = next(i for i, row in enumerate(rows) if row[0] == title)
    return rows[first], rows[first + 1 :]


def test_every_figure_has_its_sheet_and_the_book_its_three_guides(libro):
    found, book = libro
    assert book.sheetnames == ["Contenido", *(sheet_name(x) for x in found), "Fuentes", "Notas", "Diccionario"]
    assert [r[0] for r in rows_below(book["Contenido"], "Hoja")[1]] == [sheet_name(x) for x in found]


def test_cells_hold_the_numbers_of_the_query_and_what_is_missing_is_blank(libro):
    found, book = libro
    for lamina in found:
        columns = columns_of(lamina)
        head, rows = rows_below(book[sheet_name(lamina)], next(iter(columns.values())).titulo)
        assert list(head)[: len(columns)] == [c.titulo for c in columns.values()]
        for j, (key, column) in enumerate(columns.items()):
            for row, value in zip(rows, lamina.frame[key], strict=True):
                if pd.isna(value) or value == "":
                    assert row[j] is None
                elif column.formato == "texto":
                    assert row[j] == str(value)
                else:
                    assert row[j] == pytest.approx(float(value)) and isinstance(row[j], int | float)


def test_every_figure_carries_its_cedula(libro):
    found, book = libro
    lamina = next(x for x in found if x.id == "perfil_sexo")
    sheet = book[sheet_name(lamina)]
    comments = [c.comment.text for row in sheet.iter_rows() for c in row if c.comment]
    assert len(comments) >= 3 and all("Versión de los datos" in text for text in comments)
    numbers = [c for row in sheet.iter_rows() for c in row if isinstance(c.value, int | float)]
    assert all(c.comment for c in numbers)


def test_text_that_looks_like_a_formula_stays_text(pedir, catalogo):
    lamina = next(x for x in pedir() if x.id == "lista")
    evil = ["=1+1", "+51 999", "-5", "@SUM(A1)", "=HYPERLINK(A1)"]
    frame = lamina.frame.head(len(evil)).assign(nombre=evil)
    sheet = load_workbook(BytesIO(write_book([replace(lamina, frame=frame)], "=TÍTULO", catalogo)))["lista"]
    cells = [c for row in sheet.iter_rows() for c in row if c.value in evil]
    assert len(cells) == len(evil)
    assert all(c.data_type == "s" and c.quotePrefix for c in cells)
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_a_new_chart_has_its_sheet(grafico_nuevo, pedir, catalogo):
    book = load_workbook(BytesIO(write_book(pedir("puno"), "Título", catalogo)))
    assert rows_below(book[grafico_nuevo], "Publicación")[1][0][1] == 2241


def test_a_long_text_has_the_room_it_needs():
    assert row_height([("corto", 30), ("x" * 130, 60)]) == 45
    assert row_height([("una\ndos", 30)]) == 30
    assert row_height([("x" * 9_000, 60)]) <= 409


def test_a_text_longer_than_its_column_is_folded_and_its_row_is_tall_enough(pedir, catalogo):
    lamina = next(x for x in pedir() if x.id == "rutas_internas")
    sheet = load_workbook(BytesIO(write_book([lamina], "Título", catalogo)))["rutas_internas"]
    long = [
        c for row in sheet.iter_rows() for c in row if c.column > 1 and isinstance(c.value, str) and len(c.value) > 60
    ]
    assert long and all(c.alignment.wrap_text for c in long)
    assert all(sheet.row_dimensions[c.row].height >= row_height([(c.value, 60)]) for c in long)
