"""Denominadores: cuántas personas viven donde se registra, solo si la tabla de referencia lo permite."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard import names as N
from dashboard.catalog import Periodo
from dashboard.data_package import Datos

PERU = "00"  # el país en la tabla de población


def habitantes(datos: Datos, codigo: str, periodos: Iterable[Periodo]) -> float:
    """Personas-año de un lugar en los periodos; NaN si falta el denominador de algún año.

    Un año incompleto aporta la parte que transcurrió: nueve meses de 100,000 habitantes son unas 75,000 personas-año.
    """
    por_anio = _by_year(datos, codigo)
    parts = [(a, _part_of(p, a)) for p in periodos for a in range(p.inicio.year, p.fin.year + 1)]
    people = [por_anio.get(anio, float("nan")) * part for anio, part in parts]
    return float(sum(people)) if people else float("nan")


def _part_of(periodo: Periodo, anio: int) -> float:
    first, last = date(anio, 1, 1), date(anio, 12, 31)
    days = (min(periodo.fin, last) - max(periodo.inicio, first)).days + 1
    return days / ((last - first).days + 1)


@lru_cache(maxsize=8)
def con_denominador(datos: Datos) -> dict[str, str]:
    """Distritos fiscales que coinciden con un departamento entero: df_id → ubigeo del departamento."""
    distritos = datos["distritos_fiscales"].dropna(subset="ubigeo_denominador")
    return dict(zip(distritos[N.DF_ID], distritos["ubigeo_denominador"], strict=True))


@lru_cache(maxsize=512)
def fuentes_de(datos: Datos, codigo: str) -> tuple[str, ...]:
    """Quién publica la población de un lugar; nadie si no tiene denominador."""
    ubigeo = con_denominador(datos).get(codigo, codigo)
    whole = datos["poblacion"].loc[datos["poblacion"][N.UBIGEO] == ubigeo, N.FUENTE_ID]
    propios = datos["poblacion_distritos"]
    own = propios.loc[(propios[N.DF_ID] == codigo) & propios["completa"], N.FUENTE_ID]
    return (*whole.unique(), *own.unique())


@lru_cache(maxsize=256)
def _by_year(datos: Datos, codigo: str) -> pd.Series:
    poblacion = datos["poblacion"]
    ubigeo = con_denominador(datos).get(codigo, codigo)
    whole = poblacion[poblacion[N.UBIGEO] == ubigeo].groupby(N.ANIO)["habitantes"].sum()
    propios = datos["poblacion_distritos"]
    own = propios[(propios[N.DF_ID] == codigo) & propios["completa"]].set_index(N.ANIO)["habitantes"]
    return pd.concat([whole, own]).astype(float)
