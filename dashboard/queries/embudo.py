"""La tasa de cada lugar frente a la del país: cuáles se apartan más de lo que explica el azar."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isnan

import pandas as pd

from dashboard import names as N
from dashboard.catalog import Catalogo
from dashboard.data_package import Datos
from dashboard.estadistica import funnel_limits
from dashboard.filters import Filtros, default_filters
from dashboard.idioma import N_
from dashboard.queries.medidas import motivos
from dashboard.queries.poblacion import PERU, habitantes
from dashboard.queries.valores import POR_HABITANTES, by_period, national, valores

SEGURO, PROBABLE = 0.998, 0.95
DENTRO = N_("dentro de lo que explica el azar")
FUERA = {
    ("encima", SEGURO): N_("por encima, fuera de 99.8%"),
    ("encima", PROBABLE): N_("por encima, fuera de 95%"),
    ("debajo", PROBABLE): N_("por debajo, fuera de 95%"),
    ("debajo", SEGURO): N_("por debajo, fuera de 99.8%"),
}
SIN_TASA, SIN_CIFRA = N_("sin población que le corresponda"), N_("sin cifra")
ARRIBA = (FUERA["encima", SEGURO], FUERA["encima", PROBABLE])
ABAJO = (FUERA["debajo", SEGURO], FUERA["debajo", PROBABLE])


@dataclass(frozen=True)
class Pais:
    """Lo registrado en el país y sus personas-año en los mismos periodos."""

    casos: float
    personas: float

    @property
    def tasa(self) -> float:
        """Por POR_HABITANTES personas-año."""
        return self.casos / self.personas * POR_HABITANTES


def funnel_filters(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> Filtros:
    """La selección, en tasas; si no las tiene, el último año de su serie que sí, o el último de delitos denunciados."""
    return next(f for f in _candidates(catalogo, filtros) if country(datos, catalogo, f))


def country(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> Pais | None:
    """La tasa del país, o None: sin población, sin total, o con un total que solo suma lugares con oficina."""
    return _country(datos, catalogo, filtros.con(lugares=(), corte="", margenes=""))


@lru_cache(maxsize=256)
def _country(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> Pais | None:
    if "tasa" in motivos(datos, catalogo, filtros):
        return None
    serie = catalogo.series[filtros.serie]
    periodos = list(serie.periodos_en(filtros.desde, filtros.hasta))
    table = by_period(datos, catalogo, serie, filtros.componente)[periodos]
    totals = national(datos, catalogo, serie, filtros.componente)[periodos]
    only_some = table.isna().any() & table.sum().eq(totals)
    pais = Pais(totals.sum(skipna=False), habitantes(datos, PERU, periodos))
    return None if only_some.any() or isnan(pais.tasa) else pais


def funnel(datos: Datos, catalogo: Catalogo, filtros: Filtros) -> pd.DataFrame:
    """Un renglón por lugar, con su tasa, lo esperado si registrara como el país y los límites de 95% y 99.8%.

    `filtros` es lo que devuelve `funnel_filters`. `esperado` es un conteo; los límites, tasas por POR_HABITANTES.
    Los lugares sin población que les corresponda llevan su razón en `detalle`; `inicio` y `fin` son los del periodo.
    """
    pais = country(datos, catalogo, filtros)
    frame = valores(datos, catalogo, filtros)
    frame = frame.assign(esperado=frame["personas"] * pais.tasa / POR_HABITANTES)
    for confianza, name in ((PROBABLE, "95"), (SEGURO, "998")):
        limits = [_rates(row, confianza) for row in frame.itertuples()]
        frame = frame.assign(**{f"inferior_{name}": [x for x, _ in limits], f"superior_{name}": [x for _, x in limits]})
    periodos = catalogo.series[filtros.serie].periodos_en(filtros.desde, filtros.hasta)
    why = datos["distritos_fiscales"].set_index(N.DF_ID)["denominador_nota"]
    return frame.assign(
        inicio=pd.Timestamp(periodos[0].inicio),
        fin=pd.Timestamp(periodos[-1].fin),
        situacion=[_place(row) for row in frame.itertuples()],
        detalle=[row.detalle or (why.get(row.codigo, "") if isnan(row.personas) else "") for row in frame.itertuples()],
    )


def _candidates(catalogo: Catalogo, filtros: Filtros) -> Iterator[Filtros]:
    for base in (filtros, default_filters(catalogo)):
        rates = base.con(medida="tasa", lugares=filtros.lugares if base.serie == filtros.serie else ())
        yield rates
        yield from (rates.con(desde=a, hasta=a) for a in reversed(catalogo.series[base.serie].anios))


def _rates(row, confianza: float) -> tuple[float, float]:
    if isnan(row.esperado):
        return float("nan"), float("nan")
    low, high = funnel_limits(row.esperado, confianza)
    return low / row.personas * POR_HABITANTES, high / row.personas * POR_HABITANTES


def _place(row) -> str:
    if isnan(row.personas):
        return SIN_TASA
    if isnan(row.casos):
        return SIN_CIFRA
    for confianza in (SEGURO, PROBABLE):
        low, high = funnel_limits(row.esperado, confianza)
        if not low <= row.casos <= high:
            return FUERA["encima" if row.casos > high else "debajo", confianza]
    return DENTRO
