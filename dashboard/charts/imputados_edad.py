"""Edad de presuntos/as imputados/as."""

from dashboard.charts._perfil import profile_chart

CHART = profile_chart(
    id="imputados_edad",
    order=220,
    nombre="Edad",
    question="¿Qué edad tenían?",
    poblacion="imputados",
    dimension="edad",
    section="Presuntos/as imputados/as",
)
