"""Modalidad de captación de presuntas víctimas."""

from dashboard.charts._perfil import profile_chart
from dashboard.idioma import N_

CHART = profile_chart(
    id="captacion",
    order=140,
    nombre=N_("Modalidad de captación"),
    question=N_("¿Cómo fueron captadas?"),
    poblacion="victimas",
    dimension="captacion",
    section=N_("Presuntas víctimas"),
    width="media",
)
