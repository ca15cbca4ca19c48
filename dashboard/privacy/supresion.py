"""La supresión complementaria: por cada celda reservada, otro cubo posible que la lleva al extremo de su intervalo.

Cada programa lineal busca el cambio del cubo que mueve una celda lo que pide la regla y no toca nada de lo publicado,
o toca lo menos posible: lo que toca se reserva. La solución queda como testigo. Reservar más no invalida a ningún
testigo anterior, así que al final cada celda reservada tiene los suyos. Un repaso vuelve a empezar pagando solo con lo
que se reservó, y primero con lo que más sirvió: lo que ya no hace falta vuelve a la vista.
"""

from collections.abc import Callable, Iterable

import numpy as np
from scipy import sparse

from dashboard.privacy.reglas import Reglas
from dashboard.privacy.sistema import Sistema

TOLERANCIA = 1e-6
COSTO_CERO = 1000.0
# Qué puede reservarse de paso: celdas con hoja, cualquiera propia de la tabla, o también lo que comparten las tablas.
HOJAS, PROPIAS, TODAS = range(3)
# Entre cuántas hojas se busca (None, todas), si basta el clique de la celda, si también ceros, y qué puede reservarse.
VECINDADES = (
    (4, True, False, HOJAS),
    (12, True, False, HOJAS),
    (None, True, False, PROPIAS),
    (6, False, False, TODAS),
    (None, False, False, TODAS),
    (6, True, True, TODAS),
    (None, True, True, TODAS),
    (None, False, True, TODAS),
)


