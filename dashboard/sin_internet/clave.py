"""La clave con que esta instalación firma sus formularios."""

from pathlib import Path

from dashboard.avances.secreto import own_secret

ARCHIVO = "clave_formularios"


def signing_key(carpeta: Path, compartido: str = "") -> bytes:
    """La clave de la carpeta, que se crea la primera vez, o la que sale del secreto compartido.

    Quien la pierde debe entregar formularios nuevos.
    """
    return own_secret(carpeta / ARCHIVO, compartido)
