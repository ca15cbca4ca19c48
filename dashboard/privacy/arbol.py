"""Cómo se enlazan las tablas publicables: cliques de un grafo triangulado y su árbol.

Dos dimensiones se tocan si alguna tabla las cruza. En un grafo triangulado, unas tablas no negativas que coinciden en
sus separadores son siempre los márgenes de un cubo completo no negativo (Lauritzen, *Graphical Models*, 1996, cap. 4;
Dobra y Fienberg, PNAS 97, 2000). Por eso basta trabajar con los cliques: no se pierde ninguna deducción posible.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import prod


@dataclass(frozen=True)
class Arbol:
    """Los cliques y, por cada rama, los dos que une y las dimensiones que comparten."""

    cliques: tuple[tuple[str, ...], ...]
    ramas: tuple[tuple[int, int, tuple[str, ...]], ...]

    def clique_of(self, dims: Iterable[str], sizes: Mapping[str, int]) -> int:
        """El menor de los cliques que contienen esas dimensiones."""
        holding = [i for i, clique in enumerate(self.cliques) if set(dims) <= set(clique)]
        return min(holding, key=lambda i: prod(sizes[d] for d in self.cliques[i]))


def build_tree(tablas: Iterable[tuple[str, ...]], sizes: Mapping[str, int]) -> Arbol:
    """Triangula (siempre por el vértice que forma el clique más chico) y une los cliques por lo que más comparten."""
    cliques = _maximal(_eliminate(_neighbours(tablas), sizes))
    order = [d for d in sizes if any(d in c for c in cliques)]
    named = tuple(tuple(d for d in order if d in c) for c in cliques)
    return Arbol(named, tuple(_branches(named, order)))


def _neighbours(tablas: Iterable[tuple[str, ...]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for tabla in tablas:
        for dim in tabla:
            found.setdefault(dim, set())
        for one, other in combinations(tabla, 2):
            found[one].add(other)
            found[other].add(one)
    return found


def _eliminate(graph: dict[str, set[str]], sizes: Mapping[str, int]) -> list[frozenset[str]]:
    cliques = []
    while graph:
        dim = min(graph, key=lambda d: (prod(sizes[n] for n in graph[d] | {d}), d))
        around = graph.pop(dim)
        cliques.append(frozenset(around | {dim}))
        for one in around:
            graph[one] = (graph[one] | around) - {one, dim}
    return cliques or [frozenset()]


def _maximal(cliques: list[frozenset[str]]) -> list[frozenset[str]]:
    return [c for i, c in enumerate(cliques) if not any(c < o or (c == o and j < i) for j, o in enumerate(cliques))]


def _branches(cliques: tuple[tuple[str, ...], ...], order: list[str]) -> Iterable[tuple[int, int, tuple[str, ...]]]:
    joined, pending = {0}, set(range(1, len(cliques)))
    while pending:
        pairs = ((i, j) for i in joined for j in pending)
        one, other = max(pairs, key=lambda p: len(set(cliques[p[0]]) & set(cliques[p[1]])))
        shared = set(cliques[one]) & set(cliques[other])
        yield one, other, tuple(d for d in order if d in shared)
        joined.add(other)
        pending.remove(other)
