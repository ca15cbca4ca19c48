"""El registro de fuentes: un archivo de esta carpeta con una constante FUENTE es una fuente.

`read` abre un archivo, elige la fuente que mejor reconoce su encabezado y devuelve la Lectura. Lo que no se
puede usar termina en ArchivoRechazado, con su código; ningún otro error sale de aquí.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from itertools import islice
from pathlib import Path

from dashboard.settings import ROOT
from dashboard.sources.archivo import Archivo, open_file
from dashboard.sources.lectura import ArchivoRechazado, Lectura
from dashboard.sources.source import MINIMO, Entrada, Progreso, Source

FILAS_DE_ENCABEZADO = 40


@cache
def sources() -> Mapping[str, Source]:
    """Todas las fuentes por id."""
    modules = (importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    found = [m.FUENTE for m in modules if isinstance(getattr(m, "FUENTE", None), Source)]
    return {s.id: s for s in sorted(found, key=lambda s: s.id)}


def read(
    path: Path, como: str | None = None, datos: Path = ROOT / "data", progreso: Progreso = lambda parte: None
) -> Lectura:
    """Lee `path` con la fuente `como` o, si no se dice, con la que mejor lo reconoce."""
    path = Path(path)
    try:
        archivo = open_file(path)
        source, hoja, linea, columnas = recognise(archivo, como)
        entrada = Entrada(archivo, hoja, linea, columnas, datos, progreso)
        entrada.check_end()
        return source.read(entrada)
    except ArchivoRechazado:
        raise
    except MemoryError as error:
        raise ArchivoRechazado("E-MEMORIA", path.name) from error
    except Exception as error:
        raise ArchivoRechazado("E-INTERNO", path.name, detalle=type(error).__name__) from error


def recognise(archivo: Archivo, como: str | None = None) -> tuple[Source, str, int, tuple[str, ...]]:
    """La fuente, la hoja, la línea y las columnas del encabezado que mejor calza."""
    if como is not None and como not in sources():
        raise ArchivoRechazado("E-FUENTE", archivo.nombre, fuente=como, fuentes=", ".join(sources()))
    wanted = [sources()[como]] if como else list(sources().values())
    found = sorted(_candidates(archivo, wanted), key=lambda c: -c[0])
    if not found or found[0][0] < MINIMO:
        busca = "; ".join(f"{s.nombre} ({s.busca})" for s in wanted)
        raise ArchivoRechazado("E-NO-RECONOCIDO", archivo.nombre, busca=busca)
    best = found[0]
    rivals = sorted({c[1].id for c in found if c[0] == best[0]})
    if len(rivals) > 1:
        raise ArchivoRechazado("E-FUENTE-DUDOSA", archivo.nombre, fuentes=" o ".join(rivals))
    return best[1:]


def _candidates(archivo: Archivo, wanted: list[Source]):
    for hoja in archivo.hojas:
        for linea, celdas in islice(archivo.filas(hoja), FILAS_DE_ENCABEZADO):
            columnas = tuple(c.strip() for c in celdas)
            yield from ((s.recognise(columnas), s, hoja, linea, columnas) for s in wanted)
