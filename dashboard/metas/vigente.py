"""El seguimiento de hoy: se calcula una vez; si cambia lo informado o el día, solo lo que eso toca."""

from collections.abc import Callable
from datetime import date, datetime

from dashboard.idioma import actual
from dashboard.plan import Plan
from dashboard.plan.estado import Metodo, Seguimiento
from dashboard.plan.estado.indice import LIMA
from dashboard.plan.reportes import Avances

Vigente = Callable[[str], Seguimiento]


def lima_today() -> date:
    """El día de hoy en Lima."""
    return datetime.now(LIMA).date()


def follow(plan: Plan, avances: Callable[[], Avances], today: Callable[[], date] = lima_today) -> Vigente:
    """Método → seguimiento, en el idioma de la página.

    `avances` entrega el mismo objeto mientras nada visible haya cambiado en el almacén.
    """
    kept: dict[tuple[str, str], Seguimiento] = {}

    def current(metodo: str) -> Seguimiento:
        first = (actual(), Metodo.HORIZONTE.value)
        base = kept[first] = _renewed(kept.get(first), plan, avances(), today())
        asked = kept.get((actual(), metodo))
        if asked is None or asked.avances is not base.avances or asked.hoy != base.hoy:
            asked = kept[actual(), metodo] = base.con_metodo(Metodo(metodo))
        return asked

    return current


def _renewed(last: Seguimiento | None, plan: Plan, now: Avances, hoy: date) -> Seguimiento:
    if last is None:
        return Seguimiento(plan, now, hoy)
    same = last.avances is now and last.hoy == hoy
    return last if same else last.con(now, hoy)
