"""Tipo de explotación de presuntas víctimas."""

from dashboard.charts._perfil import profile_chart
from dashboard.idioma import N_

CHART = profile_chart(
    id="explotacion",
    order=150,
    nombre=N_("Tipo de explotación"),
    question=N_("¿Para qué las explotaron?"),
    poblacion="victimas",
    dimension="explotacion",
    section=N_("Presuntas víctimas"),
    width="media",
)
