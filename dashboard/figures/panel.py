"""Un panel de la rejilla: las cifras de un lugar y en qué punto de la figura cae cada una."""

from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import NamedTuple

POCOS = 20
TECHO, SUELO = 0.39, 0.78  # alto del dibujo dentro del panel, medido desde arriba
IZQUIERDA, DERECHA = 0.15, 0.83


class Cifra(NamedTuple):
    """Un periodo del lugar: `valor` y `esperado` son NaN cuando no hay cifra."""

    anio: int
    periodo: str
    valor: float
    esperado: float
    parcial: bool


@dataclass(frozen=True)
class Panel:
    """Las cifras de un lugar y cómo se convierten año y valor en posiciones de la rejilla."""

    codigo: str
    nombre: str
    cifras: tuple[Cifra, ...]
    columna: int
    fila: int
    anios: tuple[int, int]
    elegido: bool

    @cached_property
    def known(self) -> tuple[Cifra, ...]:
        return tuple(c for c in self.cifras if not isnan(c.valor))

    @cached_property
    def complete(self) -> tuple[Cifra, ...]:
        return tuple(c for c in self.known if not c.parcial)

    @property
    def few(self) -> bool:
        """Nunca llegó a POCOS: se dibuja sin línea, para no sugerir una tendencia."""
        return all(c.valor < POCOS for c in self.complete)

    @cached_property
    def top(self) -> float:
        values = [v for c in self.cifras for v in (c.valor, c.esperado) if not isnan(v)]
        return max([*values, 1.0])

    def x(self, anio: int) -> float:
        first, last = self.anios
        return self.columna + IZQUIERDA + (DERECHA - IZQUIERDA) * (anio - first) / max(last - first, 1)

    def y(self, valor: float) -> float:
        return -self.fila - SUELO + (SUELO - TECHO) * valor / self.top
