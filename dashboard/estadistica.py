"""Intervalos para conteos y proporciones: lo mínimo para no decir más de lo que dicen los datos.

Todas las funciones son puras y devuelven límites al 95% salvo que se indique otra confianza.
"""

from math import sqrt

from scipy.special import betaincinv, gammaincinv, ndtri


def poisson_interval(n: int, confianza: float = 0.95) -> tuple[float, float]:
    """Límites exactos (Garwood, 1936) para el valor esperado de un conteo `n` ≥ 0."""
    cola = (1 - confianza) / 2
    low = gammaincinv(n, cola) if n else 0.0
    return float(low), float(gammaincinv(n + 1, 1 - cola))


def wilson_interval(parte: float, total: float, confianza: float = 0.95) -> tuple[float, float]:
    """Límites de Wilson (1927) para la proporción parte/total, en tanto por uno."""
    z = ndtri((1 + confianza) / 2)
    p = parte / total
    centro = (p + z**2 / (2 * total)) / (1 + z**2 / total)
    radio = z * sqrt(p * (1 - p) / total + z**2 / (4 * total**2)) / (1 + z**2 / total)
    return max(0.0, float(centro - radio)), min(1.0, float(centro + radio))


def ratio_interval(antes: int, despues: int, confianza: float = 0.95) -> tuple[float, float, float]:
    """Razón despues/antes de dos conteos con límites exactos (condicional binomial de Clopper-Pearson).

    Devuelve (razón, inferior, superior). Requiere antes > 0.
    """
    cola = (1 - confianza) / 2
    low = betaincinv(despues, antes + 1, cola) if despues else 0.0
    high = betaincinv(despues + 1, antes, 1 - cola)
    return despues / antes, float(low / (1 - low)), float(high / (1 - high))


def distinguible(antes: int, despues: int) -> bool:
    """Si el cambio entre dos conteos excede lo que explica el azar (el intervalo de la razón excluye 1)."""
    if antes == 0 or despues == 0:
        return poisson_interval(max(antes, despues))[0] > poisson_interval(0)[1]
    _, low, high = ratio_interval(antes, despues)
    return low > 1 or high < 1