class Supresor:
    """Reserva celdas hasta que ninguna reservada pueda acotarse más que la regla."""

    def __init__(self, sistema: Sistema, reglas: Reglas):
        self.s, self.reglas = sistema, reglas
        self.suma, self.enlaces = sistema.suma.tocsc(), sistema.enlaces.tocsc()
        self.costo = np.where(sistema.n > 0, sistema.n, COSTO_CERO)
        self.pagable = ~sistema.fija
        self.piso = self._floor()
        self.imposibles: list[int] = []
        self._start()

    def run(self, progreso: Callable[[float], None]) -> None:
        """Reserva lo que haga falta y repasa; `progreso` recibe la parte hecha, de 0 a 1."""
        small = self.s.reservada.copy()
        self._pass(lambda part: progreso(part / 2))
        if not self.imposibles:
            self._review(small)
            self._pass(lambda part: progreso((1 + part) / 2))

    def _start(self) -> None:
        self.menor, self.mayor = self.s.n.copy(), self.s.n.copy()
        self.usos = np.zeros(len(self.s.n))
        self._vecindades: dict[tuple, tuple] = {}

    def _review(self, small: np.ndarray) -> None:
        """Vuelve a lo que había que reservar; solo se paga con lo que se reservó, más barato cuanto más se usó."""
        self.pagable = self.s.reservada & ~small
        self.costo = self.costo / (1 + self.usos)
        self.s.reservada[:] = small
        self._start()

    def _pass(self, progreso: Callable[[float], None]) -> None:
        """Atiende primero las celdas pequeñas; las que se reservan por el camino entran a la cola."""
        while len(pending := self._pending()):
            for row in pending[np.lexsort((-self.s.n[pending], self.s.n[pending] >= self.reglas.umbral))]:
                self._protect(int(row))
                progreso(1 - len(self._pending()) / self.s.reservada.sum())

    def _open(self, zeros: bool) -> np.ndarray:
        """Las columnas que pueden cambiar: ninguna de un cero a la vista, salvo que también se reserven ceros."""
        shown = (self.s.n == 0) & (self.s.fija if zeros else ~self.s.reservada)
        return np.asarray(self.s.suma[shown].sum(axis=0)).ravel() == 0

    def _pending(self) -> np.ndarray:
        short = self.s.reservada & ~self._done(slice(None))
        short[self.imposibles] = False
        return np.flatnonzero(short)

    def _small(self, rows) -> np.ndarray:
        n = self.s.n[rows]
        return (n < self.reglas.umbral) & (n >= self.reglas.piso)

    def _done(self, rows) -> np.ndarray:
        low, high = self.menor[rows], self.mayor[rows]
        ends = (low <= self.reglas.piso + TOLERANCIA) & (high >= self.reglas.umbral - 1 - TOLERANCIA)
        return np.where(self._small(rows), ends, high - low >= self.reglas.ancho - TOLERANCIA)

    def _protect(self, row: int) -> None:
        for goal in self._goals(row):
            if not self._done(row):
                any(self._move(row, goal, *near) for near in self._widening(row))
        if not self._done(row):
            self.imposibles.append(row)

    def _goals(self, row: int) -> list[float]:
        n, rule = self.s.n[row], self.reglas
        if not self._small(row):
            return [s * step / 2 for step in range(2 * rule.ancho, 0, -1) for s in (1, -1)]
        up = [rule.umbral - 1 - n] if self.mayor[row] < rule.umbral - 1 - TOLERANCIA else []
        return up + ([rule.piso - n] if self.menor[row] > rule.piso + TOLERANCIA else [])

    def _widening(self, row: int) -> Iterable[tuple[tuple[int, ...], int | None, bool, int]]:
        """Dónde se busca el cambio: entre pocas hojas y en un clique, en más y al final en todo, reservando ceros."""
        order = self._partners(row)
        own = int(self.s.clique[self.s.suma.indices[self.s.suma.indptr[row]]])
        least = HOJAS if self.s.hoja[row] >= 0 else PROPIAS
        return dict.fromkeys(
            (tuple(sorted(order[:near])), own if clique else None, zeros, max(reach, least))
            for near, clique, zeros, reach in VECINDADES
        )

    def _partners(self, row: int) -> list[int]:
        leaves = np.unique(self.s.parte[self.s.parte >= 0])
        twins = np.flatnonzero((self.s.familia == self.s.familia[row]) & (self.s.hoja >= 0))
        rank = dict.fromkeys(leaves.tolist(), (2, 0.0))
        if self.s.hoja[row] >= 0:
            visible = ~self.s.reservada[twins]
            for twin, seen in zip(twins, visible, strict=True):
                if self.s.n[twin] > 0 or not seen:
                    rank[int(self.s.hoja[twin])] = (int(seen), self.s.n[twin])
            rank[int(self.s.hoja[row])] = (-1, 0.0)
        else:
            here = self.s.suma.indices[self.s.suma.indptr[row] : self.s.suma.indptr[row + 1]]
            weight = np.bincount(self.s.parte[here] + 1, weights=self.s.columnas[here], minlength=len(leaves) + 1)[1:]
            rank = {leaf: (0, -weight[leaf]) for leaf in rank}
        return sorted(rank, key=lambda leaf: (rank[leaf], leaf))

    def _near(self, leaves: tuple[int, ...], clique: int | None, zeros: bool) -> tuple:
        """Las columnas de esas hojas y ese clique, y las filas que tocan."""
        key = leaves, clique, zeros
        if key not in self._vecindades:
            inside = np.isin(self.s.parte, (-1, *leaves)) & ((self.s.clique == clique) | (clique is None))
            columns = np.flatnonzero(self._open(zeros) & inside)
            sums, links = self.suma[:, columns].tocsr(), self.enlaces[:, columns].tocsr()
            rows = np.flatnonzero(np.diff(sums.indptr))
            self._vecindades[key] = columns, rows, sums[rows], links[np.flatnonzero(np.diff(links.indptr))]
        return self._vecindades[key]

    def _move(self, row: int, goal: float, leaves, clique, zeros: bool, reach: int) -> bool:
        columns, rows, sums, links = self._near(leaves, clique, zeros)
        if row not in rows:
            return False
        payable = self.pagable[rows] & ~self.s.reservada[rows]
        payable &= (reach == TODAS) | ~self.s.comun[rows]
        payable &= (reach > HOJAS) | (self.s.hoja[rows] >= 0)
        change = self._solve(row, goal, columns, rows, sums, links, payable)
        if change is None:
            return False
        moved = sums @ change
        chosen = rows[(np.abs(moved) > TOLERANCIA) & ~self.s.reservada[rows]]
        self.s.reservada[chosen] = True
        if not self.s.n[chosen].all():
            self._vecindades.clear()
        self.usos[rows[np.abs(moved) > TOLERANCIA]] += 1
        self.menor[rows] = np.minimum(self.menor[rows], self.s.n[rows] + moved)
        self.mayor[rows] = np.maximum(self.mayor[rows], self.s.n[rows] + moved)
        return True

    def _solve(self, row, goal, columns, rows, sums, links, payable) -> np.ndarray | None:
        """El cambio más barato que mueve `row` en `goal`, o None si no hay."""
        low, high = self._room(row, goal, rows)
        bound = np.isfinite(low) | np.isfinite(high)
        toll = sparse.eye(len(rows), format="csc")[:, np.flatnonzero(payable)]
        table = sparse.vstack(
            [sparse.hstack([sums, -toll, toll], format="csr")[bound], self._wide(links, 2 * payable.sum())]
        )
        free = np.zeros(links.shape[0])
        cost = self.costo[rows[payable]]
        down = (self.s.n - self.piso)[rows[payable]]
        from scipy.optimize import Bounds, LinearConstraint, milp  # tarda en cargar: solo al proteger

        found = milp(
            np.concatenate([np.zeros(len(columns)), cost, cost]),
            constraints=LinearConstraint(table, np.r_[low[bound], free], np.r_[high[bound], free]),
            bounds=Bounds(
                np.r_[-self.s.columnas[columns], np.zeros(2 * len(cost))],
                np.r_[np.full(len(columns) + len(cost), np.inf), down],
            ),
        )
        return None if found.x is None else found.x[: len(columns)]

    @staticmethod
    def _wide(links: sparse.csr_matrix, extra: int) -> sparse.csr_matrix:
        return sparse.hstack([links, sparse.csr_matrix((links.shape[0], extra))])

    def _room(self, row: int, goal: float, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Cuánto puede moverse cada fila; una reservada, mientras siga diciendo lo que cualquiera sabe de ella."""
        hidden, n = self.s.reservada[rows], self.s.n[rows]
        low, high = np.zeros(len(rows)), np.where(hidden, np.inf, 0.0)
        low[hidden] = (self.piso[rows] - n)[hidden]
        low[hidden & (low == -n)] = -np.inf
        here = rows == row
        low[here], high[here] = (goal, np.inf) if goal > 0 else (low[here], goal)
        return low, high

    def _floor(self) -> np.ndarray:
        """Quien ataca puede saber que una reservada con desglose a la vista llega al umbral y que otra no es cero."""
        n = self.s.n
        alone = np.where(self.s.suelta | (n < self.reglas.piso), 0, np.minimum(n, self.reglas.piso))
        return np.where((n >= self.reglas.umbral) & ~self.s.fina, self.reglas.umbral, alone)
