"""Lo que llega: un formulario solo, o un .zip o una carpeta con el formulario y los archivos de prueba que nombra."""

import shutil
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from dashboard.sources.lectura import ArchivoRechazado
from dashboard.sources.libro import DANOS

MAX_ARCHIVOS, MAX_ABIERTO = 200, 300 * 1000**2
LIBRO = ".xlsx"


@contextmanager
def unwrap(path: Path) -> Iterator[tuple[Path, dict[str, Path]]]:
    """(formulario, nombre en minúsculas → archivo de prueba). Lanza ArchivoRechazado si no hay un solo formulario."""
    if path.is_dir():
        yield _sort(path.name, [p for p in path.rglob("*") if p.is_file()])
    elif _is_package(path):
        with tempfile.TemporaryDirectory() as folder:
            yield _sort(path.name, _extract(path, Path(folder)))
    else:
        yield path, {}


def key(name: str) -> str:
    """El nombre de un archivo para compararlo: sin carpeta, sin mayúsculas y con las tildes en una sola letra."""
    return unicodedata.normalize("NFC", PurePosixPath(name.replace("\\", "/")).name).strip().casefold()


def _is_package(path: Path) -> bool:
    """Un .zip que no es un libro. Un libro de Excel también es un .zip por dentro."""
    try:
        with zipfile.ZipFile(path) as package:
            return "xl/workbook.xml" not in package.namelist()
    except DANOS:
        return False


def _extract(path: Path, folder: Path) -> list[Path]:
    """Cada archivo con su nombre y sin su carpeta; nada sale de `folder`, aunque el .zip lo pida."""
    found = []
    try:
        with zipfile.ZipFile(path) as package:
            parts = [p for p in package.infolist() if not p.is_dir()]
            if len(parts) > MAX_ARCHIVOS or sum(p.file_size for p in parts) > MAX_ABIERTO:
                raise ArchivoRechazado("E-BOMBA", path.name)
            for number, part in enumerate(parts):
                target = folder / str(number) / (PurePosixPath(part.filename.replace("\\", "/")).name or "sin_nombre")
                target.parent.mkdir()
                with package.open(part) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file)
                found.append(target)
    except DANOS as error:
        raise ArchivoRechazado("E-LIBRO-CORTADO", path.name) from error
    return found


def _sort(name: str, files: list[Path]) -> tuple[Path, dict[str, Path]]:
    visible = [p for p in files if not p.name.startswith((".", "~"))]
    books = [p for p in visible if p.suffix.casefold() == LIBRO and _is_form(p)]
    if len(books) != 1:
        raise ArchivoRechazado("E-REPORTE-PAQUETE", name, cuantos=len(books))
    return books[0], {key(p.name): p for p in visible if p != books[0]}


def _is_form(path: Path) -> bool:
    """Si el libro parece un formulario: una prueba también puede ser un libro de Excel."""
    try:
        with zipfile.ZipFile(path) as book:
            return b'name="Control"' in book.read("xl/workbook.xml")
    except (*DANOS, KeyError):
        return False
