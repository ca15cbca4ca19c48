"""Tipo de explotación de presuntas víctimas."""

from dashboard.charts._perfil import profile_chart

CHART = profile_chart(
    id="explotacion",
    order=150,
    nombre="Tipo de explotación",
    question="¿Para qué las explotaron?",
    poblacion="victimas",
    dimension="explotacion",
    section="Presuntas víctimas",
    width="media",
)
