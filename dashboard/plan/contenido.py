"""Qué puede informarse de una meta, y qué le falta o le sobra a un envío antes de salir."""

import math
from collections.abc import Iterator

from dashboard.plan import Plan
from dashboard.plan.entidades import Meta, Periodo
from dashboard.plan.estado.hitos import opciones
from dashboard.plan.reportes import Envio, Evidencia, Valor

MAX_COMENTARIO, MAX_NOTA, MAX_TITULO, MAX_ENLACE, MAX_EVIDENCIAS = 4000, 500, 200, 1000, 20


def hito_states(plan: Plan, meta: Meta) -> tuple[str, ...]:
    """Los estados que se pueden elegir para un hito, del primero al último; ninguno si la meta no es un hito."""
    return opciones(plan, meta.trayectoria) if meta.es_hito else ()


def years_of(plan: Plan, meta: Meta) -> tuple[int, ...]:
    """Los años que se informan: todos los del periodo de la meta."""
    span = period_of(plan, meta.periodo)
    return tuple(range(span.inicio, span.fin + 1))


def period_of(plan: Plan, periodo: str) -> Periodo:
    """El tramo de ese nombre. Lanza StopIteration si el plan no lo tiene."""
    return next(p for p in plan.periodos if p.periodo == periodo)


def takes_number(meta: Meta) -> bool:
    """Si de la meta se informa una cifra: todas, menos las que solo piden llegar a un estado."""
    return meta.clase != "hito"


def takes_total(meta: Meta) -> bool:
    """Si la cifra es una parte de un total."""
    return meta.clase == "porcentaje"


def unreadable(plan: Plan, envio: Envio) -> tuple[str, ...]:
    """Lo que impide guardar el envío aun como borrador; una oración por falta, vacío si ninguna."""
    meta = plan.meta(envio.meta_id)
    return tuple(
        f"Meta {meta.meta_id}: {text}"
        for part in (_years(plan, meta, envio.valores), _texts(envio), *map(_proof, envio.evidencias))
        for text in part
    )


def missing(plan: Plan, envio: Envio) -> tuple[str, ...]:
    """Lo que falta o no corresponde para enviarlo a la Secretaría Técnica, además de lo que impide guardarlo."""
    meta = plan.meta(envio.meta_id)
    found = [*unreadable(plan, envio)]
    for value in envio.valores:
        found += [f"Meta {meta.meta_id}, año {value.anio}: {text}" for text in _value(plan, meta, value)]
    if not any(map(has_content, envio.valores)):
        found.append(f"Meta {meta.meta_id}: no dice nada. Escriba lo avanzado de un año o, si no hubo, una nota de él.")
    return tuple(found)


def has_content(valor: Valor) -> bool:
    """Si de ese año se informa algo."""
    return valor.dice_algo


def _years(plan: Plan, meta: Meta, valores: tuple[Valor, ...]) -> Iterator[str]:
    years = years_of(plan, meta)
    if len({v.anio for v in valores}) != len(valores):
        yield "hay un año repetido."
    for value in valores:
        if value.anio not in years:
            yield f"el año {value.anio} no es del periodo {meta.periodo}."
        if not all(n is None or math.isfinite(n) for n in (value.numero, value.denominador)):
            yield f"año {value.anio}: la cifra no es un número."
        if len(value.nota) > MAX_NOTA:
            yield f"año {value.anio}: la nota pasa de {MAX_NOTA} letras."


def _texts(envio: Envio) -> Iterator[str]:
    if len(envio.comentario) > MAX_COMENTARIO:
        yield f"el comentario pasa de {MAX_COMENTARIO} letras."
    if len(envio.evidencias) > MAX_EVIDENCIAS:
        yield f"tiene más de {MAX_EVIDENCIAS} evidencias; junte varias en un archivo."


def _proof(evidencia: Evidencia) -> Iterator[str]:
    name = evidencia.titulo[:40]
    if not evidencia.titulo.strip() or len(evidencia.titulo) > MAX_TITULO:
        yield f"cada evidencia lleva un título de 1 a {MAX_TITULO} letras."
    if evidencia.clase == "enlace" and not _is_link(evidencia.enlace):
        yield f"el enlace de «{name}» debe empezar con https:// o http:// y no pasar de {MAX_ENLACE} letras."
    if evidencia.clase == "archivo" and not evidencia.sha256:
        yield f"el archivo de «{name}» no llegó. Adjúntelo otra vez."


def _is_link(text: str) -> bool:
    return text.startswith(("https://", "http://")) and len(text) <= MAX_ENLACE and not any(c.isspace() for c in text)


def _value(plan: Plan, meta: Meta, value: Valor) -> Iterator[str]:
    if value.numero is not None and not takes_number(meta):
        yield "no pide una cifra sino un estado."
    if value.numero is not None and value.numero < 0:
        yield "la cifra no puede ser negativa."
    if value.hito and value.hito not in hito_states(plan, meta):
        yield f"«{value.hito}» no es un estado de esta meta."
    if takes_total(meta):
        yield from _share(value)
    elif value.denominador is not None:
        yield "no pide un total: deje vacío «de un total de»."


def _share(value: Valor) -> Iterator[str]:
    if (value.numero is None) != (value.denominador is None):
        yield "un porcentaje necesita las dos cifras: cuántos cumplen y de un total de cuántos."
    elif value.denominador is not None and value.denominador <= 0:
        yield "el total debe ser mayor que cero."
    elif value.denominador is not None and value.numero > value.denominador:
        yield "los que cumplen no pueden ser más que el total."
