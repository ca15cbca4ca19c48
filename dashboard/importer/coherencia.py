"""Lo que una lectura debe cumplir para unirse a los datos: si falla, es el lector el que se equivocó."""

import pandas as pd

from dashboard import names as N
from dashboard.data_package import Datos

CLAVE = [N.SERIE_ID, N.INICIO, N.FIN, N.AMBITO, N.CODIGO, N.COMPONENTE, N.MEDIDA, N.PROCEDENCIA]


def incoherences(casos: pd.DataFrame, series: pd.DataFrame, datos: Datos) -> str:
    """La primera razón por la que `casos` no se puede unir a `datos`; vacío si se puede."""
    known = {*datos["series"][N.SERIE_ID], *series[N.SERIE_ID]}
    if missing := sorted(set(casos[N.SERIE_ID]) - known):
        return f"la serie «{missing[0]}» no está descrita"
    required = [f["name"] for f in _fields(datos) if f.get("constraints", {}).get("required")]
    if empty := [c for c in required if c in casos and casos[c].isna().any()]:
        return f"hay celdas vacías en «{empty[0]}»"
    if casos.duplicated(CLAVE).any():
        return "hay claves repetidas"
    return _wrong_words(casos, datos) or _wrong_places(casos, datos)


def _fields(datos: Datos) -> list[dict]:
    return datos.resources["casos"]["schema"]["fields"]


def _wrong_words(casos: pd.DataFrame, datos: Datos) -> str:
    for field in _fields(datos):
        allowed = field.get("constraints", {}).get("enum")
        found = set(casos[field["name"]]) - set(allowed or ()) if field["name"] in casos and allowed else ()
        if found:
            return f"«{sorted(found)[0]}» no es un valor de «{field['name']}»"
    return "" if (casos[N.VALOR] >= 0).all() else "hay valores negativos"


def _wrong_places(casos: pd.DataFrame, datos: Datos) -> str:
    known = {
        N.NACIONAL: {N.PAIS},
        N.DISTRITO_FISCAL: set(datos["distritos_fiscales"][N.DF_ID]),
        N.DEPARTAMENTO: set(datos["departamentos"][N.UBIGEO]),
    }
    for ambito, rows in casos.groupby(N.AMBITO):
        if unknown := sorted(set(rows[N.CODIGO]) - known[ambito]):
            return f"«{unknown[0]}» no es un código de {ambito}"
    return ""
