"""Lo que ve cualquiera, leído una vez por cada cambio del libro, y lo último que se supo si la base no responde."""

from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from dashboard.avances.errores import AlmacenNoDisponible
from dashboard.avances.ledger import Cabeza
from dashboard.plan.reportes import SIN_AVANCES, Avances


class Publico:
    """La última lectura con la cabeza del libro que tenía."""

    def __init__(self):
        self._lock = Lock()
        self._last: tuple[Cabeza | None, Avances] = (Cabeza(), SIN_AVANCES)

    def read(self, head: Callable[[], Cabeza], load: Callable[[], Avances]) -> Avances:
        """El mismo objeto mientras el libro no cambie; sin respuesta, lo último, dicho como tal."""
        try:
            now = head()
            with self._lock:
                if self._last[0] != now:
                    self._last = (now, load())
                return self._last[1]
        except AlmacenNoDisponible:
            return self._out_of_date()

    def _out_of_date(self) -> Avances:
        with self._lock:
            if self._last[1].disponible:
                self._last = (None, replace(self._last[1], disponible=False))
            return self._last[1]
