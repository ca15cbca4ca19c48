"""Archivos importados: qué se leyó de cada uno, qué se apartó y qué hay que cuidar."""

from dash import html

from dashboard import formatting as fmt
from dashboard.cedula.inventario import FILAS, IMPORTADOS, import_record
from dashboard.data_package import Datos
from dashboard.idioma import N_, _
from dashboard.importer.carpetas import Importado
from dashboard.layout.datos.piezas import cited, fold, table

COLUMNAS = (N_("Archivo"), N_("Fuente"), N_("Corte"), N_("Leídas"), N_("Cargadas"), N_("Sumadas"), N_("Apartadas"))
NINGUNO = N_("No se ha importado ningún archivo: todo lo que se ve viene con el tablero.")


def imported(datos: Datos) -> list:
    """La cuenta de filas de cada archivo importado, y sus hallazgos."""
    if not datos.importados:
        return [html.P(_(NINGUNO))]
    informes = [i.informe for i in datos.importados]
    found = [_findings(informe) for informe in informes if informe["avisos"] or informe["apartadas"]]
    return [
        table(_("Archivos importados"), tuple(_(c) for c in COLUMNAS), [_row(datos, i) for i in datos.importados]),
        *found,
    ]


def _row(datos: Datos, importado: Importado) -> tuple:
    informe, record = importado.informe, import_record(importado.carpeta, importado.informe)
    counts = [cited(datos, IMPORTADOS, record, k) for k in FILAS]
    return (informe["archivo"], informe["fuente"], informe["fecha_corte"] or _("no se declara"), *counts)


def _findings(informe: dict) -> html.Details:
    avisos = [html.Li(f"{a['mensaje']} [{a['codigo']}]") for a in informe["avisos"]]
    apartadas = [
        html.Li(
            _(
                "{filas} filas apartadas: {titulo}. {que_hacer} [{codigo}]",
                filas=fmt.number(a["filas"]),
                titulo=a["titulo"],
                que_hacer=a["que_hacer"],
                codigo=a["codigo"],
            )
        )
        for a in informe["apartadas"]
    ]
    return fold(_("Hallazgos de {archivo}", archivo=informe["archivo"]), html.Ul([*apartadas, *avisos]))
