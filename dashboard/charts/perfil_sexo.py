"""Sexo de presuntas víctimas."""

from dashboard.charts._perfil import profile_chart

CHART = profile_chart(
    id="perfil_sexo",
    order=110,
    nombre="Sexo",
    question="¿Qué sexo registra la fuente?",
    poblacion="victimas",
    dimension="sexo",
    section="Presuntas víctimas",
)
