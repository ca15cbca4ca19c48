"""Sexo de presuntos/as imputados/as."""

from dashboard.charts._perfil import profile_chart

CHART = profile_chart(
    id="imputados_sexo",
    order=210,
    nombre="Sexo",
    question="¿Qué sexo registra la fuente?",
    poblacion="imputados",
    dimension="sexo",
    section="Presuntos/as imputados/as",
)
