"""Un formulario de verdad y las manos que lo llenan: openpyxl como Excel, y LibreOffice."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from dashboard.plan import Plan
from dashboard.plan.instituciones import institutions
from dashboard.plan.reportes import EstadoReporte, Evidencia, Observacion, Reporte, Valor
from dashboard.sin_internet.escribir import write_form
from dashboard.sin_internet.hoja import AVANCES, EVIDENCIAS, Formulario

CLAVE = b"clave de prueba, de treinta y dos"
PERIODO = "2019-2020"
QUIEN = "PRODUCE"  # nueve metas, de todas las formas de llenarlas
CANTIDAD, PORCENTAJE, HITO = "2.4.1-P2-03", "2.4.1-P2-02", "2.4.1-P2-01"


@pytest.fixture(scope="session")
def quienes(plan: Plan) -> dict:
    return institutions(plan, {"17": "Madre de Dios"})


@pytest.fixture(scope="session")
def informado() -> dict[str, Reporte]:
    """Lo último que PRODUCE informó: una cantidad observada y un porcentaje aprobado, todo inventado."""
    enviado = datetime(2021, 3, 1, 15, tzinfo=UTC)
    observacion = Observacion("Falta decir cuántas eran en 2020.", "secretaria", datetime(2021, 3, 4, tzinfo=UTC))
    proofs = (
        Evidencia("enlace", "Acta de instalación", 2, enlace="https://ejemplo.gob.pe/acta"),
        Evidencia("archivo", "Oficio de respuesta", 1, sha256="ab" * 32, tipo="application/pdf", evidencia_id=2),
    )
    common = {"autor": "produce", "enviado_en": enviado}
    count = (Valor(2019, 4.0, nota="=SUMA(A1)"),)
    share = (Valor(2019, 24.0, 60.0), Valor(2020, 30.5, 61.0))
    first = Reporte(1, QUIEN, CANTIDAD, 2, EstadoReporte.OBSERVADO, count, proofs, (observacion,), "=1+1", **common)
    second = Reporte(2, QUIEN, PORCENTAJE, 1, EstadoReporte.APROBADO, share, comentario="Se incluyó Tumbes.", **common)
    return {r.meta_id: r for r in (first, second)}


@pytest.fixture
def escribir(plan: Plan, quienes: dict, tmp_path: Path) -> Callable[..., Path]:
    """escribir(informado, periodo=…, demostracion=…) → la ruta del formulario."""

    def write(ultimos: Mapping | None = None, quien: str = QUIEN, periodo: str = PERIODO, **extra) -> Path:
        path = tmp_path / f"avances-{quien}-{periodo}.xlsx"
        path.write_bytes(write_form(Formulario(plan, quienes[quien], periodo, ultimos or {}, **extra), CLAVE))
        return path

    return write


def fill(path: Path, celdas: Mapping[str, object], pruebas: tuple[tuple, ...] = ()) -> Path:
    """Llena como lo haría una persona: `celdas` de «Avances» («G12» → valor) y filas de «Evidencias»."""
    book = openpyxl.load_workbook(path)
    for where, value in celdas.items():
        book[AVANCES][where] = value
    free = next(n for n in range(6, 400) if not book[EVIDENCIAS].cell(n, 1).value)
    for number, row in enumerate(pruebas, start=free):
        for column, value in enumerate(row, start=1):
            book[EVIDENCIAS].cell(number, column, value)
    book.save(path)
    return path


def row_of(path: Path, meta: str, anio: int) -> int:
    """La fila de «Avances» en que se informa ese año de la meta."""
    sheet = openpyxl.load_workbook(path)[AVANCES]
    first = next(c.row for c in sheet["A"] if c.value == meta)
    return next(n for n in range(first, first + 3) if str(sheet.cell(n, 6).value) == str(anio))
