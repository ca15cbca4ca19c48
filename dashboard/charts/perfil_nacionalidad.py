"""Nacionalidad de presuntas víctimas."""

from dashboard.charts._perfil import profile_chart
from dashboard.idioma import N_

CHART = profile_chart(
    id="perfil_nacionalidad",
    order=130,
    nombre=N_("Nacionalidad"),
    question=N_("¿De dónde eran?"),
    poblacion="victimas",
    dimension="nacionalidad",
    section=N_("Presuntas víctimas"),
)
