"""La base policial de trata: dos lecturas, totales que solo comprueban y nada por debajo del departamento."""

from pathlib import Path

import pytest

from dashboard import sources
from dashboard.sources.mininter_codigos import CODIGOS

COLUMNAS = "ANIO;MES;CCDD;DEPARTAMENTO;PROVINCIA;DISTRITO;COMISARIA;categoria;Denuncias por comision;Valor"
SEXUAL, LABORAL, TOTAL = "F1_EXPLOTACION SEXUAL", "F1_EXPLOTACION LABORAL", "F1_TOTAL"
# Contado aparte en el extracto publicado de Lambayeque.
SIN_REPETIR = {2017: 3, 2018: 39, 2019: 56, 2020: 25, 2021: 33, 2022: 49}
TAL_CUAL_POR_BLOQUE = {
    "finalidad": 404,
    "lugar_explotacion": 351,
    "reclutamiento": 390,
    "instruccion": 458,
    "destino": 294,
}


def row(codigo=TOTAL, valor="3", anio=2018, mes=12, ccdd="21", departamento="PUNO", comisaria="UNO") -> str:
    return f"{anio};{mes};{ccdd};{departamento};X;Y;{comisaria};BLOQUE;{codigo};{valor}"


@pytest.fixture
def read(tmp_path: Path):
    def go(*rows: str):
        path = tmp_path / "trata.csv"
        path.write_text("\n".join([COLUMNAS, *rows]) + "\n", encoding="utf-8-sig")
        return sources.read(path)

    return go


@pytest.fixture(scope="module")
def lambayeque(originales):
    return sources.read(originales / "mininter" / "ds_tratasdp_2017-2023.csv")


def values(lectura, codigo: str) -> dict[str, int]:
    table = lectura.tablas["denuncias_policiales"]
    return table[table["codigo"] == codigo].groupby("lectura")["valor"].sum(min_count=1).to_dict()


def test_there_are_86_codes():
    assert len(CODIGOS) == len({c.codigo for c in CODIGOS}) == 86


def test_the_published_extract_is_read_both_ways(lambayeque):
    assert lambayeque.leidas == 6563
    assert lambayeque.apartadas == ()
    assert values(lambayeque, TOTAL) == {"tal_cual": 404, "sin_repetir": 205}
    repeated = next(a.mensaje for a in lambayeque.avisos if a.codigo == "A-FILAS-REPETIDAS")
    assert "3,059" in repeated
    series = lambayeque.casos[lambayeque.casos["serie_id"] == "denuncias_policiales_sin_repetir"]
    assert series.set_index("anio")["valor"].to_dict() == SIN_REPETIR


def test_the_published_blocks_keep_their_own_totals(lambayeque):
    table = lambayeque.tablas["denuncias_policiales"]
    own = table[table["es_total"] & (table["lectura"] == "tal_cual")].groupby("bloque")["valor"].sum()
    assert own[list(TAL_CUAL_POR_BLOQUE)].to_dict() == TAL_CUAL_POR_BLOQUE
    assert "A-BLOQUES-DISTINTOS" in {a.codigo for a in lambayeque.avisos}


def test_the_published_blanks_are_128_and_all_in_destino(lambayeque):
    table = lambayeque.tablas["denuncias_policiales"]
    raw = table[table["lectura"] == "tal_cual"].groupby("bloque")["filas_sin_valor"].sum()
    assert raw[raw > 0].to_dict() == {"destino": 128}


def test_no_police_station_leaves_the_file(lambayeque):
    table = lambayeque.tablas["denuncias_policiales"]
    assert set(table.columns) & {"comisaria", "provincia", "distrito", "mes"} == set()
    assert not table.map(lambda v: "DEPINCRI" in str(v)).any(axis=None)


def test_identical_rows_are_kept_once_in_one_reading_and_twice_in_the_other(read):
    lectura = read(row(), row(SEXUAL), row(), row(SEXUAL))
    assert values(lectura, SEXUAL) == {"tal_cual": 6, "sin_repetir": 3}
    assert (lectura.leidas, lectura.cargadas, lectura.sumadas) == (4, 2, 2)


def test_rows_that_differ_in_anything_are_not_repeated(read):
    lectura = read(row(), row(comisaria="DOS"), row(mes=11), row(valor="4"))
    assert values(lectura, TOTAL) == {"tal_cual": 13, "sin_repetir": 13}
    assert "A-FILAS-REPETIDAS" not in {a.codigo for a in lectura.avisos}
    assert "A-VALORES-DISTINTOS" in {a.codigo for a in lectura.avisos}


def test_a_total_is_never_added_to_its_parts(read):
    lectura = read(row(), row(SEXUAL, "2"), row(LABORAL, "1"))
    assert lectura.casos.groupby("serie_id")["valor"].sum().to_dict() == {
        "denuncias_policiales_tal_cual": 3,
        "denuncias_policiales_sin_repetir": 3,
    }
    assert "A-BLOQUE-NO-SUMA" not in {a.codigo for a in lectura.avisos}


def test_a_blank_value_is_missing_and_not_zero(read):
    table = read(row(), row("D_JUEZ", "")).tablas["denuncias_policiales"]
    blank = table[table["codigo"] == "D_JUEZ"]
    assert blank["valor"].isna().all()
    assert set(blank["filas_sin_valor"]) == {1}


def test_the_last_year_ends_in_the_last_month_written(read):
    lectura = read(row(), row(anio=2019, mes=5))
    ends = lectura.casos.groupby("anio")["fin"].max().astype(str).to_dict()
    assert ends == {2018: "2018-12-31", 2019: "2019-05-31"}


@pytest.mark.parametrize(
    ("bad", "codigo"),
    [
        (row("F1_OTRA"), "E-CODIGO"),
        (row(mes=0), "E-MES"),
        (row(ccdd="14"), "E-DEPARTAMENTO"),
        (row(valor="1.5"), "E-CANTIDAD"),
        (row(anio="2O18"), "E-ANIO"),
        (row() + ";9", "E-CAMPOS"),
    ],
)
def test_a_bad_row_adds_nothing(read, bad, codigo):
    lectura = read(row(), bad)
    assert [a.codigo for a in lectura.apartadas] == [codigo]
    assert values(lectura, TOTAL)["tal_cual"] == 3


def test_a_file_with_no_usable_row_loads_nothing(read):
    lectura = read(row("F1_OTRA"), row("F1_OTRA"))
    assert len(lectura.apartadas) == 2
    assert lectura.casos.empty
    assert lectura.series.empty
