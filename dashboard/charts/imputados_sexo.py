"""Sexo de presuntos/as imputados/as."""

from dashboard.charts._perfil import profile_chart
from dashboard.idioma import N_

CHART = profile_chart(
    id="imputados_sexo",
    order=210,
    nombre=N_("Sexo"),
    question=N_("¿Qué sexo registra la fuente?"),
    poblacion="imputados",
    dimension="sexo",
    section=N_("Presuntos/as imputados/as"),
)
