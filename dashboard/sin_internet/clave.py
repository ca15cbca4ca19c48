"""La clave con que esta instalación firma sus formularios."""

from pathlib import Path

from dashboard.avances.secreto import own_secret

ARCHIVO = "clave_formularios"


def signing_key(carpeta: Path) -> bytes:
    """La clave de la carpeta; la crea la primera vez. Quien la pierde debe entregar formularios nuevos."""
    return own_secret(carpeta / ARCHIVO)
