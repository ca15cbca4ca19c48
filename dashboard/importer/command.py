"""Las órdenes `import` y `plantilla` en la consola: avance, informe y código de salida."""

import sys
import time
from collections.abc import Iterable
from pathlib import Path

from dashboard.data_package import DatosInvalidos
from dashboard.importer.carpetas import read_all
from dashboard.importer.ingreso import bring_in, reprotect
from dashboard.importer.personas import QUIENES
from dashboard.importer.report import to_text
from dashboard.sources.faltas import FALTAS
from dashboard.sources.lectura import ArchivoRechazado

LIMPIO, CON_APARTADAS, RECHAZADO = 0, 1, 2
ESPERA, PASO, ANCHO = 0.5, 0.1, 30


def import_files(
    archivos: Iterable[Path], folder: Path, umbral: int, como: str | None = None, simular: bool = False
) -> int:
    """Importa cada archivo y devuelve lo peor que pasó: 0 limpio, 1 con filas apartadas, 2 alguno rechazado."""
    return max(_import(path, folder, umbral, como, simular) for path in archivos)


def _import(path: Path, folder: Path, umbral: int, como: str | None, simular: bool) -> int:
    bar = Barra(path.name)
    try:
        result = bring_in(path, folder, umbral, como, simular, bar)
    except ArchivoRechazado as refused:
        bar.clear()
        return _refused(refused)
    except DatosInvalidos as error:
        bar.clear()
        print("No se cargó nada: la carpeta de datos tiene faltas.", *error.faltas, sep="\n  · ", file=sys.stderr)
        return RECHAZADO
    bar.clear()
    print(to_text(result.informe, simular))
    if result.carpeta:
        print(f"  Informe: {result.carpeta / 'informe.html'}")
    return LIMPIO if result.limpio else CON_APARTADAS


class Barra:
    """Avance de un archivo largo, en una línea que se reescribe; nada si la salida no es una terminal."""

    def __init__(self, nombre: str):
        self.nombre, self.inicio, self.ultimo = nombre, time.monotonic(), 0.0
        self.visible = sys.stderr.isatty()

    def __call__(self, parte: float, etapa: str) -> None:
        now = time.monotonic()
        if not self.visible or now - self.inicio < ESPERA or now - self.ultimo < PASO:
            return
        self.ultimo = now
        done = round(ANCHO * parte)
        bar = f"[{'█' * done}{'·' * (ANCHO - done)}] {parte:4.0%}"
        print(f"\r\033[K{self.nombre}, {etapa} {bar}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Borra la línea, si se llegó a escribir."""
        if self.ultimo:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def protect_all(folder: Path, umbral: int) -> int:
    """Protege otra vez lo importado de cada población que lo necesite: cambió el umbral o se quitó una importación."""
    found, _ = read_all(folder)
    for poblacion in sorted({i.poblacion for i in found if i.cubo}):
        bar = Barra(QUIENES[poblacion])
        try:
            changed = reprotect(folder, poblacion, umbral, bar)
        except ArchivoRechazado as refused:
            bar.clear()
            return _refused(refused)
        bar.clear()
        print(f"{QUIENES[poblacion].capitalize()}: {'protegidas otra vez' if changed else 'ya estaban protegidas'}.")
    return LIMPIO


def _refused(refused: ArchivoRechazado) -> int:
    print(f"No se cargó {refused}\n  Qué hacer: {FALTAS[refused.codigo].que_hacer}", file=sys.stderr)
    return RECHAZADO


def write_template(path: Path, folder: Path) -> int:
    """Escribe la plantilla en XLSX o CSV, según el nombre; no pisa un archivo que ya existe."""
    from dashboard.sources.plantilla_escribir import write

    if path.suffix.lower() not in (".xlsx", ".csv"):
        print(f"{path.name}: el nombre debe terminar en .xlsx o en .csv.", file=sys.stderr)
        return RECHAZADO
    if path.exists():
        print(f"{path} ya existe. Elija otro nombre o muévalo antes.", file=sys.stderr)
        return RECHAZADO
    write(path, folder)
    print(f"Plantilla escrita en {path}.")
    return LIMPIO
