"""La clave con que esta instalación firma sus formularios: un archivo junto al almacén, que nadie más lee."""

import os
import secrets
from pathlib import Path

ARCHIVO, LARGO = "clave_formularios", 32


def signing_key(carpeta: Path) -> bytes:
    """La clave de la carpeta; la crea la primera vez. Quien la pierde debe entregar formularios nuevos."""
    path = carpeta / ARCHIVO
    if not path.exists():
        carpeta.mkdir(parents=True, exist_ok=True, mode=0o700)
        _create(path)
    return path.read_bytes()


def _create(path: Path) -> None:
    """Escribe aparte y enlaza: si dos procesos la crean a la vez, vale una sola, entera."""
    draft = path.with_name(f".{ARCHIVO}-{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(LARGO))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
