"""Nacionalidad de presuntas víctimas."""

from dashboard.charts._perfil import profile_chart

CHART = profile_chart(
    id="perfil_nacionalidad",
    order=130,
    nombre="Nacionalidad",
    question="¿De dónde eran?",
    poblacion="victimas",
    dimension="nacionalidad",
    section="Presuntas víctimas",
)
