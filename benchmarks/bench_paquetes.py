"""Los 34 distritos fiscales y el país en una corrida: tamaño, tiempo y si cada archivo abre y se lee entero.

python benchmarks/bench_paquetes.py            tamaños, tiempos y aperturas
python benchmarks/bench_paquetes.py --hojas    además, convierte todo con LibreOffice y mira cada hoja
"""

import io
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from openpyxl import load_workbook
from pptx import Presentation

from dashboard import browser_base, data_package
from dashboard.catalog import build_catalog
from dashboard.informes.html import Recursos
from dashboard.informes.imprimir import page_count
from dashboard.informes.manifiesto import problems
from dashboard.informes.paquete import Insumos, build
from dashboard.informes.pedido import Pedido
from dashboard.names import DISTRITO_FISCAL
from dashboard.plan.load import load_plan
from dashboard.plan.reportes import SIN_AVANCES
from dashboard.settings import Settings
from tests.informes.hojas import faults, to_pdf

DESDE, HASTA = 2009, 2023
LIMITE_BYTES, LIMITE_SEGUNDOS = 5_000_000, 10


def main(hojas: bool) -> int:
    insumos = _insumos()
    places = ["", *(p.codigo for p in insumos.catalogo.lugares.values() if p.ambito == DISTRITO_FISCAL)]
    rows, wrong = [], []
    for place in places:
        start = time.perf_counter()
        paquete = build(Pedido(place, DESDE, HASTA), insumos)
        seconds = time.perf_counter() - start
        rows.append((place or "país", len(paquete.contenido), seconds))
        found = [f"{place or 'país'}: {fault}" for fault in _faults(paquete.contenido, hojas)]
        print(f"{rows[-1][0]:16} {rows[-1][1] / 1e6:5.2f} MB {seconds:6.2f} s", *found, sep="\n  ", flush=True)
        wrong += found
    _report(rows, wrong)
    return len(wrong)


def _insumos() -> Insumos:
    settings = Settings()
    datos = data_package.load(settings.datos)
    browser = browser_base.browser_base(settings.datos)
    plan = load_plan(settings.datos / "planes" / settings.plan)
    recursos = Recursos(settings.assets, browser.script.decode())
    return Insumos(datos, build_catalog(datos), plan, SIN_AVANCES, browser.geometria, recursos, settings.url)


def _faults(package: bytes, hojas: bool) -> list[str]:
    """Lo que no abre o no se lee entero."""
    found = list(problems(package))
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(package)) as book:
        book.extractall(folder)
        for path in Path(folder).iterdir():
            if path.suffix == ".pptx":
                found += [] if len(Presentation(path).slides) > 2 else ["presentación vacía"]
            if path.suffix == ".xlsx":
                found += [] if len(load_workbook(path).sheetnames) > 3 else ["libro vacío"]
            if path.suffix == ".pdf" and page_count(path.read_bytes()) != 2:
                found.append(f"el volante tiene {page_count(path.read_bytes())} hojas")
        found += _paper(Path(folder)) if hojas else []
    return found


def _paper(folder: Path) -> list[str]:
    """Lo que no se lee entero en las hojas del volante, de la presentación y del libro."""
    office = [*folder.glob("*.pptx"), *folder.glob("*.xlsx")]
    # Cada uno en su carpeta: la presentación y el libro se llaman igual.
    printed = [to_pdf(_alone(path), folder / "perfil") for path in office]
    return [f"{pdf.parent.name}: {fault}" for pdf in [*folder.glob("*_volante.pdf"), *printed] for fault in faults(pdf)]


def _alone(path: Path) -> Path:
    own = path.parent / path.suffix.lstrip(".")
    own.mkdir()
    return path.rename(own / path.name)


def _report(rows: list[tuple], wrong: list[str]) -> None:
    sizes, times = sorted(r[1] for r in rows), sorted(r[2] for r in rows)
    middle = len(rows) // 2
    print(f"\n| {len(rows)} paquetes | menor | mediana | mayor | límite |\n|---|---|---|---|---|")
    print("| tamaño (MB) | " + " | ".join(f"{s / 1e6:.2f}" for s in (sizes[0], sizes[middle], sizes[-1])) + " | 5 |")
    print("| tiempo (s) | " + " | ".join(f"{t:.1f}" for t in (times[0], times[middle], times[-1])) + " | 10 |")
    print(*(wrong or ["Todos abren; ninguna palabra se sale."]), sep="\n")


if __name__ == "__main__":
    sys.exit(main("--hojas" in sys.argv))
