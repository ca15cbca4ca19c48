"""Escribe la plantilla vacía: un libro con listas, ejemplos e instrucciones, o un CSV con el encabezado."""

import csv
import io
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.sources import plantilla_campos as p
from dashboard.sources.plantilla_campos import DATOS, EJEMPLOS, INSTRUCCIONES, LISTAS

FILAS = 20_000
AZUL, CLARO = PatternFill("solid", fgColor="1F4E79"), PatternFill("solid", fgColor="E8EEF5")
TEXTO = (
    "Presuntas víctimas y presuntos/as imputados/as por distrito fiscal",
    "Llene la hoja «Datos». Deje los encabezados como están; puede borrar las columnas que no tenga.",
    "Cada fila es un conteo (columna «Cantidad») o, si borra esa columna, una persona. Al cargar se suman: "
    "las filas no se guardan.",
    "No escriba nombres, DNI, teléfonos, correos, direcciones ni números de caso: el archivo se rechaza entero.",
    "Un archivo para presuntas víctimas y otro para presuntos/as imputados/as, con todos los distritos fiscales: "
    "cargar otro archivo del mismo año reemplaza al anterior.",
    "Sin fórmulas ni macros. Lo que no sepa se deja vacío: se lee «sin dato», nunca cero.",
    "La hoja «Ejemplos» trae cantidades inventadas, solo para mirar: no se carga.",
)
VICTIMAS, CORTE = "Presuntas víctimas", "31/12/2024"
TRABAJO, VECINA = "Oferta de un puesto de trabajo", "De otro país latinoamericano"
# Cantidades inventadas para mostrar la forma; ningún tablero las lee.
MUESTRA = (
    (VICTIMAS, "PUNO", 2024, "Mujer", "13 a 17", "Peruana", TRABAJO, "Sexual", "Puno", "Madre de Dios", 4, CORTE),
    (VICTIMAS, "LIMA CENTRO", 2024, "Hombre", "25 a 34", VECINA, "Otra", "Laboral", "Venezuela", "Lima", 2, CORTE),
    (VICTIMAS, "TUMBES", 2024, "Sin dato", "", "Sin dato", "", "No determinada", "Ecuador", "", 1, CORTE),
)


def write(path: Path, datos: Path) -> None:
    """Escribe la plantilla en `path`, XLSX o CSV según su nombre."""
    path.write_bytes(_csv() if path.suffix.lower() == ".csv" else _book(datos))


def _csv() -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([c.titulo for c in p.CAMPOS])
    return out.getvalue().encode("utf-8-sig")


def _book(datos: Path) -> bytes:
    book = Workbook()
    _instructions(book.active)
    sheet, examples, lists = (book.create_sheet(name) for name in (DATOS, EJEMPLOS, LISTAS))
    ranges = _lists(lists, datos)
    _header(sheet)
    _header(examples)
    for row in MUESTRA:
        examples.append(row)
    for i, campo in enumerate(p.CAMPOS, start=1):
        if validation := _validation(campo, ranges):
            sheet.add_data_validation(validation)
            validation.add(f"{get_column_letter(i)}2:{get_column_letter(i)}{FILAS}")
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _instructions(sheet: Worksheet) -> None:
    sheet.title = INSTRUCCIONES
    for line in TEXTO:
        sheet.append([line])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append(["Columna de la hoja «Datos»", "Qué se escribe", "¿Hace falta?"])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = Font(bold=True), CLARO
    for campo in p.CAMPOS:
        sheet.append([campo.titulo, campo.explica, "sí" if campo.id in p.OBLIGATORIAS else "no"])
    for letter, width in zip("ABC", (60, 70, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _header(sheet: Worksheet) -> None:
    sheet.append([c.titulo for c in p.CAMPOS])
    sheet.freeze_panes = "A2"
    for i, cell in enumerate(sheet[1], start=1):
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), AZUL
        sheet.column_dimensions[get_column_letter(i)].width = 22


def _lists(sheet: Worksheet, datos: Path) -> dict[str, str]:
    """Una columna por lista; devuelve el rango de cada campo."""
    distritos = pd.read_csv(datos / "distritos_fiscales.csv", dtype="str", keep_default_na=False)["nombre_mpfn"]
    values = {c.id: [*p.options(c, datos).values()] for c in p.CAMPOS} | {p.DISTRITO: sorted(distritos)}
    listed = [(c, values[c.id]) for c in p.CAMPOS if values[c.id]]
    ranges = {}
    for i, (campo, texts) in enumerate(listed, start=1):
        letter = get_column_letter(i)
        for n, text in enumerate([f"Lista: {campo.titulo}", *texts], start=1):
            sheet.cell(n, i, text)
        sheet.column_dimensions[letter].width = 28
        ranges[campo.id] = f"{LISTAS}!${letter}$2:${letter}${len(texts) + 1}"
    return ranges


def _validation(campo: p.Campo, ranges: dict[str, str]) -> DataValidation | None:
    """La lista del campo, o los límites de un entero. La banda de edad solo advierte: admite la edad en años."""
    limits = {p.ANIO: ("2000", "2100"), p.CANTIDAD: ("0", "9999999")}.get(campo.id)
    if campo.id in ranges:
        rule = DataValidation("list", formula1=ranges[campo.id], allow_blank=True)
        rule.error, rule.errorStyle = "Elija un valor de la lista.", "warning" if campo.id == p.EDAD else "stop"
    elif limits:
        rule = DataValidation("whole", operator="between", formula1=limits[0], formula2=limits[1], allow_blank=True)
        rule.error = f"Escriba un entero de {limits[0]} a {limits[1]}."
    else:
        return None
    rule.errorTitle, rule.showErrorMessage = campo.titulo, True
    return rule
