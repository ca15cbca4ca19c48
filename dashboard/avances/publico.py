"""Lo que ve cualquiera: de cada cambio del libro se lee solo lo que tocó; sin respuesta, lo último que se supo."""

from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from sqlalchemy import Connection

from dashboard.avances import lectura, ledger
from dashboard.avances.errores import AlmacenNoDisponible
from dashboard.avances.ledger import Cabeza
from dashboard.plan.reportes import SIN_AVANCES, Avances

Leido = tuple[Cabeza, Avances]
NADA: Leido = (Cabeza(), SIN_AVANCES)
ESPERA = 3  # segundos


def since(connection: Connection, antes: Leido) -> Leido:
    """Lo público ahora. Si la cabeza de `antes` ya no está en el libro (otra base, otra historia), se lee todo."""
    head, seen = antes if ledger.holds(connection, antes[0]) else NADA
    return ledger.head(connection), lectura.load(connection, lectura.public_reports(), seen, head.secuencia)


class Publico:
    """La última lectura con la cabeza del libro que tenía."""

    def __init__(self):
        self._lock = Lock()
        self._last = NADA
        self._stale: Avances | None = None

    def read(self, head: Callable[[], Cabeza], refresh: Callable[[Leido], Leido]) -> Avances:
        """El mismo objeto mientras nada público cambie; sin respuesta, lo último, dicho como tal."""
        if not self._lock.acquire(timeout=ESPERA):  # otro hilo pregunta y no le contestan: no se suma a la espera
            return self._out_of_date()
        try:
            if self._last[0] != head():
                self._last = refresh(self._last)
            self._stale = None
            return self._last[1]
        except AlmacenNoDisponible:
            return self._out_of_date()
        finally:
            self._lock.release()

    def _out_of_date(self) -> Avances:
        self._stale = self._stale or replace(self._last[1], disponible=False)
        return self._stale
