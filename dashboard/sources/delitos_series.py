"""Cómo se describen las dos series que salen de «delitos denunciados», con las columnas de data/series.csv."""

import pandas as pd

EDITOR = "Ministerio Público – Fiscalía de la Nación"
COMUN = {
    "unidad": "delitos denunciados",
    "unidad_singular": "delito denunciado",
    "geografia": "distrito_fiscal",
    "periodicidad": "anual",
    "editor": EDITOR,
    "ausencia": "cero",
    "nota": "El archivo lista los delitos de los 34 distritos sin escribir ceros: si falta la fila, no hubo registro.",
}
PROPIO = {
    "delitos": {
        "nombre": "Delitos de trata denunciados, por distrito fiscal",
        "nombre_corto": "Delitos denunciados",
        "definicion": "Cuenta cada delito de trata (tipo base o forma agravada) registrado en las denuncias del año; "
        "no cuenta víctimas ni personas imputadas y no trae sexo, edad ni finalidad.",
        "orden": 1,
    },
    "delitos_explotacion": {
        "nombre": "Delitos de explotación denunciados, por distrito fiscal",
        "nombre_corto": "Explotación (delitos)",
        "definicion": "Cuenta los delitos vecinos de la trata que castigan la explotación misma: sexual, trabajo "
        "forzoso, esclavitud, material con menores y órganos. No son delitos de trata y no se suman con ellos.",
        "orden": 10,
    },
}
COLUMNAS = [
    *("serie_id", "nombre", "nombre_corto", "definicion", "unidad", "unidad_singular", "geografia", "periodicidad"),
    *("edicion", "fecha_corte", "editor", "ausencia", "fuente_id", "orden", "nota"),
]


def series(cells: pd.DataFrame, fuente_id: str) -> pd.DataFrame:
    """Una fila por serie. `cells` trae los periodos leídos y sus fechas de corte."""
    years = sorted(set(cells["anio"]))
    if not years:
        return pd.DataFrame(columns=COLUMNAS)
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    read = {
        "edicion": f"archivo importado, {span}",
        "fecha_corte": cells["corte"].max(),
        "fuente_id": fuente_id,
    }
    rows = [{"serie_id": serie_id, **COMUN, **own, **read} for serie_id, own in PROPIO.items()]
    return pd.DataFrame(rows, columns=COLUMNAS)
