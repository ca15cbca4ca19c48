"""Entre qué puestos puede estar cada lugar cuando el orden de los conteos puede ser azar.

Bazylik, Mogstad, Romano, Shaikh y Wilhelm (2022): comparaciones exactas de a dos, corregidas por ser muchas
con el procedimiento de Holm (1979), y de ellas el mejor y el peor puesto de todos a la vez.
"""

from collections.abc import Sequence

import numpy as np
from scipy.special import betainc

from dashboard.estadistica.intervalos import CONFIANZA


def supera(conteos: Sequence[int], personas: Sequence[float] | None = None, confianza: float = CONFIANZA) -> np.ndarray:
    """Matriz lugares × lugares: [j, k] dice si j está por encima de k más de lo que explica el azar.

    Dado lo que suman dos lugares, el conteo de uno es binomial (Przyborowski y Wilenski, 1940); con `personas`
    (personas-año) se comparan tasas. La probabilidad de que alguna de todas sea falsa es menor que 1 − confianza.
    """
    n = np.asarray(conteos, dtype=float)
    expuestos = np.ones_like(n) if personas is None else np.asarray(personas, dtype=float)
    p = _p_values(n, expuestos)
    return _holm(p, 1 - confianza)


def puestos(
    conteos: Sequence[int], personas: Sequence[float] | None = None, confianza: float = CONFIANZA
) -> list[tuple[int, int]]:
    """(mejor, peor) puesto posible de cada lugar, desde 1, en el orden en que vienen; valen para todos a la vez."""
    above = supera(conteos, personas, confianza)
    best, worst = 1 + above.sum(axis=0), len(above) - above.sum(axis=1)
    return [(int(b), int(w)) for b, w in zip(best, worst, strict=True)]


def _p_values(n: np.ndarray, expuestos: np.ndarray) -> np.ndarray:
    """[j, k]: probabilidad de ver en j su conteo o más, dada la suma, si su tasa no superara la de k."""
    mine, other = np.meshgrid(n, n, indexing="ij")
    part = expuestos[:, None] / (expuestos[:, None] + expuestos[None, :])
    p = np.where(mine > 0, betainc(np.maximum(mine, 1), other + 1, part), 1.0)
    np.fill_diagonal(p, 1.0)
    return p


def _holm(p: np.ndarray, alfa: float) -> np.ndarray:
    """Qué comparaciones se rechazan: de la menor a la mayor, hasta la primera que no llega a su umbral."""
    total = len(p) * (len(p) - 1)
    order = np.argsort(p, axis=None, kind="stable")[:total]
    passed = p.ravel()[order] <= alfa / (total - np.arange(total))
    rejected = np.zeros(p.size, dtype=bool)
    rejected[order[: total if passed.all() else int(np.argmin(passed))]] = True
    return rejected.reshape(p.shape)
