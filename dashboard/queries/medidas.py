"""Qué medidas admite la selección, y por qué no admite las otras."""

from math import isnan

from dashboard import names as N
from dashboard.catalog import Catalogo
from dashboard.data_package import Datos
from dashboard.estadistica import BASE_MINIMA, LUGARES_MINIMOS
from dashboard.filters import Filtros
from dashboard.idioma import N_, _
from dashboard.queries.poblacion import habitantes
from dashboard.queries.valores import by_period, national

NO_LUGAR = {
    N.DISTRITO_FISCAL: N_(
        "Sin filtro por departamento: esta serie se publica por distrito fiscal, que cruza sus límites"
    ),
    N.DEPARTAMENTO: N_("Sin filtro por distrito fiscal: esta serie se publicó por región"),
}

SIN_POBLACION = N_("no hay población publicada que corresponda a esos lugares y años")


def motivos(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> dict[str, str]:
    """Filtros y medidas que la selección no admite → la razón, dicha al lector."""
    serie = catalogo.series[filtros.serie]
    periodos = serie.periodos_en(filtros.desde, filtros.hasta)
    reasons = {"lugar": _(NO_LUGAR[serie.geografia])}
    whole = national(datos, catalogo, serie, filtros.componente)[list(periodos)].sum(skipna=False)
    if isnan(whole):
        reasons["pct_pais"] = _("la fuente no da el total del país para este periodo")
    if whole < BASE_MINIMA:
        reasons["pct_pais"] = _("el país registra menos de {n}, y sobre tan pocos no se dan porcentajes", n=BASE_MINIMA)
    con_tasa = _places_with_rate(datos, catalogo, filtros)
    if not con_tasa:
        reasons["tasa"] = reasons["tasa_suavizada"] = _(SIN_POBLACION)
    elif con_tasa < LUGARES_MINIMOS:
        reasons["tasa_suavizada"] = _(
            "hacen falta al menos {minimo} lugares con tasa y hay {n}", minimo=LUGARES_MINIMOS, n=con_tasa
        )
    if len(periodos) < 2:
        reasons["variacion"] = _("elija dos años distintos") if serie.anual else _("la serie tiene un solo periodo")
    elif periodos[0].parcial or periodos[-1].parcial:
        reasons["variacion"] = _("un año incompleto no se compara con uno completo")
    return reasons


def _places_with_rate(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> int:
    serie = catalogo.series[filtros.serie]
    periodos = list(serie.periodos_en(filtros.desde, filtros.hasta))
    known = by_period(datos, catalogo, serie, filtros.componente)[periodos].dropna().index
    return sum(not isnan(habitantes(datos, codigo, periodos)) for codigo in known)


def explain(reasons: dict[str, str]) -> str:
    """Las razones en una línea: «Sin tasa: no hay población… · Sin variación: elija dos años…»."""
    names = {
        "pct_pais": _("Sin % del país: {razon}"),
        "tasa": _("Sin tasa: {razon}"),
        "tasa_suavizada": _("Sin tasa suavizada: {razon}"),
        "variacion": _("Sin variación: {razon}"),
        "lugar": "{razon}",
    }
    said = {m: why for m, why in reasons.items() if m != "tasa_suavizada" or "tasa" not in reasons}
    return " · ".join(names[m].format(razon=why) for m, why in said.items()) + "."
