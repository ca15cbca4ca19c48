"""Imprime una página en PDF con el navegador que haya en el equipo: Chromium, Chrome o Edge, sin red."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

PROGRAMAS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
CARPETAS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
EN_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
OPCIONES = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
ESPERA = 60  # segundos
HOJA = re.compile(rb"/Type\s*/Page\b(?!s)")


class SinNavegador(Exception):
    """No hay con qué imprimir, o no pudo; el mensaje dice qué pasó y qué hacer."""


def find_browser() -> str | None:
    """La ruta del primer navegador que sirve, o None."""
    named = (shutil.which(name) for name in PROGRAMAS)
    return next(filter(None, (*named, *map(str, filter(Path.is_file, _windows_places())))), None)


def _windows_places() -> Iterator[Path]:
    for variable in CARPETAS:
        if folder := os.environ.get(variable):
            yield from (Path(folder) / place for place in EN_WINDOWS)


def to_pdf(page: str, browser: str | None = None) -> bytes:
    """El PDF de una página HTML que no pide nada de fuera; lanza SinNavegador."""
    browser = browser or find_browser()
    if browser is None:
        raise SinNavegador("En este equipo no se halló Chromium, Chrome ni Edge para imprimir en PDF.")
    with tempfile.TemporaryDirectory(prefix="mirador-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "volante.html", Path(folder) / "volante.pdf"
        source.write_text(page, encoding="utf-8")
        _run([browser, *OPCIONES, *_as_root(), f"--user-data-dir={folder}/perfil", f"--print-to-pdf={target}"], source)
        if not target.is_file():
            raise SinNavegador("El navegador del equipo no entregó el PDF.")
        return target.read_bytes()


def _as_root() -> tuple[str, ...]:
    """Chromium no aísla sus procesos cuando lo inicia el administrador de Linux, y entonces no arranca."""
    return ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()


def _run(command: list[str], source: Path) -> None:
    try:
        subprocess.run([*command, source.as_uri()], capture_output=True, timeout=ESPERA, check=True)
    except subprocess.TimeoutExpired as error:
        raise SinNavegador(f"El navegador del equipo no terminó de imprimir en {ESPERA} segundos.") from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise SinNavegador("El navegador del equipo no pudo imprimir el PDF.") from error


def page_count(pdf: bytes) -> int:
    """Cuántas hojas tiene un PDF hecho por un navegador."""
    return len(HOJA.findall(pdf))
