"""Límites de un gráfico de embudo: cuánto puede alejarse un lugar del país solo por azar."""

from math import exp

from scipy.special import pdtrik

CONTROL = (0.95, 0.998)  # los dos pares de límites que propone Spiegelhalter (2005)


def funnel_limits(esperado: float, confianza: float) -> tuple[float, float]:
    """Conteos entre los que cae un lugar que registra como el país, si allí se esperan `esperado` > 0.

    Un conteo menor que el inferior o mayor que el superior tiene, por Poisson, menos de (1 − confianza)/2 de
    probabilidad. Entre enteros, la probabilidad acumulada sigue a la función gamma, y el embudo no sale a saltos.
    """
    cola = (1 - confianza) / 2
    low = 0.0 if exp(-esperado) >= cola else float(pdtrik(cola, esperado))
    return low, 1 + float(pdtrik(1 - cola, esperado))
