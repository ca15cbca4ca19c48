"""Una carpeta de datos de verdad, copiada, y lecturas hechas a mano para importarlas."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard.sources.lectura import CASOS, Apartada, Lectura

DATOS = Path(__file__).resolve().parents[2] / "data"
SERIE = {
    "nombre": "Serie de prueba",
    "nombre_corto": "De prueba",
    "definicion": "Cuenta lo que la prueba necesita.",
    "unidad": "delitos",
    "unidad_singular": "delito",
    "geografia": "distrito_fiscal",
    "periodicidad": "anual",
    "edicion": "de prueba",
    "editor": "La prueba",
    "ausencia": "cero",
    "orden": 1,
}


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """Los datos del tablero, sin importaciones."""
    return Path(shutil.copytree(DATOS, tmp_path / "datos", ignore=shutil.ignore_patterns("importados")))


@pytest.fixture
def lectura() -> Callable[..., Lectura]:
    """lectura({("puno", "base"): 3}, anio=2023, corte=…) → Lectura de la serie pedida."""
    return make


def make(
    valores: dict[tuple[str, str], int],
    anio: int = 2023,
    fin: date | None = None,
    corte: date | None = date(2024, 6, 30),
    serie: str = "delitos",
    nueva: dict | None = None,
    apartadas: int = 0,
    tablas: dict[str, pd.DataFrame] | None = None,
    **campos,
) -> Lectura:
    """Un renglón de casos por (distrito, componente)."""
    fin = fin or date(anio, 12, 31)
    rows = [
        (serie, anio, date(anio, 1, 1), fin, "distrito_fiscal", codigo, codigo.upper(), componente)
        + ("conteo", valor, "calculado", f"filas de {codigo.upper()}")
        for (codigo, componente), valor in valores.items()
    ]
    aside = tuple(Apartada(n + 2, "E-LUGAR", "«X» no es un lugar.", "=X;1") for n in range(apartadas))
    base = {
        "fuente": "prueba",
        "archivo": "prueba.csv",
        "sha256": f"{sorted(valores.items())}{fin}{corte}",
        "fecha_corte": corte,
        "leidas": len(rows) + apartadas,
        "cargadas": len(rows),
        "sumadas": 0,
        "apartadas": aside,
        "casos": pd.DataFrame(rows, columns=CASOS),
        "series": pd.DataFrame([SERIE | {"serie_id": serie} | nueva] if nueva is not None else [], columns=COLUMNAS),
        "tablas": tablas or {},
    }
    return Lectura(**(base | campos))


COLUMNAS = pd.read_csv(DATOS / "series.csv", nrows=0).columns.tolist()
