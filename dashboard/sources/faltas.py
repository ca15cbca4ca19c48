"""Catálogo de faltas de un archivo: E-… impide cargar la fila o el archivo, A-… avisa. docs/errores.md sale de aquí."""

from dataclasses import dataclass

from dashboard.sources.faltas_archivo import FALTAS_DE_ARCHIVO
from dashboard.sources.faltas_filas import FALTAS_DE_FILAS
from dashboard.sources.faltas_fuentes import FALTAS_DE_FUENTES
from dashboard.sources.faltas_importador import FALTAS_DE_IMPORTADOR
from dashboard.sources.faltas_reportes import FALTAS_DE_REPORTES


@dataclass(frozen=True)
class Falta:
    """Un código, lo que se dice al lector (con {huecos}) y qué hacer en Excel."""

    codigo: str
    titulo: str
    mensaje: str
    que_hacer: str


def _catalog(*faltas: Falta) -> dict[str, Falta]:
    return {f.codigo: f for f in faltas}


# Cada fuente agrega aquí las suyas; un código no se repite.
FALTAS = _catalog(
    *(Falta(*f) for f in FALTAS_DE_ARCHIVO),
    *(Falta(*f) for f in FALTAS_DE_FILAS),
    *(Falta(*f) for f in FALTAS_DE_FUENTES),
    *(Falta(*f) for f in FALTAS_DE_IMPORTADOR),
    *(Falta(*f) for f in FALTAS_DE_REPORTES),
)
