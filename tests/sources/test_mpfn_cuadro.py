"""El cuadro ancho de casos por distrito fiscal y año: se despliega, se comprueba con NACIONAL y se suelta ese total."""

from pathlib import Path

import openpyxl
import pytest

from dashboard import sources

TITULO = [(None, "Cuadro de prueba"), ()]
HEADER = (None, "Distrito Fiscal", 2008, 2009, "2010 1/")
CUERPO = [
    (None, "Lima", 40, 50, 60),
    (None, "Prov. Const. del Callao", 3, None, 5),
    (None, "Junín", 2, 4, 6),
    (None, "San Martín", 1, 1, "1,000"),
]
NACIONAL = (None, "NACIONAL", 46, 55, 1071)


@pytest.fixture
def write(tmp_path: Path):
    def save(*rows, header=HEADER) -> Path:
        book = openpyxl.Workbook()
        for values in (*TITULO, header, *rows):
            book.active.append(list(values))
        path = tmp_path / "c_8_1.xlsx"
        book.save(path)
        return path

    return save


def codes(lectura) -> set[str]:
    return {a.codigo for a in lectura.avisos}


def test_one_row_per_district_and_year(write):
    lectura = sources.read(write(NACIONAL, *CUERPO))
    values = lectura.casos.set_index(["codigo", "anio"])["valor"].to_dict()
    assert values == {
        **{("lima-centro", 2008): 40, ("lima-centro", 2009): 50, ("lima-centro", 2010): 60},
        **{("callao", 2008): 3, ("callao", 2010): 5},
        **{("junin", 2008): 2, ("junin", 2009): 4, ("junin", 2010): 6},
        **{("san-martin", 2008): 1, ("san-martin", 2009): 1, ("san-martin", 2010): 1000},
    }
    assert set(lectura.casos["serie_id"]) == set(lectura.series["serie_id"]) == {"cuadro_2_7"}
    assert (lectura.leidas, lectura.cargadas, lectura.apartadas) == (5, 5, ())


@pytest.mark.parametrize("position", ["first", "last"])
def test_the_national_row_checks_the_sum_wherever_it_is(write, position):
    rows = (NACIONAL, *CUERPO) if position == "first" else (*CUERPO, NACIONAL)
    assert not codes(sources.read(write(*rows))) & {"A-TOTAL-DISTINTO", "A-SIN-TOTAL"}


def test_a_wrong_national_row_is_told_by_year(write):
    lectura = sources.read(write((None, "NACIONAL", 46, 56, 1071), *CUERPO))
    told = [a.mensaje for a in lectura.avisos if a.codigo == "A-TOTAL-DISTINTO"]
    assert len(told) == 1
    assert "2009" in told[0]
    assert "nacional" not in set(lectura.casos["ambito"])


def test_an_empty_cell_is_not_a_zero(write):
    lectura = sources.read(write(NACIONAL, *CUERPO))
    assert "A-CELDAS-SIN-DATO" in codes(lectura)
    assert 0 not in set(lectura.casos["valor"])


def test_a_total_column_is_a_check_and_not_a_year(write):
    rows = [(*r, sum(int(str(v).replace(",", "")) for v in r[2:] if v)) for r in CUERPO]
    lectura = sources.read(write(*rows, header=(*HEADER, "Total")))
    assert set(lectura.casos["anio"]) == {2008, 2009, 2010}
    assert "A-TOTAL-DISTINTO" not in codes(lectura)


@pytest.mark.parametrize(
    ("bad", "codigo"),
    [
        ((None, "Atlántida", 1, 1, 1), "E-LUGAR"),
        ((None, "Puno", 1, "x", 1), "E-CANTIDAD"),
        ((None, None, 1, 1, 1), "E-CELDA-VACIA"),
        ((None, "LIMA CENTRO", 1, 1, 1), "E-LUGAR-REPETIDO"),
    ],
)
def test_a_bad_row_adds_nothing(write, bad, codigo):
    lectura = sources.read(write(*CUERPO, bad))
    assert [a.codigo for a in lectura.apartadas] == [codigo]
    assert lectura.casos["valor"].sum() == 46 + 55 + 1071
