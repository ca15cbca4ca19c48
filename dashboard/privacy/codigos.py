"""Los códigos de cada dimensión: los que traen filas (hojas) y los que los agrupan, a cualquier profundidad."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Dimension:
    """Una dimensión del cubo y qué hojas reúne cada uno de sus códigos."""

    nombre: str
    hojas: tuple
    grupos: tuple = ()
    miembros: tuple[tuple[int, ...], ...] = ()

    @property
    def codigos(self) -> tuple:
        return self.hojas + self.grupos

    def sumas(self) -> np.ndarray:
        """Una fila por código, una columna por hoja: 1 si la hoja entra en el código."""
        found = np.zeros((len(self.codigos), len(self.hojas)))
        found[: len(self.hojas)] = np.eye(len(self.hojas))
        for row, members in enumerate(self.miembros, start=len(self.hojas)):
            found[row, list(members)] = 1
        return found

    def dentro(self) -> np.ndarray:
        """[i, j] si todo lo que cuenta el código i lo cuenta también el código j."""
        sums = self.sumas()
        return (sums @ (1 - sums).T) == 0


def read_dimension(nombre: str, values: pd.Series, jerarquia: Mapping) -> Dimension:
    """La dimensión con sus hojas en orden; una hoja del árbol sin filas también es un código, con cero personas."""
    if values.isna().any():
        raise ValueError(f"Hay filas sin «{nombre}»: lo desconocido necesita su propio código.")
    groups = tuple(dict.fromkeys(jerarquia.values()))
    leaves = set(values.unique().tolist()) | (set(jerarquia) - set(groups))
    if own := leaves & set(groups):
        raise ValueError(f"En «{nombre}» hay grupos con filas propias: {sorted(own)}.")
    ordered = tuple(sorted(leaves))
    above = {leaf: set(_ancestors(nombre, leaf, jerarquia)) for leaf in ordered}
    members = (tuple(i for i, leaf in enumerate(ordered) if group in above[leaf]) for group in groups)
    return Dimension(nombre, ordered, groups, tuple(members))


def _ancestors(nombre: str, code: object, jerarquia: Mapping) -> Iterable:
    seen = {code}
    while (code := jerarquia.get(code)) is not None:
        if code in seen:
            raise ValueError(f"La jerarquía de «{nombre}» da vueltas en «{code}».")
        seen.add(code)
        yield code
