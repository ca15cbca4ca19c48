"""Modalidad de captación de presuntas víctimas."""

from dashboard.charts._perfil import profile_chart

CHART = profile_chart(
    id="captacion",
    order=140,
    nombre="Modalidad de captación",
    question="¿Cómo fueron captadas?",
    poblacion="victimas",
    dimension="captacion",
    section="Presuntas víctimas",
    width="media",
)
