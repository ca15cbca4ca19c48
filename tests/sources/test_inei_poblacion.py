"""Población por edad simple: se carga completa y cuadrada o no se carga."""

from pathlib import Path

import openpyxl
import pytest

from dashboard import sources
from dashboard.sources.lectura import ArchivoRechazado

ANIOS = (2015, 2016, 2017)
HOMBRES, MUJERES = 10, 20  # habitantes de cada edad en los libros de prueba
TAMANOS = {"0-12": 13, "13-17": 5, "18-24": 7, "25-59": 35, "60+": 21}  # edades de cada banda, con «80 y más» como una


def sheet(each: int, title="DEPARTAMENTO DE LA LIBERTAD", groups=False, last="80 y más", header="Edad") -> list[tuple]:
    rows = [(title,), (), (header, *ANIOS), ("Total", *(f"{81 * each:,}".replace(",", " ") for _ in ANIOS))]
    for age in range(80):
        if groups and age % 5 == 0:
            rows.append((f"{age} - {age + 4}", *(5 * each for _ in ANIOS)))
        rows.append((age, *(each for _ in ANIOS)))
    return [*rows, (last, *(each for _ in ANIOS)), ("Fuente: libro de prueba",)]


@pytest.fixture
def write(tmp_path: Path):
    def save(sheets: dict[str, list[tuple]], name="libro.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            page = book.create_sheet(title)
            for values in rows:
                page.append(list(values))
        book.save(tmp_path / name)
        return tmp_path / name

    return save


def bands(lectura, sexo: str, anio=2016) -> dict[str, int]:
    table = lectura.tablas["poblacion"]
    own = table[(table["sexo"] == sexo) & (table["anio"] == anio)]
    return own.set_index("banda")["habitantes"].to_dict()


def test_single_ages_become_the_bands_of_the_dashboard(write):
    lectura = sources.read(write({"T": sheet(30), "M": sheet(HOMBRES), "F": sheet(MUJERES)}))
    assert bands(lectura, "hombres") == {banda: n * HOMBRES for banda, n in TAMANOS.items()}
    assert bands(lectura, "mujeres") == {banda: n * MUJERES for banda, n in TAMANOS.items()}
    assert set(lectura.tablas["poblacion"]["ubigeo"]) == {"13"}
    assert lectura.leidas == 3 * 82
    assert lectura.casos.empty


def test_five_year_groups_among_the_ages_are_not_added(write):
    lectura = sources.read(write({"M": sheet(HOMBRES, groups=True), "F": sheet(MUJERES, groups=True)}))
    assert bands(lectura, "hombres") == {banda: n * HOMBRES for banda, n in TAMANOS.items()}


@pytest.mark.parametrize("names", [("M", "F"), ("H", "M"), ("Hombres", "Mujeres"), ("Libertad Masc", "Libertad Fem")])
def test_the_sex_of_a_sheet_is_read_from_its_name(write, names):
    lectura = sources.read(write({names[0]: sheet(HOMBRES), names[1]: sheet(MUJERES)}))
    assert bands(lectura, "hombres")["0-12"] == 13 * HOMBRES
    assert bands(lectura, "mujeres")["0-12"] == 13 * MUJERES


def test_the_title_may_not_contradict_the_sheet(write):
    title = "DEPARTAMENTO DE PUNO: POBLACIÓN DE MUJERES"
    with pytest.raises(ArchivoRechazado, match="E-INEI-SEXO"):
        sources.read(write({"H": sheet(HOMBRES, title), "M": sheet(MUJERES, title)}))


def test_the_chapter_of_the_file_name_tells_the_department(write):
    sheets = {"M": sheet(HOMBRES, "POBLACIÓN"), "F": sheet(MUJERES, "POBLACIÓN")}
    assert set(sources.read(write(sheets, "cap15.xlsx")).tablas["poblacion"]["ubigeo"]) == {"15"}
    assert set(sources.read(write(sheets, "cap00.xlsx")).tablas["poblacion"]["ubigeo"]) == {"00"}


@pytest.mark.parametrize("title", ["LIMA METROPOLITANA", "REGIÓN LIMA", "DEPARTAMENTO DE PUNO"])
def test_another_territory_is_not_taken_for_the_department(write, title):
    sheets = {"M": sheet(HOMBRES, title), "F": sheet(MUJERES, title)}
    with pytest.raises(ArchivoRechazado, match="E-INEI-DEPARTAMENTO"):
        sources.read(write(sheets, "cap15.xlsx"))


def test_a_book_by_groups_only_is_refused(write):
    ages = [(f"{a} - {a + 4}", 1, 1, 1) for a in range(0, 80, 5)]
    rows = [("DEPARTAMENTO DE PUNO",), ("Edad", *ANIOS), *ages, ("80 y más", 1, 1, 1)]
    with pytest.raises(ArchivoRechazado, match="E-INEI-EDADES"):
        sources.read(write({"M": rows, "F": rows}))
