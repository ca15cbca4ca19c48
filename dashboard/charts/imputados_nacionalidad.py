"""Nacionalidad de presuntos/as imputados/as."""

from dashboard.charts._perfil import profile_chart
from dashboard.idioma import N_

CHART = profile_chart(
    id="imputados_nacionalidad",
    order=230,
    nombre=N_("Nacionalidad"),
    question=N_("¿De dónde eran?"),
    poblacion="imputados",
    dimension="nacionalidad",
    section=N_("Presuntos/as imputados/as"),
)
