"""Qué medidas admite la selección, y por qué no admite las otras."""

from math import isnan

from dashboard import names as N
from dashboard.catalog import Catalogo
from dashboard.data_package import Datos
from dashboard.filters import Filtros
from dashboard.queries.poblacion import habitantes
from dashboard.queries.valores import national

NO_LUGAR = {
    N.DISTRITO_FISCAL: "Sin filtro por departamento: esta serie se publica por distrito fiscal, que cruza sus límites",
    N.DEPARTAMENTO: "Sin filtro por distrito fiscal: esta serie se publicó por región",
}


def motivos(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> dict[str, str]:
    """Filtros y medidas que la selección no admite → la razón, dicha al lector."""
    serie = catalogo.series[filtros.serie]
    periodos = serie.periodos_en(filtros.desde, filtros.hasta)
    reasons = {"lugar": NO_LUGAR[serie.geografia]}
    if national(datos, catalogo, serie, filtros.componente)[list(periodos)].isna().any():
        reasons["pct_pais"] = "la fuente no da el total del país para este periodo"
    codigos = [lugar.codigo for lugar in catalogo.lugares_de(serie)]
    if all(isnan(habitantes(datos, c, periodos)) for c in codigos):
        reasons["tasa"] = "no hay población publicada que corresponda a esos lugares y años"
    if len(periodos) < 2:
        reasons["variacion"] = "elija dos años distintos" if serie.anual else "la serie tiene un solo periodo"
    elif periodos[0].parcial or periodos[-1].parcial:
        reasons["variacion"] = "un año incompleto no se compara con uno completo"
    return reasons


def explain(reasons: dict[str, str]) -> str:
    """Las razones en una línea: «Sin tasa: no hay población… · Sin variación: elija dos años…»."""
    names = {
        "pct_pais": "Sin % del país: ",
        "tasa": "Sin tasa: ",
        "variacion": "Sin variación: ",
        "lugar": "",
    }
    return " · ".join(names[m] + why for m, why in reasons.items()) + "."
