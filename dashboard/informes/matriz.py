"""La Matriz de Monitoreo y Evaluación como libro de Excel: cada meta con lo aprobado y sus tres lados.

El Plan la pide junto a las fichas de sus indicadores (texto del Plan, línea 1965).
"""

import io
from collections.abc import Iterator

import xlsxwriter

from dashboard import formatting as fmt
from dashboard.informes.balance import Balance
from dashboard.informes.congreso_anexos import SIGNOS
from dashboard.informes.hoja import row_height
from dashboard.metas.filters import CLASES, short_name
from dashboard.metas.seleccion import short_names
from dashboard.plan.entidades import Meta
from dashboard.plan.estado import PRUEBAS, Motivo, Reporto, Seguimiento
from dashboard.plan.reportes import DEMOSTRACION, Reporte, Valor

Filas = list[dict[str, object]]
ANCHOS = {"Qué se mide": 46, "Por qué": 60, "Informado y aprobado": 46, "Qué pide el Plan": 22, "Nota": 50}
ANCHOS |= {"Responsables": 30, "Indicador": 60, "Nombre": 50, "Fuente": 40, "Qué es": 110}
ANCHOS |= {"Eje": 6, "Objetivo": 9, "Acción": 8, "Periodo": 11, "Trayectoria": 11, "Meta": 13}
CORRIENTE = 14
SIN_BASE = "El Plan no le pone cifra, línea de base ni fecha."


def matrix_book(b: Balance) -> bytes:
    """El libro entero: la matriz de todas las metas, los reportes, los indicadores y de dónde sale todo."""
    seguimiento = Seguimiento(b.plan, b.publico, b.hoy, b.metodo)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": f"Matriz de M y E · {b.plan.ficha.nombre_corto}"})
        writer = _Libro(book, DEMOSTRACION if b.publico.demostracion else "")
        writer.sheet("Matriz", list(_metas(b, seguimiento)))
        writer.sheet("Reportes aprobados", list(_reports(b, seguimiento)))
        writer.sheet("Indicadores", list(_indicators(b)))
        writer.sheet("Presupuesto", list(_budgets(b)))
        writer.sheet("Léame", list(_about(b)))
    return out.getvalue()


