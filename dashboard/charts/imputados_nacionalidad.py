"""Nacionalidad de presuntos/as imputados/as."""

from dashboard.charts._perfil import profile_chart

CHART = profile_chart(
    id="imputados_nacionalidad",
    order=230,
    nombre="Nacionalidad",
    question="¿De dónde eran?",
    poblacion="imputados",
    dimension="nacionalidad",
    section="Presuntos/as imputados/as",
)
