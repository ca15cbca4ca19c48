"""Un archivo más viejo que lo cargado se rechaza: haría retroceder las cifras sin que nadie lo pidiera."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from dashboard import names as N
from dashboard.data_package import Datos
from dashboard.importer.carpetas import Importado
from dashboard.importer.merge import keys_of
from dashboard.sources.lectura import ArchivoRechazado, Lectura


def check_cut_off(lectura: Lectura, carpeta: str, current: Datos, importados: Iterable[Importado]) -> None:
    """Lanza E-CORTE-ANTERIOR si el archivo declara un corte, o llega a un mes, anterior al de lo cargado."""
    casos = _dated(lectura.casos)
    for imported in importados:
        shared = set(keys_of(casos)) & set(keys_of(imported.tablas["casos"]))
        old, new = imported.fecha_corte, lectura.fecha_corte
        if (shared or imported.carpeta == carpeta) and old and new and new < old:
            _refuse(lectura, "fecha de corte", new, old, imported.carpeta)
    loaded = _ends(current["casos"])
    names = current["series"].set_index(N.SERIE_ID)["nombre"]
    for key, fin in _ends(casos).items():
        if key in loaded and fin < loaded[key]:
            serie, _, anio = key.partition("|")
            _refuse(lectura, f"{names[serie]}, {anio}", fin.date(), loaded[key].date(), carpeta)


def _dated(casos: pd.DataFrame) -> pd.DataFrame:
    dates = {c: pd.to_datetime(casos[c]) for c in (N.INICIO, N.FIN)}
    return casos.assign(**dates, anio=casos[N.ANIO].astype("Int64"))


def _ends(casos: pd.DataFrame) -> dict[str, pd.Timestamp]:
    """El último día de cada año de cada serie; los periodos de varios años no se comparan entre sí."""
    yearly = casos[casos[N.ANIO].notna()]
    return yearly.groupby(keys_of(yearly))[N.FIN].max().to_dict()


def _refuse(lectura: Lectura, que: str, new: date, old: date, carpeta: str) -> None:
    nuevo, cargado = f"{new:%d/%m/%Y}", f"{old:%d/%m/%Y}"
    raise ArchivoRechazado("E-CORTE-ANTERIOR", lectura.archivo, que=que, nuevo=nuevo, cargado=cargado, carpeta=carpeta)
