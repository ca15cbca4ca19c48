"""De dónde puede salir una cifra con cédula: un gráfico, las cifras del periodo, las metas o una tabla de los datos."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from dashboard.charts import Columna, Contexto, Record, registry
from dashboard.queries.respaldo import Respaldo

Base = Callable[[Contexto, Record, str], tuple[Respaldo, ...]]


class Origen(Protocol):
    """Lo que un gráfico y una tabla tienen en común: una pregunta, filas con nombre y columnas con unidad."""

    id: str
    question: str
    title: Callable[[Contexto], str]
    query: Callable[[Contexto], pd.DataFrame]
    columns: Mapping[str, Columna]
    key: tuple[str, ...]
    obeys: tuple[str, ...]
    base: Base | None


@dataclass(frozen=True)
class Tabla:
    """Un origen sin dibujo. `edicion` es su versión cuando no es la de los datos."""

    id: str
    question: str
    title: Callable[[Contexto], str]
    query: Callable[[Contexto], pd.DataFrame]
    columns: Mapping[str, Columna]
    key: tuple[str, ...]
    obeys: tuple[str, ...] = ()
    base: Base | None = None
    edicion: str = ""


def origins(*tablas: Tabla) -> dict[str, Origen]:
    """Todos los orígenes por id: los gráficos del registro y las tablas dadas."""
    return dict(registry()) | {t.id: t for t in tablas}
