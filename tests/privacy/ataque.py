"""Quien ataca: junta todo lo publicado, escribe las restas como ecuaciones y acota cada celda reservada con linprog.

No usa nada del motor salvo lo que se ve. Sus incógnitas son las celdas del cubo completo, no negativas.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import linprog

HOLGURA = 1e-5


@dataclass
class Visto:
    """Una celda tal como se publica: qué hojas del cubo suma y su cifra, o None si está reservada."""

    nombre: tuple
    hojas: frozenset[int]
    cifra: int | None


@dataclass
class Ataque:
    """El cubo por adivinar: sus hojas por dimensión y sus jerarquías."""

    hojas: dict[str, list]
    jerarquias: dict[str, dict] = field(default_factory=dict)

    def __post_init__(self):
        self.celdas = list(product(*self.hojas.values()))

    def look(self, marcos: dict[tuple, pd.DataFrame], limits: dict[str, list] | None = None) -> list[Visto]:
        """Lo que enseñan unas tablas; `limits`, las hojas que existían cuando se publicaron."""
        domain = {d: set((limits or {}).get(d, codes)) for d, codes in self.hojas.items()}
        found = []
        for dims, frame in marcos.items():
            for row in frame.to_dict("records"):
                wanted = domain | {d: self._under(d, row[d]) & domain[d] for d in dims}
                number = None if row["reservado"] else int(row["n"])
                found.append(Visto(tuple((d, row[d]) for d in dims), self._leaves(wanted), number))
        return found

    def bounds(self, seen: list[Visto], floor: Iterable[float]) -> dict[tuple, tuple[float, float]]:
        """Entre qué y qué está cada celda reservada, sabiendo que ninguna reservada baja de su `floor`."""
        known = [v for v in seen if v.cifra is not None]
        hidden = [(v, f) for v, f in zip(seen, floor, strict=True) if v.cifra is None]
        limits = dict(A_eq=self._rows(known), b_eq=[v.cifra for v in known]) if known else {}
        limits |= dict(A_ub=-self._rows(v for v, _ in hidden), b_ub=[-f for _, f in hidden])
        return {v.nombre: (self._end(v, 1, limits), self._end(v, -1, limits)) for v, _ in hidden}

    def _end(self, cell: Visto, sign: int, limits: dict) -> float:
        cost = sign * self._rows([cell]).toarray()[0]
        found = linprog(cost, **limits, bounds=(0, None), method="highs")
        if found.status == 3:
            return -sign * np.inf
        assert found.status == 0, found.message
        return sign * found.fun

    def _rows(self, cells: Iterable[Visto]) -> sparse.csr_matrix:
        sets = [sorted(c.hojas) for c in cells]
        where = np.repeat(np.arange(len(sets)), [len(s) for s in sets])
        flat = np.concatenate([np.array(s, dtype=int) for s in sets]) if sets else np.empty(0, int)
        return sparse.csr_matrix((np.ones(len(flat)), (where, flat)), shape=(len(sets), len(self.celdas)))

    def _under(self, dim: str, code: object) -> set:
        above = self.jerarquias.get(dim, {})
        return {leaf for leaf in self.hojas[dim] if code in _chain(leaf, above)}

    def _leaves(self, wanted: dict[str, set]) -> frozenset[int]:
        sets = list(wanted.values())
        return frozenset(
            i for i, cell in enumerate(self.celdas) if all(c in s for c, s in zip(cell, sets, strict=True))
        )


def _chain(code: object, above: dict) -> Iterable:
    while code is not None:
        yield code
        code = above.get(code)


def naive_floor(seen: list[Visto]) -> list[float]:
    """Solo sabe que nadie cuenta menos que cero."""
    return [0.0] * len(seen)


def shrewd_floor(seen: list[Visto], umbral: int) -> list[float]:
    """Conoce la regla: solo hay ceros reservados en grupos reservados enteros, y lo que se desglosa es grande."""
    hidden = [v for v in seen if v.cifra is None]
    broken = {v.nombre: any(o.cifra is not None and o.hojas <= v.hojas for o in seen) for v in hidden}
    closed = [v for v in hidden if not broken[v.nombre]]

    def least(cell: Visto) -> float:
        if cell.cifra is not None or any(cell.hojas < c.hojas for c in closed):
            return 0.0
        return float(umbral if broken[cell.nombre] else 1)

    return [least(v) for v in seen]


def exposed(limits: dict[tuple, tuple[float, float]], truth: dict[tuple, int], umbral: int, piso: int = 1) -> dict:
    """Las reservadas más acotadas que la regla: las pequeñas, sin sus dos extremos; las demás, por angostas."""

    def safe(name: tuple, low: float, high: float) -> bool:
        if piso <= truth[name] < umbral:
            return low <= piso + HOLGURA and high >= umbral - 1 - HOLGURA
        return high - low >= umbral - 1 - piso - HOLGURA

    return {name: ends for name, ends in limits.items() if not safe(name, *ends)}


def fixed(limits: dict[tuple, tuple[float, float]]) -> set[tuple]:
    """Las que quien ataca calcula exactamente."""
    return {name for name, (low, high) in limits.items() if high - low <= HOLGURA}
