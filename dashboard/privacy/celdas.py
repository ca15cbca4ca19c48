"""Todas las celdas publicables como sumas de las columnas de los cliques: una matriz, de la que sale todo lo demás."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import chain, combinations

import numpy as np
import pandas as pd
from scipy import sparse

from dashboard.privacy.arbol import Arbol, build_tree
from dashboard.privacy.codigos import Dimension

COLUMNAS_MAX = 500_000


@dataclass(frozen=True)
class Bloque:
    """Las celdas de un cruce: sus dimensiones, cuántos códigos tiene cada una y en qué fila empieza."""

    dims: tuple[str, ...]
    forma: tuple[int, ...]
    inicio: int

    @property
    def filas(self) -> slice:
        return slice(self.inicio, self.inicio + int(np.prod(self.forma)))


@dataclass(frozen=True)
class Columnas:
    """Las incógnitas de quien ataca: cada combinación de hojas de cada clique, con su valor verdadero."""

    dims: Mapping[str, Dimension]
    arbol: Arbol
    inicios: tuple[int, ...]
    valores: np.ndarray

    def rows(self, tabla: tuple[str, ...], sums: Mapping[str, np.ndarray], wholes: Mapping[str, np.ndarray]):
        """Las filas de un cruce: `sums` da los códigos de sus dimensiones y `wholes`, el total de las demás."""
        index = self.arbol.clique_of(tabla, self.sizes)
        return self._spread(index, [sums[d] if d in tabla else wholes[d] for d in self.arbol.cliques[index]])

    def links(self) -> sparse.csr_matrix:
        """Una fila por celda de cada separador: dos cliques deben contar lo mismo en lo que comparten."""
        found = [sparse.csr_matrix((0, len(self.valores)))]
        for one, other, shared in self.arbol.ramas:
            found.append(self._leaves(one, shared) - self._leaves(other, shared))
        return sparse.vstack(found, format="csr")

    @property
    def sizes(self) -> dict[str, int]:
        return {name: len(dim.hojas) for name, dim in self.dims.items()}

    def position(self, dim: str) -> np.ndarray:
        """Qué hoja de `dim` toca a cada columna; −1 si su clique no la trae."""
        found = np.full(len(self.valores), -1)
        for clique, start in zip(self.arbol.cliques, self.inicios, strict=True):
            if dim in clique:
                shape = [self.sizes[d] for d in clique]
                leaves = np.indices(shape)[clique.index(dim)].ravel()
                found[start : start + len(leaves)] = leaves
        return found

    def _leaves(self, index: int, shared: tuple[str, ...]) -> sparse.csr_matrix:
        clique = self.arbol.cliques[index]
        return self._spread(
            index, [np.eye(n) if d in shared else np.ones((1, n)) for d in clique for n in [self.sizes[d]]]
        )

    def _spread(self, index: int, factors: list[np.ndarray]) -> sparse.csr_matrix:
        one = sparse.csr_matrix(np.ones((1, 1)))
        block = reduce(lambda a, b: sparse.kron(a, sparse.csr_matrix(b), format="csr"), factors, one)
        start = self.inicios[index]
        left = sparse.csr_matrix((block.shape[0], start))
        right = sparse.csr_matrix((block.shape[0], len(self.valores) - start - block.shape[1]))
        return sparse.hstack([left, block, right], format="csr")


def read_columns(cubo: pd.DataFrame, dims: Mapping[str, Dimension], tablas: Iterable[tuple[str, ...]]) -> Columnas:
    """Suma el cubo en los cliques que enlazan esas tablas."""
    sizes = {name: len(dim.hojas) for name, dim in dims.items()}
    tree = build_tree(tablas, sizes)
    lengths = [int(np.prod([sizes[d] for d in clique])) for clique in tree.cliques]
    if sum(lengths) > COLUMNAS_MAX:
        raise ValueError(
            f"Las tablas se enlazan en {sum(lengths)} combinaciones y el máximo es {COLUMNAS_MAX}: quite cruces."
        )
    codes = {n: pd.Categorical(cubo[n], categories=list(d.hojas)).codes.astype(np.int64) for n, d in dims.items()}
    counts = cubo["n"].to_numpy()
    values = [_margin(clique, sizes, codes, counts) for clique in tree.cliques]
    return Columnas(dims, tree, tuple(np.cumsum([0, *lengths[:-1]]).tolist()), np.concatenate(values))


def _margin(clique: tuple[str, ...], sizes: dict, codes: dict, counts: np.ndarray) -> np.ndarray:
    length = int(np.prod([sizes[d] for d in clique]))
    flat = np.zeros(len(counts), dtype=np.int64)
    for dim in clique:
        flat = flat * sizes[dim] + codes[dim]
    return np.bincount(flat, weights=counts, minlength=length)


def sub_tables(tablas: Iterable[tuple[str, ...]], order: Iterable[str]) -> list[tuple[str, ...]]:
    """Cada tabla y cada total de cada tabla, una sola vez y con las dimensiones en el orden del cubo."""
    rank = {dim: i for i, dim in enumerate(order)}
    whole = [tuple(sorted(t, key=rank.__getitem__)) for t in tablas]
    found = chain.from_iterable(combinations(t, k) for t in whole for k in range(len(t) + 1))
    return sorted(set(found), key=lambda t: (len(t), [rank[d] for d in t]))


def read_blocks(tablas: Iterable[tuple[str, ...]], dims: Mapping[str, Dimension], start: int = 0) -> list[Bloque]:
    """Los bloques de celdas, uno tras otro, desde la fila `start`."""
    blocks = []
    for tabla in tablas:
        blocks.append(Bloque(tabla, tuple(len(dims[d].codigos) for d in tabla), start))
        start = blocks[-1].filas.stop
    return blocks


def inside(mask: np.ndarray, blocks: list[Bloque], dims: Mapping[str, Dimension], strict: bool = False) -> np.ndarray:
    """Las celdas que forman parte de alguna marcada, en cualquier cruce y nivel; con `strict`, de otra mayor."""
    base = blocks[0].inicio
    found = np.zeros_like(mask)
    within = {name: dim.dentro().astype(np.int64) for name, dim in dims.items()}
    equal = {name: matrix * matrix.T for name, matrix in within.items()}
    for wide in blocks:
        marked = mask[wide.filas.start - base : wide.filas.stop - base].reshape(wide.forma).astype(np.int64)
        for narrow in (b for b in blocks if marked.any() and set(wide.dims) <= set(b.dims)):
            here = slice(narrow.filas.start - base, narrow.filas.stop - base)
            count = _descend(marked, wide, narrow, within)
            if strict and wide is narrow:
                count = count - _descend(marked, wide, narrow, equal)
            found[here] |= count.ravel() > 0
    return found


def _descend(marked: np.ndarray, wide: Bloque, narrow: Bloque, within: Mapping[str, np.ndarray]) -> np.ndarray:
    """Cuántas celdas marcadas de `wide` contienen a cada celda de `narrow`."""
    for axis, dim in enumerate(wide.dims):
        marked = np.moveaxis(np.tensordot(within[dim], marked, (1, axis)), 0, axis)
    shape = [size if d in wide.dims else 1 for d, size in zip(narrow.dims, narrow.forma, strict=True)]
    return np.broadcast_to(marked.reshape(shape), narrow.forma)
