"""Archivos importados: qué se leyó de cada uno, qué se apartó y qué hay que cuidar."""

from dash import html

from dashboard import formatting as fmt
from dashboard.cedula.inventario import FILAS, IMPORTADOS, import_record
from dashboard.data_package import Datos
from dashboard.importer.carpetas import Importado
from dashboard.layout.datos.piezas import cited, fold, table

COLUMNAS = ("Archivo", "Fuente", "Corte", "Leídas", "Cargadas", "Sumadas", "Apartadas")
NINGUNO = "No se ha importado ningún archivo: todo lo que se ve viene con el tablero."


def imported(datos: Datos) -> list:
    """La cuenta de filas de cada archivo importado, y sus hallazgos."""
    if not datos.importados:
        return [html.P(NINGUNO)]
    informes = [i.informe for i in datos.importados]
    found = [_findings(informe) for informe in informes if informe["avisos"] or informe["apartadas"]]
    return [table("Archivos importados", COLUMNAS, [_row(datos, i) for i in datos.importados]), *found]


def _row(datos: Datos, importado: Importado) -> tuple:
    informe, record = importado.informe, import_record(importado.carpeta, importado.informe)
    counts = [cited(datos, IMPORTADOS, record, k) for k in FILAS]
    return (informe["archivo"], informe["fuente"], informe["fecha_corte"] or "no se declara", *counts)


def _findings(informe: dict) -> html.Details:
    avisos = [html.Li(f"{a['mensaje']} [{a['codigo']}]") for a in informe["avisos"]]
    apartadas = [
        html.Li(f"{fmt.number(a['filas'])} filas apartadas: {a['titulo']}. {a['que_hacer']} [{a['codigo']}]")
        for a in informe["apartadas"]
    ]
    return fold(f"Hallazgos de {informe['archivo']}", html.Ul([*apartadas, *avisos]))
