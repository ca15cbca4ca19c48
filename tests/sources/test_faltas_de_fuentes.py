"""Cada falta propia de una fuente tiene un archivo pequeño, con su nombre, que la provoca."""

from pathlib import Path

import pytest

from dashboard import sources
from dashboard.sources.faltas_fuentes import FALTAS_DE_FUENTES
from dashboard.sources.lectura import ArchivoRechazado

FALTAS = Path(__file__).parent / "faltas"
CODIGOS = [codigo for codigo, *_ in FALTAS_DE_FUENTES]


def found(path: Path) -> set[str]:
    """Los códigos que deja la lectura de `path`."""
    try:
        lectura = sources.read(path)
    except ArchivoRechazado as falta:
        return {falta.codigo}
    aside = {a.codigo for a in lectura.apartadas}
    return aside | {a.codigo for a in lectura.avisos} | {r.codigo for r in lectura.reparaciones}


@pytest.mark.parametrize("codigo", CODIGOS)
def test_each_fault_is_told_by_its_code(codigo):
    files = list(FALTAS.glob(f"{codigo}.*"))
    assert len(files) == 1, "falta el archivo que la provoca"
    assert codigo in found(files[0])


@pytest.mark.parametrize("codigo", [c for c in CODIGOS if c.startswith("E-INEI")])
def test_a_doubtful_population_loads_nothing(codigo):
    with pytest.raises(ArchivoRechazado):
        sources.read(FALTAS / f"{codigo}.xlsx")


@pytest.mark.parametrize("codigo", [c for c in CODIGOS if c.startswith("E-") and not c.startswith(("E-INEI", "E-COL"))])
def test_one_bad_row_is_set_aside_and_the_rest_loads(codigo):
    lectura = sources.read(next(FALTAS.glob(f"{codigo}.*")))
    assert [a.codigo for a in lectura.apartadas] == [codigo]
    assert lectura.leidas == lectura.cargadas + lectura.sumadas + 1
    assert lectura.cargadas >= 1
    assert lectura.apartadas[0].texto


@pytest.mark.parametrize("codigo", [c for c in CODIGOS if c.startswith("A-")])
def test_a_warning_sets_no_row_aside(codigo):
    assert sources.read(next(FALTAS.glob(f"{codigo}.*"))).apartadas == ()
