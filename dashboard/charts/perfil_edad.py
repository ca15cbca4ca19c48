"""Edad de presuntas víctimas."""

from dashboard.charts._perfil import profile_chart

CHART = profile_chart(
    id="perfil_edad",
    order=120,
    nombre="Edad",
    question="¿Qué edad tenían?",
    poblacion="victimas",
    dimension="edad",
    section="Presuntas víctimas",
)
