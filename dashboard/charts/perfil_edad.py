"""Edad de presuntas víctimas."""

from dashboard.charts._perfil import profile_chart
from dashboard.idioma import N_

CHART = profile_chart(
    id="perfil_edad",
    order=120,
    nombre=N_("Edad"),
    question=N_("¿Qué edad tenían?"),
    poblacion="victimas",
    dimension="edad",
    section=N_("Presuntas víctimas"),
)
