"""Cómo se describen las series de las fuentes pequeñas, con las columnas de data/series.csv."""

from collections.abc import Sequence
from datetime import date

FISCALIA = {"editor": "Ministerio Público – Fiscalía de la Nación", "geografia": "distrito_fiscal"}
POLICIA = {"editor": "Ministerio del Interior – Policía Nacional del Perú", "geografia": "departamento"}
COMUN = {"periodicidad": "anual", "ausencia": "sin_dato"}


def _span(anios: Sequence[int]) -> str:
    return f"{anios[0]}–{anios[-1]}" if len(anios) > 1 else str(anios[0])


def especializadas(anios: Sequence[int], corte: date | None) -> dict:
    """Casos en las fiscalías especializadas en trata."""
    return {
        "serie_id": "especializadas",
        "nombre": "Casos en las fiscalías especializadas en trata de personas",
        "nombre_corto": "Fiscalías especializadas",
        "definicion": "Cuenta los casos ingresados y atendidos por las fiscalías especializadas en trata, incluidos "
        "expedientes y otros trámites; no cuenta delitos ni víctimas ni lo que llevan las demás fiscalías.",
        "unidad": "casos ingresados",
        "unidad_singular": "caso ingresado",
        "edicion": f"archivo importado, {_span(anios)}",
        "fecha_corte": corte,
        "fuente_id": f"mpfn-casos-fiscales-{anios[-1]}",
        "orden": 2,
        "nota": "Un distrito fiscal sin fila no tiene fiscalía especializada: no es cero trata.",
        **FISCALIA,
        **COMUN,
    }


def cuadro(anios: Sequence[int]) -> dict:
    """Casos intervenidos del cuadro 2.7, por distrito fiscal y año."""
    return {
        "serie_id": "cuadro_2_7",
        "nombre": "Casos de trata intervenidos por distrito fiscal y año (cuadro 2.7)",
        "nombre_corto": "Casos (cuadro 2.7)",
        "definicion": "Cuenta los casos intervenidos por trata en cada distrito fiscal y año, en la edición revisada "
        "del cuadro 2.7; no son delitos denunciados, presuntas víctimas ni presuntos imputados.",
        "unidad": "casos intervenidos",
        "unidad_singular": "caso intervenido",
        "edicion": f"revisada: cuadro 2.7, {_span(anios)}",
        "fecha_corte": None,
        "fuente_id": "mpfn-cuadro-2-7",
        "orden": 21,
        "nota": "«Lima» es el ámbito de entonces, con zonas que hoy son de otros distritos fiscales. Una celda vacía "
        "queda sin dato.",
        **FISCALIA,
        **COMUN,
    }


def denuncias(serie_id: str, lectura: str, anios: Sequence[int], orden: int) -> dict:
    """Registros policiales de trata, en una de las dos lecturas del archivo."""
    return {
        "serie_id": serie_id,
        "nombre": f"Registros policiales de trata por departamento, {lectura}",
        "nombre_corto": f"Policía, {lectura}",
        "definicion": "Suma, por departamento y año, el total del bloque de finalidad (F1_TOTAL) de la base policial "
        f"de trata, leída {lectura}. No son casos fiscales ni delitos denunciados ante el Ministerio Público.",
        "unidad": "registros policiales",
        "unidad_singular": "registro policial",
        "edicion": f"archivo importado, {_span(anios)}",
        "fecha_corte": None,
        "fuente_id": f"mininter-trata-{anios[-1]}",
        "orden": orden,
        "nota": "La fuente los llama denuncias, pero no dice si una denuncia con varias personas cuenta una vez. Hay "
        "filas idénticas y no se sabe si sobran: por eso hay dos lecturas. Otros bloques dan otros totales.",
        **POLICIA,
        **COMUN,
    }
