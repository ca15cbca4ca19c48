"""Qué se compara con qué en cada clase de meta: una comparación por cada lectura que el Plan admite.

- nivel: cuánto hay al cerrar el último año. anual: cada año por separado, y manda el peor.
- flujo: lo hecho cada año, sumado en el periodo o desde el inicio del Plan según se haya decidido leerlo.
- crecimiento: el total del año contra su punto de partida.
"""

from collections.abc import Iterator

from dashboard.idioma import _
from dashboard.plan.estado.caso import Caso, Comparacion, previous_target, span, told
from dashboard.plan.estado.conjunto import Rango, conocidos
from dashboard.plan.estado.crecimiento import growth, growth_readings


def comparaciones(caso: Caso) -> Iterator[Comparacion]:
    """Una por lectura admisible. Necesita al menos un año completo."""
    if caso.es_crecimiento:
        yield from (growth(caso, lectura) for lectura in growth_readings(caso))
    elif caso.meta.es_anual:
        yield _yearly(caso)
    elif caso.es_flujo:
        yield from (_flow(caso, lectura) for lectura in caso.lecturas)
    else:
        yield _level(caso)


def _level(caso: Caso) -> Comparacion:
    values = caso.ultimo
    (last,) = values
    closes = last == caso.fin
    base = (caso.base.fecha.year, caso.base.valor) if caso.base else None
    return Comparacion(
        told(values, [last]),
        last,
        caso.objetivos,
        closes,
        closes,
        partida=previous_target(caso),
        base=base,
        porcentual=caso.meta.clase == "porcentaje",
    )


def _yearly(caso: Caso) -> Comparacion:
    complete = len(caso.valores) == len(caso.anios)
    low, high = min(v.bajo for v in caso.valores.values()), min(v.alto for v in caso.valores.values())
    valor = Rango(low, high, told(caso.valores, sorted(caso.valores)).dicho)
    porcentual = caso.meta.clase == "porcentaje"
    return Comparacion(valor, max(caso.valores), caso.objetivos, complete, True, porcentual=porcentual)


def _flow(caso: Caso, lectura: str) -> Comparacion:
    """Lo sumado solo puede crecer: alcanzar la cifra es definitivo aunque falten años."""
    antes = caso.indice.anteriores(caso.meta) if lectura == "acumulada" else ()
    values, asked = dict(caso.valores), list(caso.anios)
    for meta in antes:
        values |= conocidos(caso.indice, meta)
        asked += caso.indice.anios(meta)
    last = max(caso.valores)
    gap = any(a not in values for a in asked if a < last)
    start = (min(asked) - 1, 0.0)
    return Comparacion(
        _total(values),
        last,
        caso.objetivos,
        True,
        all(a in values for a in asked),
        partida=(previous_target(caso) if antes else None) or start,
        hueco=gap,
        lectura=lectura,
    )


def _total(values: dict[int, Rango]) -> Rango:
    low, high = sum(v.bajo for v in values.values()), sum(v.alto for v in values.values())
    said = " + ".join(_("{n} en {periodo}", n=values[a].dicho, periodo=a) for a in sorted(values))
    return Rango(low, high, said if len(values) == 1 else f"{said} = {span(low, high)}")
