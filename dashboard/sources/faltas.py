"""Catálogo de faltas de un archivo: E-… impide cargar la fila o el archivo, A-… avisa. docs/errores.md sale de aquí."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Falta:
    """Un código, lo que se dice al lector (con {huecos}) y qué hacer en Excel."""

    codigo: str
    titulo: str
    mensaje: str
    que_hacer: str


def _catalog(*faltas: Falta) -> dict[str, Falta]:
    return {f.codigo: f for f in faltas}


FALTAS = _catalog(
    Falta(
        "E-VACIO",
        "Archivo vacío",
        "el archivo no tiene contenido.",
        "Descárguelo otra vez: la descarga pudo interrumpirse.",
    ),
)
