"""El registro de gráficos: un archivo de esta carpeta es un gráfico.

De cada uno salen su tarjeta, su tabla, su texto, su CSV y sus pruebas de contrato. Agregar un gráfico
es agregar un archivo con una constante CHART; nada más cambia.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from dashboard import formatting as fmt
from dashboard.catalog import Catalogo, Serie
from dashboard.data_package import Datos
from dashboard.filters import Filtros

FORMATOS = ("texto", "entero", "decimal", "pct")


@dataclass(frozen=True)
class Contexto:
    """Lo que un gráfico necesita para contestar: los datos, su catálogo y la selección."""

    datos: Datos
    catalogo: Catalogo
    filtros: Filtros

    @property
    def serie(self) -> Serie:
        return self.catalogo.series[self.filtros.serie]

    def corte_en(self, poblacion: str, dimension: str) -> str:
        """El periodo de una distribución del perfil («2009–2014»), vacío si la publicación no la trae."""
        perfil = self.datos["perfil"].query("corte == @self.filtros.corte and poblacion == @poblacion")
        rows = perfil[perfil["dimension"] == dimension]
        return fmt.period(rows["inicio"].iloc[0].date(), rows["fin"].iloc[0].date()) if len(rows) else ""


@dataclass(frozen=True)
class Columna:
    """Encabezado de una columna de la tabla y cómo se escriben sus valores."""

    titulo: str
    formato: str = "texto"


@dataclass(frozen=True)
class Barra:
    """Una fila de una lista de barras: `largo` va de 0 a 1; `trama` marca lo que no se conoce.

    `tono` distingue aumento («mas») de descenso («menos»); el signo del texto dice lo mismo sin color.
    `valor` es el número que el texto escribe, para los gráficos editables; None cuando no hay cifra.
    """

    etiqueta: str
    texto: str
    largo: float
    trama: bool = False
    codigo: str = ""
    elegida: bool = False
    sangria: bool = False
    tono: str = ""
    valor: float | None = None


@dataclass(frozen=True)
class Lista:
    """Dibujo en barras horizontales con el número al final."""

    barras: tuple[Barra, ...]


@dataclass(frozen=True)
class Chart:
    """Un gráfico: su pregunta, sus datos, su dibujo y sus palabras.

    query      Contexto → DataFrame con las columnas declaradas (y fuente_id, cita cuando las hay)
    draws      vista → (DataFrame, Contexto) → figura de Plotly como dict, o Lista de barras
    takeaway   (DataFrame, Contexto) → una oración que no dice más que los datos
    """

    id: str
    tab: str
    order: int
    title: Callable[[Contexto], str]
    question: str
    query: Callable[[Contexto], pd.DataFrame]
    draws: Mapping[str, Callable[[pd.DataFrame, Contexto], dict | Lista]]
    takeaway: Callable[[pd.DataFrame, Contexto], str]
    columns: Mapping[str, Columna]
    section: str = ""
    dimension: str = ""
    poblacion: str = ""
    width: str = "media"
    empty: str = "No hay cifras publicadas para esta selección."


class ChartInvalido(Exception):
    """Un archivo de dashboard/charts no define un gráfico válido."""


@cache
def registry() -> Mapping[str, Chart]:
    """Todos los gráficos por id, en orden de pestaña y de lectura."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    found = [_chart_in(name) for name in names]
    return {c.id: c for c in sorted(found, key=lambda c: (c.tab, c.order))}


def _chart_in(name: str) -> Chart:
    chart = getattr(importlib.import_module(f"{__name__}.{name}"), "CHART", None)
    if not isinstance(chart, Chart):
        raise ChartInvalido(f"dashboard/charts/{name}.py no define CHART = Chart(…). Agréguelo o quite el archivo.")
    if chart.id != name:
        raise ChartInvalido(f"dashboard/charts/{name}.py: su id dice «{chart.id}» y debe ser «{name}».")
    return chart
