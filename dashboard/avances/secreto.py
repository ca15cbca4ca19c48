"""Un secreto de esta instalación: un archivo junto al almacén, al azar, que solo lee quien sirve el tablero.

Con varios equipos, sale del que todos comparten (`MIRADOR_SECRETO`) y no hay archivo.
"""

import hmac
import os
import secrets
from pathlib import Path

LARGO = 32


def own_secret(path: Path, compartido: str = "") -> bytes:
    """El secreto de ese archivo, que se crea la primera vez; con `compartido`, uno que sale de él y del nombre."""
    if compartido:
        return hmac.digest(compartido.encode(), path.name.encode(), "sha256")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _create(path)
    return path.read_bytes()


def _create(path: Path) -> None:
    """Escribe aparte y enlaza: si dos procesos lo crean a la vez, vale uno solo, entero."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(LARGO))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
