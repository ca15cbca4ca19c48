"""Abre cualquier archivo con memoria acotada y dice qué es, por su contenido y no por su extensión.

Un archivo de texto se lee por bloques de renglones enteros; un libro de Excel, hoja por hoja. Los dos entregan
filas con el número que muestra Excel.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dashboard.sources import libro, texto
from dashboard.sources.lectura import ArchivoRechazado

LIMITE = 2 * 1000**3
CABEZA = 1 << 16
FIRMAS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "E-XLS-ANTIGUO",
    b"%PDF": "E-PDF",
    b"\x1f\x8b": "E-COMPRIMIDO",
    b"7z\xbc\xaf": "E-COMPRIMIDO",
    b"Rar!": "E-COMPRIMIDO",
}
Progreso = Callable[[float], None]


@dataclass(frozen=True)
class Archivo:
    """Un archivo reconocido. `hojas` tiene un solo nombre, vacío, si es de texto."""

    ruta: Path
    nombre: str
    hojas: tuple[str, ...]
    texto: texto.Dialecto | None

    @cached_property
    def sha256(self) -> str:
        """La huella del archivo, tal como está en el disco."""
        with self.ruta.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def bloques(self, progreso: Progreso = lambda parte: None) -> Iterator[bytes]:
        """Trozos en UTF-8 de renglones enteros; al acabar, la huella ya está calculada de la misma lectura."""
        digest = hashlib.sha256()
        yield from texto.blocks(self.ruta, self.nombre, self.texto, progreso, digest.update)
        self.__dict__["sha256"] = digest.hexdigest()

    def filas(
        self, hoja: str = "", progreso: Progreso = lambda parte: None, columnas: int | None = None
    ) -> Iterator[tuple[int, list[str]]]:
        """(línea de Excel, celdas como texto) de cada fila con algo escrito."""
        if self.texto is None:
            yield from libro.rows(self.ruta, self.nombre, hoja)
            return
        linea = 0
        for bloque in texto.blocks(self.ruta, self.nombre, self.texto, progreso):
            for celdas in texto.records(bloque.decode("utf-8", "replace"), self.texto.separador, columnas):
                linea += 1
                if any(celda.strip() for celda in celdas):
                    yield linea, celdas


def open_file(path: Path) -> Archivo:
    """Reconoce `path` o lanza ArchivoRechazado; no lee más que su comienzo, o el índice si es un libro."""
    _check_size(path)
    with path.open("rb") as file:
        head = file.read(CABEZA)
    for firma, codigo in FIRMAS.items():
        if head.startswith(firma):
            raise ArchivoRechazado(codigo, path.name)
    if head.startswith(b"PK"):
        return Archivo(path, path.name, libro.check(path, path.name), None)
    return Archivo(path, path.name, ("",), texto.sniff(path, path.name, head))


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ArchivoRechazado("E-NO-ES-ARCHIVO", path.name)
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise ArchivoRechazado("E-NO-EXISTE", path.name) from error
    except OSError as error:
        raise ArchivoRechazado("E-NO-SE-ABRE", path.name) from error
    if size == 0:
        raise ArchivoRechazado("E-VACIO", path.name)
    if size >= LIMITE:
        raise ArchivoRechazado("E-MUY-GRANDE", path.name, tamano=f"{size / 1000**3:.1f}")
