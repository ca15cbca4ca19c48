"""Las metas que piden crecer: el total del año contra su punto de partida, que alguien tiene que haber registrado."""

from dashboard.idioma import N_, _
from dashboard.plan.entidades import Meta
from dashboard.plan.estado.caso import Caso, Comparacion, previous_target, span, told
from dashboard.plan.estado.conjunto import Rango, completos, joint
from dashboard.plan.estado.valores import Motivo, NoEvaluable

SIN_BASE = N_("pide crecer desde un punto de partida que el Plan no cifra y nadie ha registrado")


def growth_readings(caso: Caso) -> tuple[str, ...]:
    """Desde la línea de base o desde el periodo anterior: solo lo primero si el Plan lo dice."""
    if caso.trayectoria.lectura == "ambiguo" or caso.trayectoria.base == "no indicada":
        return caso.lecturas
    return ("acumulada",)


def growth(caso: Caso, lectura: str) -> Comparacion:
    """El aumento del último año completo. Lanza NoEvaluable sin línea de base."""
    if caso.base is None:
        raise NoEvaluable(Motivo.SIN_LINEA_BASE, _(SIN_BASE))
    antes = caso.indice.anteriores(caso.meta)
    origin = Rango(caso.base.valor, caso.base.valor, _("línea de base de {year}", year=caso.base.fecha.year))
    since = caso.base.fecha.year
    if lectura == "por_periodo" and antes:
        since, origin = _closing(caso, antes[-1])
    if origin.bajo <= 0 and caso.meta.clase != "cantidad":
        raise NoEvaluable(Motivo.SIN_LINEA_BASE, _("parte de cero: no hay sobre qué calcular el aumento"))
    values = caso.ultimo
    (last,) = values
    closes, start = last == caso.fin, 1.0 if caso.meta.clase == "multiplicador" else 0.0
    return Comparacion(
        _increase(caso, told(values, [last]), origin),
        last,
        caso.objetivos,
        closes,
        closes,
        partida=(previous_target(caso) if lectura == "acumulada" else None) or (since, start),
        base=(since, start),
        lectura=lectura,
        porcentual=caso.meta.clase == "incremento_pct",
    )


def _closing(caso: Caso, meta: Meta) -> tuple[int, Rango]:
    """El nivel con que cerró el periodo anterior."""
    last = caso.indice.anios(meta)[-1]
    if last not in completos(caso.indice, meta):
        raise NoEvaluable(
            Motivo.FALTA_ANIO, _("falta el dato de {last}, desde el que crece leída por periodo", last=last)
        )
    return last, joint(caso.indice, meta, last)


def _increase(caso: Caso, level: Rango, origin: Rango) -> Rango:
    grow = {
        "cantidad": lambda now, then: now - then,
        "incremento_pct": lambda now, then: 100 * (now / then - 1),
        "multiplicador": lambda now, then: now / then,
    }[caso.meta.clase]
    low, high = grow(level.bajo, origin.alto), grow(level.alto, origin.bajo)
    start = span(origin.bajo, origin.alto)
    said = span(low, high, caso.meta.clase == "incremento_pct")
    return Rango(
        low,
        high,
        _(
            "{dicho}, frente a un punto de partida de {start}: aumento de {said}",
            dicho=level.dicho,
            start=start,
            said=said,
        ),
    )
