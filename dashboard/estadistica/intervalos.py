"""Límites de confianza para un conteo, una tasa, una proporción y la razón de dos conteos."""

from math import sqrt

from scipy.special import betaincinv, gammaincinv, ndtri

CONFIANZA = 0.95


def poisson_interval(n: int, confianza: float = CONFIANZA) -> tuple[float, float]:
    """Límites exactos (Garwood, 1936) para el valor esperado de un conteo `n` ≥ 0."""
    cola = (1 - confianza) / 2
    low = gammaincinv(n, cola) if n else 0.0
    return float(low), float(gammaincinv(n + 1, 1 - cola))


def rate_interval(n: int, personas: float, por: float = 1, confianza: float = CONFIANZA) -> tuple[float, float]:
    """Límites exactos de la tasa n/personas, por cada `por` personas-año; el denominador se toma como conocido."""
    low, high = poisson_interval(n, confianza)
    return low / personas * por, high / personas * por


def wilson_interval(parte: float, total: float, confianza: float = CONFIANZA) -> tuple[float, float]:
    """Límites de Wilson (1927) para la proporción parte/total, en tanto por uno."""
    z = ndtri((1 + confianza) / 2)
    p = parte / total
    centro = (p + z**2 / (2 * total)) / (1 + z**2 / total)
    radio = z * sqrt(p * (1 - p) / total + z**2 / (4 * total**2)) / (1 + z**2 / total)
    return max(0.0, float(centro - radio)), min(1.0, float(centro + radio))


def ratio_interval(
    antes: int, despues: int, confianza: float = CONFIANZA, expuestos: tuple[float, float] = (1.0, 1.0)
) -> tuple[float, float, float]:
    """Razón despues/antes con límites exactos (condicional binomial de Clopper-Pearson).

    Con `expuestos` (personas-año de antes y de después) es la razón de las dos tasas. Devuelve (razón, inferior,
    superior). Requiere antes > 0.
    """
    cola, escala = (1 - confianza) / 2, expuestos[0] / expuestos[1]
    low = betaincinv(despues, antes + 1, cola) if despues else 0.0
    high = betaincinv(despues + 1, antes, 1 - cola)
    return despues / antes * escala, float(low / (1 - low)) * escala, float(high / (1 - high)) * escala


def distinguible(antes: int, despues: int, confianza: float = CONFIANZA) -> bool:
    """Si el cambio entre dos conteos excede lo que explica el azar (el intervalo de la razón excluye 1)."""
    if antes == 0 or despues == 0:
        return poisson_interval(max(antes, despues), confianza)[0] > poisson_interval(0, confianza)[1]
    _, low, high = ratio_interval(antes, despues, confianza)
    return low > 1 or high < 1
