"""Tasas suavizadas por Bayes empírico: cada una se acerca a la del conjunto tanto como le falte respaldo."""

from collections.abc import Sequence

import numpy as np

LUGARES_MINIMOS = 5  # con menos no hay con qué estimar cuánto varían


def smoothed_rates(conteos: Sequence[int], personas: Sequence[float]) -> np.ndarray:
    """Una tasa por lugar (por persona-año): media a posteriori de un modelo Poisson-gamma.

    La gamma sale de los mismos lugares por momentos (Marshall, 1991); en la notación de Clayton y Kaldor (1987) es
    (conteo + m²/A) / (personas + m/A), con m la tasa conjunta y A la varianza entre lugares.
    """
    n, people = np.asarray(conteos, dtype=float), np.asarray(personas, dtype=float)
    media, varianza = _between_places(n, people)
    if not varianza:
        return np.full(len(n), media)
    peso = varianza / (varianza + media / people)
    return media + peso * (n / people - media)


def _between_places(n: np.ndarray, people: np.ndarray) -> tuple[float, float]:
    """La tasa conjunta y cuánto varían las tasas una vez descontado el azar (nunca menos de cero)."""
    media = n.sum() / people.sum()
    observada = (people * (n / people - media) ** 2).sum() / people.sum()
    return media, max(0.0, observada - media / people.mean())
