"""Otros tableros con el mismo mapa y los mismos seis gráficos, cada uno en su propio entorno."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CARPETA = Path(tempfile.gettempdir()) / "mirador-pares"
ESPERA = 120  # segundos para contestar por primera vez


@dataclass(frozen=True)
class Par:
    """Un tablero que se mide: su orden con {puerto}, lo que instala y cómo se le cambia el filtro en la pantalla.

    dibujado   condición de JavaScript: están el mapa y los seis gráficos
    servido    la orden con que se sirve a muchos, si no es la misma
    """

    nombre: str
    orden: tuple[str, ...]
    paquetes: tuple[str, ...] = ()
    dibujado: str = "document.querySelectorAll('.js-plotly-plot .main-svg').length >= 14"
    servido: tuple[str, ...] = ()

    @property
    def python(self) -> str:
        return str(CARPETA / self.nombre / "bin" / "python") if self.paquetes else sys.executable

    def install(self) -> None:
        """Crea su entorno, si falta, con el registro de paquetes que esté configurado."""
        if self.paquetes and not Path(self.python).exists():
            venv.create(CARPETA / self.nombre, with_pip=True)
            order = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *self.paquetes]
            subprocess.run(order, check=True)


MIRADOR = Par(
    "mirador",
    ("app.py",),
    servido=("-m", "dashboard", "serve", "--produccion"),
    dibujado="(m => !document.querySelector('#primera') && m.length > 5 && m.every(x => x.style.display === 'none' "
    "|| x.querySelector('.main-svg')))([...document.querySelectorAll('main .marco')])",
)
PARES = (
    Par("dash", ("benchmarks/pares/dash_solo.py",), ("dash", "pandas", "gunicorn")),
    Par("vizro", ("benchmarks/pares/vizro_app.py",), ("vizro",)),
    Par(
        "streamlit",
        (
            "-m",
            "streamlit",
            "run",
            "benchmarks/pares/streamlit_app.py",
            "--server.headless=true",
            "--server.port={puerto}",
        ),
        ("streamlit", "plotly"),
    ),
)


@contextmanager
def running(par: Par, puerto: int, orden: tuple[str, ...] = ()) -> Iterator[tuple[str, float]]:
    """El tablero en marcha: su dirección y los segundos hasta su primera respuesta 200."""
    own = {"MIRADOR_DATOS": str(ROOT / "data"), "MIRADOR_PUERTO": str(puerto), "PUERTO": str(puerto)}
    order = [par.python, *(part.format(puerto=puerto) for part in orden or par.orden)]
    started = time.perf_counter()
    process = subprocess.Popen(
        order, cwd=ROOT, env=os.environ | own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{puerto}"
    try:
        _answers(address, process)
        yield address, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(30)


def _answers(address: str, process: subprocess.Popen) -> None:
    for _ in range(ESPERA * 50):
        try:
            with urllib.request.urlopen(address, timeout=60):
                return
        except OSError:
            if process.poll() is not None:
                raise SystemExit(f"No arrancó: {' '.join(map(str, process.args))}") from None
            time.sleep(0.02)
    raise SystemExit(f"{address} no contestó en {ESPERA} s.")
