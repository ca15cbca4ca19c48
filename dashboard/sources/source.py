"""Qué es una fuente: cómo se reconoce un archivo suyo por el encabezado y cómo se lee."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.sources import texto
from dashboard.sources.archivo import Archivo
from dashboard.sources.lectura import ArchivoRechazado, Lectura

MINIMO = 0.5
Progreso = Callable[[float], None]


@dataclass(frozen=True)
class Entrada:
    """Un archivo ya abierto y el encabezado con que se reconoció.

    hoja       nombre de la hoja; vacío en un archivo de texto
    linea      línea del encabezado, como la numera Excel
    columnas   textos del encabezado, sin espacios a los lados
    datos      carpeta de datos del tablero: de ahí sale alias.csv
    progreso   recibe la parte leída, de 0 a 1
    """

    archivo: Archivo
    hoja: str
    linea: int
    columnas: tuple[str, ...]
    datos: Path
    progreso: Progreso

    def filas(self) -> Iterator[tuple[int, list[str]]]:
        """(línea de Excel, celdas como texto) de cada fila con algo escrito, después del encabezado.

        Una fila puede traer más o menos celdas que el encabezado: decide quien lee.
        """
        filas = self.archivo.filas(self.hoja, self.progreso, len(self.columnas))
        return (fila for fila in filas if fila[0] > self.linea)

    def check_end(self) -> None:
        """Rechaza un texto que termina a media fila: sus totales saldrían mal. Una nota al pie no es media fila."""
        if self.archivo.texto is None:
            return
        last = texto.tail(self.archivo.ruta, self.archivo.texto)
        cells = next(iter(texto.records(last, self.archivo.texto.separador)), [])
        if 2 <= len(cells) < len(self.columnas):
            raise ArchivoRechazado("E-CORTADO", self.archivo.nombre, fin=last[:40])


@dataclass(frozen=True)
class Source:
    """Una fuente. `FUENTE = Source(…)` en su módulo basta para que el importador la conozca.

    recognise  celdas de una fila candidata a encabezado → parecido de 0 a 1 (desde 0.5 se acepta)
    busca      qué encabezado espera, en palabras del lector; se muestra cuando nada se reconoce
    """

    id: str
    nombre: str
    busca: str
    recognise: Callable[[Sequence[str]], float]
    read: Callable[[Entrada], Lectura]