class _Libro:
    """Escribe tablas con encabezado fijo y filtro; si es de demostración, cada hoja lo dice arriba y al imprimir."""

    def __init__(self, book: xlsxwriter.Workbook, marca: str):
        self.book, self.marca = book, marca
        wrap = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#D8DEE6"}
        self.head = book.add_format({**wrap, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E79"})
        self.text = book.add_format(wrap)
        self.figure = book.add_format({**wrap, "num_format": "#,##0.##"})
        self.mark = book.add_format({"bold": True, "font_size": 13, "font_color": "#9E2A00"})

    def sheet(self, name: str, rows: Filas) -> None:
        sheet = self.book.add_worksheet(name)
        first = 1 if self.marca else 0
        if self.marca:
            sheet.write_string(0, 0, self.marca, self.mark)
            sheet.set_header('&C&"Arial,Bold"&13DEMOSTRACIÓN')
        columns = list(rows[0]) if rows else ["Sin filas"]
        for j, column in enumerate(columns):
            sheet.set_column(j, j, ANCHOS.get(column, CORRIENTE))
            sheet.write_string(first, j, column, self.head)
            for i, row in enumerate(rows, start=first + 1):
                self._cell(sheet, i, j, row[column])
        for i, row in enumerate(rows, start=first + 1):
            sheet.set_row(i, row_height((str(v), ANCHOS.get(column, CORRIENTE)) for column, v in row.items()))
        sheet.autofilter(first, 0, first + max(len(rows), 1), len(columns) - 1)
        sheet.freeze_panes(first + 1, 1)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(first)

    def _cell(self, sheet, i: int, j: int, value: object) -> None:
        if isinstance(value, int | float):
            sheet.write_number(i, j, value, self.figure)
        elif value is not None:
            sheet.write_string(i, j, str(value), self.text)


def _metas(b: Balance, s: Seguimiento) -> Iterator[dict[str, object]]:
    for meta in b.plan.metas:
        estado, trayectoria = s.estados[meta.meta_id], b.plan.trayectoria(meta.trayectoria)
        lacking = dict.fromkeys(e.institucion for e in estado.reporto.entregas if e.estado == Reporto.NO)
        yield {
            "Meta": meta.meta_id,
            "Eje": meta.eje,
            "Objetivo": meta.oi,
            "Acción": meta.accion,
            "Trayectoria": meta.trayectoria,
            "Periodo": meta.periodo,
            "Qué se mide": trayectoria.nombre,
            "Clase": CLASES[meta.clase],
            "Qué pide el Plan": meta.valor_texto,
            "Responsables": short_names(b.plan, meta.accion),
            "Informado y aprobado": _told(s, meta),
            "¿Avance?": f"{SIGNOS[estado.avance.estado]} {estado.avance.estado}",
            "Por qué": " ".join((estado.avance.texto, *estado.avisos)),
            "¿Reportó?": estado.reporto.estado.value,
            "Falta": fmt.listing([short_name(b.plan.responsable(sigla)) for sigla in lacking]),
            "¿Prueba?": f"{estado.prueba.nivel} · {PRUEBAS[estado.prueba.nivel]}",
            "Líneas del Plan": meta.lineas,
            "Nota": " ".join(filter(None, (trayectoria.nota, meta.nota))),
        }


def _approved(s: Seguimiento, meta: Meta) -> list[tuple[str, Reporte]]:
    """El reporte vigente de cada responsable que informó, en el orden del Plan."""
    found = s.indice.vigentes(meta.meta_id)
    return [(sigla, found[sigla]) for sigla in s.indice.responsables(meta) if sigla in found]


def _told(s: Seguimiento, meta: Meta) -> str:
    """Lo aprobado de cada responsable, una línea por institución."""
    lines = (f"{sigla}: {'; '.join(_value(v) for v in r.valores)}" for sigla, r in _approved(s, meta))
    return "\n".join(lines) or Motivo.SIN_REPORTE


def _value(v: Valor) -> str:
    figure = "" if v.numero is None else fmt.figure(v.numero)
    share = f" de {fmt.figure(v.denominador)}" if v.denominador is not None else ""
    return f"{v.anio}: {' '.join(filter(None, (figure + share, v.hito)))}"


def _reports(b: Balance, s: Seguimiento) -> Iterator[dict[str, object]]:
    for meta in b.plan.metas:
        for sigla, report in _approved(s, meta):
            yield from (_year(meta, sigla, report, v) for v in report.valores)


def _year(meta: Meta, sigla: str, report: Reporte, v: Valor) -> dict[str, object]:
    sent, done = (fmt.day(d.date()) if d else "" for d in (report.enviado_en, report.resuelto_en))
    return {
        "Meta": meta.meta_id,
        "Institución": sigla,
        "Año": str(v.anio),
        "Valor": v.numero,
        "De un total de": v.denominador,
        "Estado": v.hito,
        "Nota": v.nota,
        "Versión": str(report.version),
        "Enviado": sent,
        "Aprobado": done,
        "Evidencias": len(report.evidencias),
    }


def _indicators(b: Balance) -> Iterator[dict[str, object]]:
    for i in b.plan.indicadores:
        yield {
            "Código": i.indicador,
            "Nivel": "estratégico" if i.nivel == "estrategico" else i.nivel,
            "Eje": i.eje,
            "Objetivo": i.oi or b.plan.eje(i.eje).oe,
            "Indicador": i.nombre,
            "Medida": "número" if i.medida == "numero" else i.medida,
            "Nota": " ".join(filter(None, (SIN_BASE, i.nota))),
            "Líneas del Plan": i.lineas,
        }


def _budgets(b: Balance) -> Iterator[dict[str, object]]:
    known = {(p.institucion, p.anio): p for p in b.publico.presupuestos}
    for r in b.plan.responsables:
        for anio in range(b.plan.ficha.inicio, b.plan.ficha.fin + 1):
            p = known.get((r.responsable, anio))
            told = {"Asignado (S/)": p.asignado, "Ejecutado (S/)": p.ejecutado} if p else {}
            amounts = {k: "sin dato" if told.get(k) is None else told[k] for k in ("Asignado (S/)", "Ejecutado (S/)")}
            yield {"Institución": r.responsable, "Año": str(anio)} | amounts | {"Fuente": p.fuente if p else ""}


def _about(b: Balance) -> Iterator[dict[str, object]]:
    lines = (
        f"Matriz de Monitoreo y Evaluación del {b.plan.ficha.nombre}, escrita el {fmt.day(b.hoy)}.",
        "Solo lo que las instituciones informaron y la Secretaría Técnica aprobó. «Sin reporte» no es incumplida.",
        "¿Avance?, con el método «horizonte»: una meta se juzga al cierre de su periodo. «Por qué» trae la fórmula.",
        "¿Prueba?, de 0 (sin evidencia) a 3 (verificada por la Secretaría Técnica): vale la del reporte peor probado.",
        "En un porcentaje, «Valor» es cuántos cumplen y «De un total de», de cuántos.",
        f"Fuente de las metas: {b.plan.ficha.norma}. Las líneas son las del texto del Plan.",
    )
    yield from ({"Qué es": line} for line in lines)
