"""Escribe el formulario de una institución como libro de Excel: celdas bloqueadas, listas, avisos y control oculto."""

import io

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from dashboard.plan.contenido import MAX_COMENTARIO, MAX_NOTA, hito_states
from dashboard.plan.estado import que_se_informa
from dashboard.sin_internet import hoja as h
from dashboard.sin_internet.escribir_guia import write_guide, write_proofs
from dashboard.sin_internet.formatos import ALTO_LINEA, Hoja, formats
from dashboard.sin_internet.sello import control_of, seal

ANCHOS = (12, 42, 22, 18, 42, 6, 11, 16, 12, 24, 26, 36)
LETRAS_POR_LINEA, MAX_LINEAS = 38, 20
MAYOR = 1e12
AVISOS = {
    h.VALOR: "{que} Vacío es «sin reporte»; 0, que el resultado fue cero.",
    h.TOTAL: "De cuántos es parte la cifra de «Valor». Sin este total no se puede calcular el porcentaje.",
    h.ESTADO: "{que} Elija de la lista.",
    h.NOTA: "Si hace falta para entender el año. Sin nombres ni datos de personas.",
    h.COMENTARIO: "Si hace falta para entender la meta. Sin nombres ni datos de personas.",
}


def write_form(formulario: h.Formulario, clave: bytes) -> bytes:
    """El libro entero."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": formulario.titulo})
    styles = formats(book)
    guide, form, proofs, lists, hidden = (
        Hoja(_sheet(book, name, formulario), styles, formulario.demostracion)
        for name in (h.INSTRUCCIONES, h.AVANCES, h.EVIDENCIAS, h.LISTAS, h.CONTROL)
    )
    ranges = _lists(lists.hoja, formulario)
    write_guide(guide, formulario)
    _form(form, formulario, ranges)
    write_proofs(proofs, formulario, ranges)
    hidden.hoja.write_column(0, 0, seal(control_of(formulario), clave))
    lists.hoja.hide()
    hidden.hoja.very_hidden()
    form.hoja.activate()
    book.close()
    return out.getvalue()


def _sheet(book: Workbook, name: str, formulario: h.Formulario) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.protect("", {"format_rows": True, "format_columns": True})
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&8{formulario.titulo}&R&8&P de &N")
    if formulario.demostracion:
        sheet.set_header('&C&"Calibri,Bold"&14DEMOSTRACIÓN')
    return sheet


def _lists(sheet: Worksheet, formulario: h.Formulario) -> dict[str, str]:
    """Una columna por lista desplegable; devuelve el rango de cada una."""
    lists = {"meta": [m.meta_id for m in formulario.metas], "nivel": [h.NIVELES[1], h.NIVELES[2]]}
    con_estado = (m for m in formulario.metas if h.takes(m, h.ESTADO))
    lists |= {m.meta_id: list(hito_states(formulario.plan, m)) for m in con_estado}
    for column, values in enumerate(lists.values()):
        sheet.write_column(0, column, values)
    letters = (xl_col_to_name(i, col_abs=True) for i in range(len(lists)))
    return {
        name: f"={h.LISTAS}!{letter}$1:{letter}${len(values)}"
        for letter, (name, values) in zip(letters, lists.items(), strict=True)
    }


def _form(page: Hoja, formulario: h.Formulario, ranges: dict[str, str]) -> None:
    sheet = page.hoja
    page.head(formulario.titulo, formulario.institucion.nombre, h.COLUMNAS, ANCHOS)
    if not any(r.observaciones for r in formulario.ultimos.values()):
        sheet.set_column(h.OBSERVA - 1, h.OBSERVA - 1, 0, None, {"hidden": True})
    for fila in formulario.filas:
        if isinstance(fila, h.Banda):
            page.band(fila.fila, fila.texto, len(h.COLUMNAS), "eje" if fila.es_eje else "accion")
        else:
            _year(page, formulario, fila, ranges)
            if fila.primero:
                _of_meta(page, formulario, fila)
    sheet.freeze_panes(h.FILA_TITULOS, h.MIDE)
    sheet.set_landscape()


def _year(page: Hoja, formulario: h.Formulario, r: h.Renglon, ranges: dict[str, str]) -> None:
    """Las celdas de un año: bloqueadas si la meta no las pide; si no, con lo último que se informó."""
    valor = formulario.valor(r)
    last = {h.VALOR: valor.numero, h.TOTAL: valor.denominador, h.ESTADO: valor.hito, h.NOTA: valor.nota}
    for column in (h.ANIO, h.UNIDAD, *last):
        if text := formulario.bloqueadas.get((r.fila, column)):
            style = "gris" if text == h.NO_CORRESPONDE else "bloqueada"
            page.text(r.fila, column, text, style)
        else:
            page.entry(r.fila, column, last[column])
            rule = _rule(column, ranges.get(r.meta.meta_id, ""), que_se_informa(formulario.plan, r.meta))
            page.hoja.data_validation(r.fila - 1, column - 1, r.fila - 1, column - 1, rule)
    page.hoja.set_row(r.fila - 1, _height(formulario, r) if r.primero else 2 * ALTO_LINEA)


def _of_meta(page: Hoja, formulario: h.Formulario, r: h.Renglon) -> None:
    """Las celdas que valen para todos los años de la meta."""
    ultimo, last = formulario.ultimos.get(r.meta.meta_id), r.fila + len(formulario.anios) - 1
    observed = (r.fila, h.OBSERVA) in formulario.bloqueadas
    for column in h.DE_LA_META:
        style = "observada" if column == h.META and observed else "bloqueada"
        page.text(r.fila, column, formulario.bloqueadas.get((r.fila, column), ""), style, hasta=last)
    page.text(r.fila, h.COMENTARIO, ultimo.comentario if ultimo else "", "entrada", hasta=last)
    rule = _rule(h.COMENTARIO)
    page.hoja.data_validation(r.fila - 1, h.COMENTARIO - 1, last - 1, h.COMENTARIO - 1, rule)


def _rule(column: int, states: str = "", que: str = "") -> dict:
    """Qué admite la celda y qué le dice Excel a quien la llena; `que`: lo que pide la meta, dicho por el Plan."""
    message = AVISOS[column].format(que=que)
    rule = {"input_title": h.COLUMNAS[column - 1], "input_message": message, "ignore_blank": True}
    if column == h.ESTADO:
        return rule | {"validate": "list", "source": states, "error_message": "Elija un estado de la lista."}
    if limit := {h.NOTA: MAX_NOTA, h.COMENTARIO: MAX_COMENTARIO}.get(column):
        error = f"Escriba como máximo {limit:,} letras."
        return rule | {"validate": "length", "criteria": "<=", "value": limit, "error_message": error}
    number = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": MAYOR}
    return rule | number | {"error_message": "Escriba solo una cifra, de 0 en adelante."}


def _height(formulario: h.Formulario, r: h.Renglon) -> float:
    """Alto de la primera fila de la meta para que su texto más largo quepa en las filas de todos sus años."""
    texts = (formulario.bloqueadas.get((r.fila, c), "").split("\n") for c in (h.MIDE, h.OBSERVA))
    lines = max(sum(1 + len(part) // LETRAS_POR_LINEA for part in text) for text in texts)
    others = 2 * (len(formulario.anios) - 1)
    return ALTO_LINEA * min(max(2, lines - others), MAX_LINEAS)
