"""Lo que se puede publicar: tablas pequeñas, cerradas, sin las cifras reservadas y sin decir por qué lo están."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
import pandas as pd

from dashboard.privacy.codigos import Dimension
from dashboard.privacy.reglas import RESERVADO, SOLO_PROTEGIDO, NoPublicable

OCULTA = -1


@dataclass(frozen=True)
class Tabla:
    """Un cruce: una cifra por combinación de códigos; donde no la hay, está reservada."""

    dims: tuple[str, ...]
    cifras: np.ndarray

    def __post_init__(self):
        self.cifras.setflags(write=False)


@dataclass(frozen=True)
class Protegido(SOLO_PROTEGIDO):
    """Todas las tablas publicables de un cubo de personas y, si las hubo, las de las versiones anteriores."""

    dimensiones: tuple[Dimension, ...]
    tablas: Mapping[tuple[str, ...], Tabla]
    umbral: int
    anterior: "Protegido | None" = None

    def consulta(
        self, filtro: Mapping[str, object], por: tuple[str, ...] = (), grupos: tuple[str, ...] = ()
    ) -> pd.DataFrame:
        """Las cifras de `por` con ese filtro: hojas o, en las dimensiones de `grupos`, los códigos que las agrupan.

        Un filtro con varios valores (una lista) suma sus celdas, y la suma está reservada si lo está alguna.
        """
        asked = {*filtro, *por}
        table = self._table(asked)
        axes = [self._axis(d, filtro, por, d in grupos) for d in table.dims]
        cells = table.cifras[np.ix_(*axes)] if axes else table.cifras
        summed = tuple(i for i, d in enumerate(table.dims) if d not in por)
        hidden = (cells == OCULTA).any(axis=summed)
        counts = cells.sum(axis=summed)
        kept = [d for d in table.dims if d in por]
        labels = [[self._dims[d].codigos[i] for i in axes[table.dims.index(d)]] for d in kept]
        return _frame(kept, labels, counts, hidden)[[*por, "n", "reservado"]]

    def codigos(self, dim: str) -> tuple:
        """Los códigos con que se pide una dimensión: hojas y, después, grupos."""
        return self._dims[dim].codigos

    def valor(self, **filtro: object) -> int | None:
        """Una sola cifra; None si está reservada."""
        row = self.consulta(filtro).iloc[0]
        return None if row["reservado"] else int(row["n"])

    def marcos(self) -> dict[tuple[str, ...], pd.DataFrame]:
        """Cada tabla como un marco pequeño, con todos sus códigos."""
        return {
            dims: _frame(dims, [self._dims[d].codigos for d in dims], t.cifras, t.cifras == OCULTA)
            for dims, t in self.tablas.items()
        }

    def to_json(self) -> str:
        """Todo lo publicado, para guardarlo y compararlo con la versión que venga."""
        return json.dumps(self._plain(), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Protegido":
        return cls._read(json.loads(text))

    def _plain(self) -> dict:
        return {
            "umbral": self.umbral,
            "dimensiones": [[d.nombre, d.hojas, d.grupos, d.miembros] for d in self.dimensiones],
            "tablas": [[dims, t.cifras.ravel().tolist()] for dims, t in self.tablas.items()],
            "anterior": self.anterior._plain() if self.anterior else None,
        }

    @classmethod
    def _read(cls, plain: dict) -> "Protegido":
        dims = [Dimension(n, tuple(h), tuple(g), tuple(map(tuple, m))) for n, h, g, m in plain["dimensiones"]]
        size = {d.nombre: len(d.codigos) for d in dims}
        tables = {
            tuple(t): Tabla(tuple(t), np.array(v, dtype=np.int64).reshape([size[d] for d in t]))
            for t, v in plain["tablas"]
        }
        before = plain["anterior"] and cls._read(plain["anterior"])
        return cls(tuple(dims), MappingProxyType(tables), plain["umbral"], before)

    @cached_property
    def _dims(self) -> dict[str, Dimension]:
        return {d.nombre: d for d in self.dimensiones}

    def _table(self, asked: set[str]) -> Tabla:
        dims = tuple(d.nombre for d in self.dimensiones if d.nombre in asked)
        if unknown := asked - set(dims):
            raise NoPublicable(f"No hay dimensión que se llame {', '.join(sorted(unknown))}.")
        if dims not in self.tablas:
            raise NoPublicable(f"El cruce {' × '.join(dims)} no se publica.")
        return self.tablas[dims]

    def _axis(self, dim: str, filtro: Mapping, por: tuple[str, ...], grouped: bool) -> list[int]:
        known = self._dims[dim]
        if dim not in filtro:
            return list(range(len(known.hojas), len(known.codigos)) if grouped else range(len(known.hojas)))
        wanted = filtro[dim] if isinstance(filtro[dim], list | tuple | set) else [filtro[dim]]
        if missing := [v for v in wanted if v not in known.codigos]:
            raise NoPublicable(f"«{dim}» no tiene {', '.join(map(str, missing))}.")
        picked = [known.codigos.index(v) for v in dict.fromkeys(wanted)]
        if dim not in por and known.sumas()[picked].sum(axis=0).max(initial=0) > 1:
            raise NoPublicable(f"En «{dim}» se pidió dos veces lo mismo.")
        return picked


def _frame(dims, labels: list, counts: np.ndarray, hidden: np.ndarray) -> pd.DataFrame:
    grid = np.meshgrid(*[np.arange(len(c)) for c in labels], indexing="ij")
    columns = {d: [codes[i] for i in g.ravel()] for d, codes, g in zip(dims, labels, grid, strict=True)}
    flat, mask = np.ravel(counts).astype(np.int64), np.ravel(hidden)
    return pd.DataFrame({**columns, "n": pd.arrays.IntegerArray(np.where(mask, 0, flat), mask), "reservado": mask})


def rate(part: int | None, whole: int | None, factor: float = 100) -> float | None:
    """Un porcentaje o una tasa; reservado si lo está cualquiera de sus dos términos, y nada sobre cero."""
    return None if part is None or not whole else part / whole * factor


def mark(value: int | None, text: str) -> str:
    """El texto de una cifra ya formateada o la marca de lo reservado."""
    return RESERVADO if value is None else text
