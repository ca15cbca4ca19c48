"""De una dirección a un contexto: la selección reparada que contestan la página y las descargas."""

from collections.abc import Callable
from functools import lru_cache

from dashboard.catalog import Catalogo
from dashboard.charts import Contexto
from dashboard.data_package import Datos
from dashboard.filters import from_query
from dashboard.queries.medidas import motivos

SELECCIONES = 512  # las que se recuerdan por versión: saber qué medidas admite cada una es lo que más tarda
Select = Callable[[str], Contexto]
SelectVersion = Callable[[str, str], Contexto]  # dirección y versión de los datos


def selector(datos: Datos, catalogo: Catalogo) -> Select:
    """Función dirección → Contexto; una medida que la selección no admite vuelve al conteo."""

    @lru_cache(maxsize=SELECCIONES)
    def select(query: str) -> Contexto:
        filtros = from_query(query, catalogo)
        possible = filtros.medida not in motivos(datos, catalogo, filtros)
        return Contexto(datos, catalogo, filtros if possible else filtros.con(medida="conteo"))

    return select
