"""Estadística para conteos pequeños: lo necesario para no decir más de lo que dicen los datos.

Todo es puro y exacto cuando se puede. Cada método, con su fórmula, su ejemplo y su referencia: docs/metodo.md.
"""

from dashboard.estadistica.embudo import funnel_limits
from dashboard.estadistica.intervalos import (
    CONFIANZA,
    distinguible,
    poisson_interval,
    rate_interval,
    ratio_interval,
    wilson_interval,
)
from dashboard.estadistica.porcentajes import BASE_MINIMA, share
from dashboard.estadistica.puestos import puestos, supera
from dashboard.estadistica.suavizado import LUGARES_MINIMOS, smoothed_rates

__all__ = [
    "BASE_MINIMA",
    "CONFIANZA",
    "LUGARES_MINIMOS",
    "distinguible",
    "funnel_limits",
    "poisson_interval",
    "puestos",
    "rate_interval",
    "ratio_interval",
    "share",
    "smoothed_rates",
    "supera",
    "wilson_interval",
]
