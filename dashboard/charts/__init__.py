"""El registro de gráficos: un archivo de esta carpeta es un gráfico.

De cada uno salen su tarjeta, su tabla, su texto, su CSV y sus pruebas de contrato. Agregar un gráfico
es agregar un archivo con una constante CHART; nada más cambia.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.catalog import Catalogo, Serie
from dashboard.data_package import Datos
from dashboard.filters import Filtros
from dashboard.idioma import N_, _
from dashboard.queries.respaldo import Respaldo

CLAVE_PUESTOS = N_("Junto a cada lugar, entre qué puestos puede estar (al 95%, todos a la vez).")
CLAVE_MARGEN = {
    True: N_("La línea va de un límite del margen al otro (95%)."),
    False: N_("El tramo rayado llega hasta donde estaría si fuera suyo todo lo que no se conoce."),
}
FORMATOS = ("texto", "entero", "decimal", "pct", "exacto")


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
        span = _span(self.datos, self.filtros.corte, poblacion, dimension)
        return fmt.period(*span) if span else ""


@lru_cache(maxsize=512)
def _span(datos: Datos, corte: str, poblacion: str, dimension: str) -> tuple:
    """Primer y último día de una distribución; vacío si la publicación no la trae."""
    perfil = datos["perfil"]
    mask = (perfil["corte"] == corte) & (perfil["poblacion"] == poblacion) & (perfil["dimension"] == dimension)
    rows = perfil[mask]
    return (rows["inicio"].iloc[0].date(), rows["fin"].iloc[0].date()) if len(rows) else ()


Record = Mapping[str, object]  # una fila de la tabla de un gráfico, columna → valor


@dataclass(frozen=True)
class Columna:
    """Encabezado de una columna de la tabla, cómo se escriben sus valores y qué son.

    unidad   en qué se mide, como texto o según la fila; sin ella vale el encabezado
    como     de qué operación sale, en una oración; sin ella se toma la pregunta del gráfico
    opcional se muestra solo si alguno de sus valores no falta
    """

    titulo: str
    formato: str = "texto"
    unidad: str | Callable[[Contexto, Record], str] = ""
    como: str | Callable[[Contexto, Record], str] = ""
    opcional: bool = False

    @property
    def es_cifra(self) -> bool:
        """Si sus valores son cifras, que llevan cédula."""
        return self.formato != "texto" or bool(self.unidad)


@dataclass(frozen=True)
class Barra:
    """Una fila de una lista de barras: `largo` va de 0 a 1; `trama` marca lo que no se conoce.

    `tono` distingue aumento («mas»), descenso («menos») y lo que puede ser azar («igual»); el signo dice el resto.
    `valor` es el número que el texto escribe, para los gráficos editables; None cuando no hay cifra.
    `margen` son sus dos límites, de 0 a 1 como `largo`; `puesto`, los puestos que puede tener, ya escritos.
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
    margen: tuple[float, float] | None = None
    puesto: str = ""


@dataclass(frozen=True)
class Lista:
    """Dibujo en barras horizontales con el número al final. `columna` es la que dibujan, una barra por fila."""

    barras: tuple[Barra, ...]

    @property
    def elegible(self) -> bool:
        """Si cada barra es un lugar que se puede elegir; si no, son las partes de una distribución."""
        return any(b.codigo for b in self.barras)

    @property
    def clave(self) -> str:
        """Cómo se leen los puestos y los márgenes, si los hay."""
        keys = [_(CLAVE_PUESTOS)] if any(b.puesto for b in self.barras) else []
        keys += [_(CLAVE_MARGEN[self.elegible])] if any(b.margen for b in self.barras) else []
        return " ".join(keys)

    columna: str = ""


@dataclass(frozen=True)
class Chart:
    """Un gráfico: su pregunta, sus datos, su dibujo y sus palabras.

    query      Contexto → DataFrame con las columnas declaradas (y fuente_id, cita cuando las hay)
    draws      vista → (DataFrame, Contexto) → figura de Plotly como dict, o Lista de barras
    takeaway   (DataFrame, Contexto) → una oración que no dice más que los datos
    key        columnas de la tabla que juntas no se repiten: con ellas se cita una fila
    obeys      campos de Filtros que cambian sus cifras: con ellos se cita la selección
    shows      otros campos que cambian lo que se ve (títulos, lo que se destaca), no sus cifras
    answers    la selección que de verdad contesta, cuando no es la pedida
    applies    si la tarjeta se muestra con esa selección
    reason     por qué no contesta esa selección, si hay algo mejor que decir que `empty`
    base       (Contexto, fila, columna) → las filas de los datos que sostienen la cifra; sin ella, lo que cita la fila
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
    empty: str = N_("No hay cifras publicadas para esta selección.")
    key: tuple[str, ...] = (N.CODIGO,)
    obeys: tuple[str, ...] = ("serie", "componente", "medida", "desde", "hasta")
    shows: tuple[str, ...] = ("lugares",)
    base: Callable[[Contexto, Record, str], tuple[Respaldo, ...]] | None = None
    answers: Callable[[Contexto], Filtros] = lambda ctx: ctx.filtros
    applies: Callable[[Contexto], bool] = lambda ctx: True
    reason: Callable[[Contexto], str] = lambda ctx: ""

    def why_empty(self, ctx: Contexto) -> str:
        """Por qué no hay nada que dibujar."""
        return self.reason(ctx) or _(self.empty)


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
