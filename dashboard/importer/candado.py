"""Una sola importación escribe a la vez. El candado es del sistema operativo: si el programa muere, se suelta solo."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.sources.lectura import ArchivoRechazado

CANDADO = ".candado"

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None


@contextmanager
def only_one(base: Path, archivo: str) -> Iterator[None]:
    """Lanza ArchivoRechazado E-OCUPADO si otra importación tiene el candado de `base`."""
    with (base / CANDADO).open("a+b") as file:
        try:
            _lock(file)
        except OSError as error:
            raise ArchivoRechazado("E-OCUPADO", archivo) from error
        try:
            yield
        finally:
            _unlock(file)


def _lock(file) -> None:
    if fcntl:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)


def _unlock(file) -> None:
    if fcntl:
        fcntl.flock(file, fcntl.LOCK_UN)
    else:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
