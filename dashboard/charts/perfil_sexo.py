"""Sexo de presuntas víctimas."""

from dashboard.charts._perfil import profile_chart
from dashboard.idioma import N_

CHART = profile_chart(
    id="perfil_sexo",
    order=110,
    nombre=N_("Sexo"),
    question=N_("¿Qué sexo registra la fuente?"),
    poblacion="victimas",
    dimension="sexo",
    section=N_("Presuntas víctimas"),
)
