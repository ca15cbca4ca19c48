"""Del valor al estado: al cierre se llegó o no; antes del cierre, según el método escogido.

Los umbrales son los de Eurostat para medir el avance hacia metas con cifra: desde 95% de lo esperado se va en camino y
por debajo de 60% el avance no alcanza (ver docs/decisiones/0018-el-estado-de-una-meta.md).
"""

from dashboard.idioma import _
from dashboard.plan.estado.caso import Comparacion
from dashboard.plan.estado.conjunto import say
from dashboard.plan.estado.valores import Avance, Entrada, Metodo, Motivo, NoEvaluable

EN_CAMINO = 0.95
EN_RIESGO = 0.60
IGUALES = 1e-9  # lo que puede perder una división al compararse con una cifra escrita

Juicio = tuple[Avance, str]  # el estado y su fórmula


def judge(c: Comparacion, valor: float, objetivo: float, fin: int, metodo: Metodo, vencido: bool) -> Juicio:
    """El estado de un valor frente a un objetivo. Lanza NoEvaluable si con lo informado no se puede decir."""
    reached = valor >= objetivo - IGUALES
    formula = f"{say(valor, c.porcentual)} {'≥' if reached else '<'} {say(objetivo, c.porcentual)}"
    if reached and c.si_llega:
        return Avance.CUMPLIDA, formula
    if not reached and c.si_no:
        return Avance.ATRASADA, formula
    if vencido or c.hueco:
        raise NoEvaluable(
            Motivo.FALTA_ANIO, _("con lo informado hasta {anio} no se sabe cómo cerró el periodo", anio=c.anio)
        )
    if metodo == Metodo.HORIZONTE:
        raise NoEvaluable(Motivo.ANTES_DEL_CIERRE, _("este método solo juzga al cierre de {fin}", fin=fin))
    if reached:
        return Avance.EN_CAMINO, _("{formula}, que se confirma al cierre de {fin}", formula=formula, fin=fin)
    ratio, formula = (_linear if metodo == Metodo.LINEAL else _from_base)(c, valor, objetivo, fin)
    return _grade(ratio), formula


def _grade(ratio: float) -> Avance:
    if ratio >= EN_CAMINO:
        return Avance.EN_CAMINO
    return Avance.EN_RIESGO if ratio >= EN_RIESGO else Avance.ATRASADA


def _linear(c: Comparacion, valor: float, objetivo: float, fin: int) -> tuple[float, str]:
    """Cuánto de lo que tocaría en ese año sobre la recta entre el horizonte anterior y este."""
    if c.partida is None:
        raise NoEvaluable(Motivo.SIN_PARTIDA, _("no hay un horizonte anterior desde el cual trazar la recta"))
    since, start = c.partida
    expected = start + (objetivo - start) * _elapsed(c.partida, c.anio, fin)
    ratio = valor / expected if expected > 0 else 1.0
    names = {"anio": c.anio, "since": since, "fin": fin, "expected": say(expected, c.porcentual)}
    names |= {
        "start": say(start, c.porcentual),
        "objetivo": say(objetivo, c.porcentual),
        "parte": say(100 * ratio, True),
    }
    return ratio, _(
        "en {anio} tocaba {expected} (recta de {start} en {since} a {objetivo} en {fin}) y va {parte} de eso", **names
    )


def _from_base(c: Comparacion, valor: float, objetivo: float, fin: int) -> tuple[float, str]:
    """Qué parte del camino desde la línea de base se recorrió, contra la parte del tiempo transcurrida."""
    if c.base is None:
        raise NoEvaluable(Motivo.SIN_LINEA_BASE, _("no hay línea de base registrada"))
    since, start = c.base
    if objetivo <= start:
        raise NoEvaluable(Motivo.SIN_PARTIDA, _("la línea de base ya iguala o supera la meta"))
    done, time = (valor - start) / (objetivo - start), _elapsed(c.base, c.anio, fin)
    fraction = " / ".join(f"({say(a, c.porcentual)} − {say(start, c.porcentual)})" for a in (valor, objetivo))
    return done / time, _(
        "{fraction} = {say} del camino en {say2} del tiempo",
        fraction=fraction,
        say=say(100 * done, True),
        say2=say(100 * time, True),
    )


def _elapsed(point: Entrada, anio: int, fin: int) -> float:
    since = point[0]
    if not since < anio <= fin:
        raise NoEvaluable(
            Motivo.SIN_PARTIDA, _("el punto de partida es de {since}: no hay tiempo transcurrido", since=since)
        )
    return (anio - since) / (fin - since)
