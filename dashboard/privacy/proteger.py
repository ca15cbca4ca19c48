"""Del cubo de personas a lo publicable: se arma el sistema, se reservan celdas y se cierran las tablas."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

import numpy as np
import pandas as pd
from scipy import sparse

from dashboard.privacy.celdas import Bloque, Columnas, inside, read_blocks, read_columns, sub_tables
from dashboard.privacy.codigos import Dimension, read_dimension
from dashboard.privacy.protegido import OCULTA, Protegido, Tabla
from dashboard.privacy.reglas import Reglas, YaPublicado
from dashboard.privacy.sistema import Sistema
from dashboard.privacy.supresion import Supresor


def protect(
    cubo: pd.DataFrame,
    reglas: Reglas,
    tablas: Iterable[tuple[str, ...]],
    anteriores: Protegido | None = None,
    progreso: Callable[[float], None] = lambda parte: None,
) -> Protegido:
    """Todas las tablas pedidas y sus totales, con lo que no puede mostrarse reservado.

    `cubo` trae una columna por dimensión y `n`. Con `anteriores` se supone que quien ataca guardó lo publicado antes.
    `progreso` recibe qué parte de las celdas reservadas está resuelta, de 0 a 1.
    """
    dims = _dimensions(cubo, reglas)
    versions = [_align(v, dims) for v in _versions(anteriores)]
    subs = sub_tables(tablas, dims)
    columns = read_columns(cubo, dims, [*subs, *(t for v in versions for t in v.tablas)])
    parts = [_current(columns, subs, reglas, versions)]
    for version in versions:
        parts.append(_published(columns, version, reglas, parts[-1].bloques[-1].filas.stop))
    system = _system(columns, parts)
    search = Supresor(system, reglas)
    search.run(progreso)
    if search.imposibles:
        _refuse(len(search.imposibles), bool(versions))
    return _close(parts[0], columns, system, reglas, anteriores)


@dataclass(frozen=True)
class _Parte:
    """Las filas de una versión: sus bloques, sus códigos y lo que se sabe de cada celda."""

    bloques: list[Bloque]
    dims: Mapping[str, Dimension]
    suma: sparse.csr_matrix
    n: np.ndarray
    reservada: np.ndarray
    suelta: np.ndarray
    fija: np.ndarray


def _dimensions(cubo: pd.DataFrame, reglas: Reglas) -> dict[str, Dimension]:
    counts = cubo["n"]
    if counts.isna().any() or (counts < 0).any() or (counts % 1 != 0).any():
        raise ValueError("La columna «n» cuenta personas: enteros desde cero.")
    names = [c for c in cubo.columns if c != "n"]
    return {d: read_dimension(d, cubo[d], reglas.jerarquias.get(d, {})) for d in names}


def _versions(last: Protegido | None) -> Iterator[Protegido]:
    while last is not None:
        yield last
        last = last.anterior


def _align(version: Protegido, dims: Mapping[str, Dimension]) -> Protegido:
    """La versión anterior con sus dimensiones en el orden del cubo nuevo."""
    before = {d.nombre: d for d in version.dimensiones}
    if gone := set(before) - set(dims):
        raise ValueError(f"La versión anterior cruza {sorted(gone)} y el cubo ya no lo trae.")
    rank = {name: i for i, name in enumerate(dims)}
    tables = {}
    for names, table in version.tablas.items():
        order = sorted(range(len(names)), key=lambda i, names=names: rank[names[i]])
        own = tuple(names[i] for i in order)
        tables[own] = Tabla(own, table.cifras.transpose(order))
    return Protegido(tuple(before[d] for d in dims if d in before), tables, version.umbral)


def _current(columns: Columnas, subs: list, reglas: Reglas, versions: list[Protegido]) -> _Parte:
    dims = columns.dims
    blocks = read_blocks(subs, dims)
    sums = {name: d.sumas() for name, d in dims.items()}
    wholes = {name: np.ones((1, len(d.hojas))) for name, d in dims.items()}
    matrix, n = _count(columns, blocks, sums, wholes)
    small = (n < reglas.umbral) & (n >= reglas.piso)
    kept = _kept(blocks, dims, versions)
    loose = inside(small, blocks, dims, strict=True) | kept
    return _Parte(blocks, dims, matrix, n, inside(small, blocks, dims) | kept, loose, np.zeros_like(kept))


def _count(columns: Columnas, blocks: list[Bloque], sums: dict, wholes: dict) -> tuple[sparse.csr_matrix, np.ndarray]:
    matrix = sparse.vstack([columns.rows(b.dims, sums, wholes) for b in blocks], format="csr")
    return matrix, np.round(matrix @ columns.valores)


def _kept(blocks: list[Bloque], dims: Mapping[str, Dimension], versions: list[Protegido]) -> np.ndarray:
    """Lo que una versión anterior reservó sigue reservado."""
    found = np.zeros(blocks[-1].filas.stop, dtype=bool)
    for version in versions:
        before = {d.nombre: d.codigos for d in version.dimensiones}
        for block in (b for b in blocks if b.dims in version.tablas):
            here = [[before[d].index(c) if c in before[d] else -1 for c in dims[d].codigos] for d in block.dims]
            hidden = version.tablas[block.dims].cifras == OCULTA
            known = np.pad(hidden, [(0, 1)] * len(here))[np.ix_(*here)] if here else hidden
            found[block.filas] |= known.ravel()
    return found


def _published(columns: Columnas, version: Protegido, reglas: Reglas, start: int) -> _Parte:
    """Lo que se publicó, contado hoy sobre lo que entonces había: si coincide, quien ataca puede restarlo."""
    dims = {d.nombre: d for d in version.dimensiones}
    blocks = read_blocks(version.tablas, dims, start)
    moves = {
        n: (np.array(d.hojas, object)[:, None] == np.array(columns.dims[n].hojas, object)) * 1.0
        for n, d in dims.items()
    }
    sums = {name: d.sumas() @ moves[name] for name, d in dims.items()}
    wholes = {name: np.ones((1, len(d.hojas))) for name, d in columns.dims.items()}
    wholes |= {name: move.sum(axis=0, keepdims=True) for name, move in moves.items()}
    matrix, n = _count(columns, blocks, sums, wholes)
    printed = np.concatenate([t.cifras.ravel() for t in version.tablas.values()])
    hidden = printed == OCULTA
    small = hidden & (n < reglas.umbral) & (n >= reglas.piso)
    return _Parte(blocks, dims, matrix, n, hidden, inside(small, blocks, dims, strict=True), printed == n)


def _system(columns: Columnas, parts: list[_Parte]) -> Sistema:
    """Las filas de todas las versiones; de las anteriores, sin lo que se corrigió ni lo que ya no se cuenta."""
    split = _split(columns)
    family, leaf = _families(parts, columns.dims[split])
    fine, common = _levels(parts, columns)
    hidden, fixed = (np.concatenate([getattr(p, name) for p in parts]) for name in ("reservada", "fija"))
    suma = sparse.vstack([p.suma for p in parts], format="csr")
    live = (hidden | fixed) & (np.diff(suma.indptr) > 0)
    live[: len(parts[0].n)] = True
    return Sistema(
        suma=suma[live],
        enlaces=columns.links(),
        columnas=columns.valores,
        parte=columns.position(split),
        clique=np.repeat(np.arange(len(columns.inicios)), np.diff([*columns.inicios, len(columns.valores)])),
        n=np.concatenate([p.n for p in parts])[live],
        reservada=hidden[live],
        suelta=np.concatenate([p.suelta for p in parts])[live],
        fija=fixed[live],
        familia=family[live],
        hoja=leaf[live],
        fina=fine[live],
        comun=common[live],
    )


def _split(columns: Columnas) -> str:
    """La dimensión por la que se parte el cálculo: la que está en más cliques y, de ellas, la de más hojas."""
    return max(columns.dims, key=lambda d: (sum(d in c for c in columns.arbol.cliques), columns.sizes[d]))


def _families(parts: list[_Parte], split: Dimension) -> tuple[np.ndarray, np.ndarray]:
    families, leaves = [], []
    for part in parts:
        position = {code: i for i, code in enumerate(split.hojas)}
        for block in part.bloques:
            rows = np.arange(block.filas.start, block.filas.stop).reshape(block.forma)
            leaf = np.full(block.forma, -1)
            if split.nombre in block.dims:
                axis = block.dims.index(split.nombre)
                own = np.array([position.get(c, -1) for c in part.dims[split.nombre].codigos])
                leaf = np.broadcast_to(np.expand_dims(own, [a for a in range(rows.ndim) if a != axis]), block.forma)
                rows = np.broadcast_to(rows.min(axis=axis, keepdims=True), block.forma)
            families.append(rows.ravel())
            leaves.append(leaf.ravel())
    return np.concatenate(families), np.concatenate(leaves)


def _levels(parts: list[_Parte], columns: Columnas) -> tuple[np.ndarray, np.ndarray]:
    """De cada celda, si ninguna tabla de su versión la desglosa y si la comparten varios cliques."""
    shared = [set(common) for _, _, common in columns.arbol.ramas]
    fine, common = [], []
    for part in parts:
        for block in part.bloques:
            broken = any(set(block.dims) < set(other.dims) for other in part.bloques)
            leaves = [np.arange(len(part.dims[d].codigos)) < len(part.dims[d].hojas) for d in block.dims]
            fine.append(reduce(np.logical_and.outer, leaves, np.array(not broken)).ravel())
            common.append(np.full(fine[-1].size, any(set(block.dims) <= own for own in shared)))
    return np.concatenate(fine), np.concatenate(common)


def _refuse(count: int, before: bool) -> None:
    if before:
        raise YaPublicado(f"Una versión anterior deja al descubierto {count} celdas: retírela antes de publicar esta.")
    raise RuntimeError(f"No se halló cómo proteger {count} celdas: no se publica nada.")


def _close(part: _Parte, columns: Columnas, system: Sistema, reglas: Reglas, before: Protegido | None) -> Protegido:
    shown = np.where(system.reservada[: len(part.n)], OCULTA, part.n).astype(np.int64)
    tables = {b.dims: Tabla(b.dims, shown[b.filas].reshape(b.forma)) for b in part.bloques}
    return Protegido(tuple(columns.dims.values()), MappingProxyType(tables), reglas.umbral, before)
