"""Cuándo un porcentaje dice algo: nunca sobre una base menor de veinte."""

from math import nan

BASE_MINIMA = 20


def share(parte: float, base: float) -> float:
    """parte/base en %, o NaN si la base no llega a BASE_MINIMA: se da el conteo y nada más."""
    return parte / base * 100 if base >= BASE_MINIMA else nan
