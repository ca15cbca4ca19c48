"""Clases del mapa: cinco intervalos de Jenks, fijos al pasar de un año a otro."""

from functools import lru_cache

import numpy as np
import pandas as pd
from jenkspy import jenks_breaks

from dashboard import names as N
from dashboard.catalog import Catalogo
from dashboard.data_package import Datos
from dashboard.filters import Filtros
from dashboard.queries.valores import valores

CLASES = 5


def breaks(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> tuple[float, ...]:
    """Límites superiores de cada clase, crecientes. Con un solo año salen de todos los años de la serie."""
    return _breaks(datos, catalogo, filtros.con(lugares=(), corte="", margenes=""))


@lru_cache(maxsize=256)
def _breaks(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> tuple[float, ...]:
    anios = catalogo.series[filtros.serie].anios
    unicos = filtros.desde == filtros.hasta and anios and filtros.medida != "variacion"
    variantes = [filtros.con(desde=a, hasta=a) for a in anios] if unicos else [filtros]
    frames = [valores(datos, catalogo, v) for v in variantes]
    return upper_limits(tuple(pd.concat([f[N.VALOR] for f in frames]).abs().dropna()))


@lru_cache(maxsize=256)
def upper_limits(values: tuple[float, ...]) -> tuple[float, ...]:
    """Límites superiores de Jenks; menos clases cuando hay pocos valores distintos."""
    unique = np.unique(np.asarray(values, dtype=float))
    if len(unique) <= CLASES:
        return tuple(float(v) for v in unique)
    return tuple(float(b) for b in jenks_breaks(list(values), n_classes=CLASES)[1:])
