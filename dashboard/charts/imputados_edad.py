"""Edad de presuntos/as imputados/as."""

from dashboard.charts._perfil import profile_chart
from dashboard.idioma import N_

CHART = profile_chart(
    id="imputados_edad",
    order=220,
    nombre=N_("Edad"),
    question=N_("¿Qué edad tenían?"),
    poblacion="imputados",
    dimension="edad",
    section=N_("Presuntos/as imputados/as"),
)
