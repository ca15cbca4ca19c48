"""El seguimiento de hoy: se calcula una vez y se rehace cuando cambia lo informado, el método o el día."""

from collections.abc import Callable
from datetime import date, datetime

from dashboard.plan import Plan
from dashboard.plan.estado import Metodo, Seguimiento
from dashboard.plan.estado.indice import LIMA
from dashboard.plan.reportes import Avances

Vigente = Callable[[str], Seguimiento]


def lima_today() -> date:
    """El día de hoy en Lima."""
    return datetime.now(LIMA).date()


def follow(plan: Plan, avances: Callable[[], Avances], today: Callable[[], date] = lima_today) -> Vigente:
    """Método → seguimiento. `avances` entrega el mismo objeto mientras nada haya cambiado en el almacén."""
    kept: dict[str, Seguimiento] = {}

    def current(metodo: str) -> Seguimiento:
        now, hoy, last = avances(), today(), kept.get(metodo)
        if last is None or last.avances is not now or last.hoy != hoy:
            last = kept[metodo] = Seguimiento(plan, now, hoy, Metodo(metodo))
        return last

    return current
