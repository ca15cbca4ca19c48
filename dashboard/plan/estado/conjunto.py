"""El valor de un año de una meta entre todos sus responsables: uno solo, o un rango mientras no se sepa cómo unirlos.

«Suma»: cada responsable informa su parte. «Común»: todos informan el mismo hecho. Sin decisión, el rango cubre ambas
lecturas. El valor solo existe cuando todos han informado.
"""

import math
from dataclasses import dataclass

from dashboard import formatting as fmt
from dashboard.idioma import _
from dashboard.plan.entidades import Meta
from dashboard.plan.estado.indice import Indice
from dashboard.plan.estado.valores import Motivo, NoEvaluable
from dashboard.plan.reportes import Valor


@dataclass(frozen=True)
class Rango:
    """El valor menor y el mayor que admite lo informado, y cómo se dice."""

    bajo: float
    alto: float
    dicho: str


def del_anio(indice: Indice, meta: Meta, anio: int) -> dict[str, Valor]:
    """Institución → lo que su reporte vigente dice de un año."""
    found: dict[str, Valor] = {}
    for sigla, reporte in indice.vigentes(meta.meta_id).items():
        valores = [v for v in reporte.valores if v.anio == anio and v.dice_algo]
        if len(valores) > 1:
            raise NoEvaluable(
                Motivo.CIFRA_IMPOSIBLE,
                _("el reporte de {sigla} trae dos valores distintos de {anio}", sigla=sigla, anio=anio),
            )
        if valores:
            found[sigla] = valores[0]
    return found


def missing(indice: Indice, meta: Meta, anio: int) -> list[str]:
    """Los responsables sin reporte vigente de un año."""
    known = del_anio(indice, meta, anio)
    return [s for s in indice.responsables(meta) if s not in known]


def completos(indice: Indice, meta: Meta) -> tuple[int, ...]:
    """Los años del periodo en que informaron todos los responsables."""
    return tuple(a for a in indice.anios(meta) if not missing(indice, meta, a))


def conocidos(indice: Indice, meta: Meta) -> dict[int, Rango]:
    """Año completo → valor conjunto. Lanza NoEvaluable si lo informado de alguno no sirve."""
    return {a: joint(indice, meta, a) for a in completos(indice, meta)}


def joint(indice: Indice, meta: Meta, anio: int) -> Rango:
    """El valor conjunto de un año completo. Lanza NoEvaluable si lo informado no sirve."""
    valores = del_anio(indice, meta, anio)
    porcentual = meta.clase == "porcentaje"
    pares = [_checked(sigla, v, anio, porcentual) for sigla, v in valores.items()]
    propios = [_share(*p) if porcentual else p[0] for p in pares]
    total = (sum(n for n, _ in pares), sum(d for _, d in pares))
    suma = _share(*total) if porcentual else total[0]
    conjunta = indice.interpretacion(meta.trayectoria).conjunta
    if len(pares) == 1 or conjunta == "suma":
        return Rango(suma, suma, _say_one(total, porcentual))
    admitidos = propios if conjunta == "comun" else [*propios, suma]
    low, high = min(admitidos), max(admitidos)
    if low == high:
        return Rango(low, high, _say_one(pares[0], porcentual))
    return Rango(
        low,
        high,
        _(
            "entre {low} y {high} según {n} reportes",
            low=say(low, porcentual),
            high=say(high, porcentual),
            n=len(pares),
        ),
    )


def _checked(sigla: str, valor: Valor, anio: int, porcentual: bool) -> tuple[float, float]:
    """Numerador y denominador (0 si no lleva), o por qué esa cifra no sirve."""
    if valor.numero is None:
        raise NoEvaluable(
            Motivo.SIN_CIFRA_INFORMADA, _("el reporte de {sigla} no trae la cifra de {anio}", sigla=sigla, anio=anio)
        )
    if not math.isfinite(valor.numero) or valor.numero < 0:
        raise NoEvaluable(
            Motivo.CIFRA_IMPOSIBLE, _("la cifra de {sigla} en {anio} no es una cantidad", sigla=sigla, anio=anio)
        )
    if not porcentual:
        return valor.numero, 0.0
    if valor.denominador is None or not math.isfinite(valor.denominador):
        raise NoEvaluable(
            Motivo.SIN_DENOMINADOR, _("el reporte de {sigla} no dice sobre qué total en {anio}", sigla=sigla, anio=anio)
        )
    if valor.denominador <= 0:
        raise NoEvaluable(
            Motivo.SIN_DENOMINADOR,
            _("el total que informa {sigla} en {anio} es cero: no hay porcentaje", sigla=sigla, anio=anio),
        )
    if valor.numero > valor.denominador:
        dicho = _("{n} de {total}", n=say(valor.numero), total=say(valor.denominador))
        raise NoEvaluable(
            Motivo.CIFRA_IMPOSIBLE,
            _("{sigla} informa {dicho} en {anio}: más que el total", sigla=sigla, dicho=dicho, anio=anio),
        )
    return valor.numero, valor.denominador


def _share(numerador: float, denominador: float) -> float:
    return 100 * numerador / denominador


def say(numero: float, porcentual: bool = False) -> str:
    """Una cifra como se lee: «48.0%», «12», «2.5»."""
    if porcentual:
        return fmt.percent(numero)
    return fmt.number(numero, 0 if float(numero).is_integer() else 1)


def _say_one(par: tuple[float, float], porcentual: bool) -> str:
    if not porcentual:
        return say(par[0])
    return _("{n} de {total} ({parte})", n=say(par[0]), total=say(par[1]), parte=say(_share(*par), True))
