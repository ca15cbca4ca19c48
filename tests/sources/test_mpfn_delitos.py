"""«Delitos denunciados»: lo publicado se lee entero, en cualquiera de sus dialectos, y la cuenta siempre cierra."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from delitos_fabrica import INJURIA, VARIAS, Dialecto, as_bytes, fila
from hypothesis import given
from hypothesis import strategies as st

from dashboard import sources
from dashboard.sources import texto
from dashboard.sources.delitos_reglas import COLUMNAS, TRATA
from dashboard.sources.lectura import CASOS, ArchivoRechazado, Lectura

# Totales publicados: base, agravada y todos los delitos del archivo (guía de datos, 2.1)
TOTALES = {2019: (1188, 177, 1_081_851), 2021: (726, 191, 1_025_359), 2023: (800, 276, 1_233_421)}
FILAS = {2019: 9363, 2021: 12_314, 2023: 9032}
REGIONAL = (*COLUMNAS[:11], "ubigeo", "dpto", "prov", "dist", COLUMNAS[15])


def read_bytes(folder: Path, data: bytes, nombre: str = "delitos.csv") -> Lectura:
    path = folder / nombre
    path.write_bytes(data)
    return sources.read(path)


def totals(lectura: Lectura) -> tuple[int, int, int]:
    casos = lectura.casos[lectura.casos["serie_id"] == "delitos"]
    parts = casos.groupby("componente")["valor"].sum()
    return parts.get("base", 0), parts.get("agravada", 0), lectura.tablas["familias"]["valor"].sum()


@pytest.mark.parametrize("anio", TOTALES)
def test_published_files_give_the_published_totals(originales, anio):
    lectura = sources.read(originales / "mpfn" / f"delitos denunciados {anio}.csv")
    assert totals(lectura) == TOTALES[anio]
    assert (lectura.leidas, lectura.apartadas) == (FILAS[anio], ())


@pytest.mark.parametrize("anio", TOTALES)
def test_every_distrito_agrees_with_the_tidy_table(originales, anio):
    lectura = sources.read(originales / "mpfn" / f"delitos denunciados {anio}.csv")
    tidy = originales / "fuentes" / "mpfn_delitos_trata_y_explotacion_por_distrito_2019_2023_2025p.csv"
    expected: dict[str, int] = {}
    with tidy.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["anio"] == str(anio) and row["familia"] == TRATA:
                expected[row["distrito_fiscal"]] = expected.get(row["distrito_fiscal"], 0) + int(row["cantidad"])
    casos = lectura.casos[lectura.casos["serie_id"] == "delitos"]
    assert casos.groupby("nombre_en_fuente")["valor"].sum().to_dict() == expected


def test_a_copy_without_quotes_is_repaired_to_the_same(originales, tmp_path):
    original = originales / "mpfn" / "delitos denunciados 2023.csv"
    with original.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    unquoted = "".join(",".join(row) + "\n" for row in rows)
    widths = {line.count(",") + 1 for line in unquoted.splitlines()}
    assert widths == {16, 17, 18, 19, 20}
    lectura, whole = read_bytes(tmp_path, unquoted.encode()), sources.read(original)
    assert totals(lectura) == TOTALES[2023]
    assert (lectura.leidas, lectura.apartadas) == (FILAS[2023], ())
    assert sum(r.codigo == "A-CAMPOS" for r in lectura.reparaciones) == 1734
    assert lectura.tablas["familias"].equals(whole.tablas["familias"])
    assert lectura.tablas["explotacion"].equals(whole.tablas["explotacion"])


def test_dates_are_told_apart_by_the_cutoff(originales):
    lectura = sources.read(originales / "mpfn" / "delitos denunciados 2023.csv")
    assert lectura.fecha_corte == date(2024, 1, 24)


def test_trata_is_chosen_by_name_not_by_code(tmp_path):
    filas = [
        fila(articulo="153", cantidad="1"),
        fila(articulo="129-B", des_articulo="Formas agravadas de la Trata de Personas ", cantidad="2"),
        fila(articulo="129", des_articulo="Formas agravadas (Art. 125 y 128)", cantidad="100"),
        fila(articulo="340", des_articulo="Violación de Tratados o Convenciones de Paz", cantidad="1000"),
        fila(articulo="129-Ñ", des_articulo="Esclavitud y otras formas de explotación", cantidad="7"),
    ]
    lectura = read_bytes(tmp_path, as_bytes(filas))
    assert totals(lectura) == (1, 2, 1110)
    other = lectura.casos[lectura.casos["serie_id"] == "delitos_explotacion"]
    assert list(zip(other["componente"], other["valor"], strict=True)) == [("total", 7)]
    assert list(lectura.casos.columns) == CASOS
    assert lectura.tablas["explotacion"]["delito_id"].tolist() == ["esclavitud"]


def test_a_split_key_is_summed_even_if_identical(tmp_path):
    lectura = read_bytes(tmp_path, as_bytes([fila(), fila(), fila(cantidad="5")]))
    assert (lectura.leidas, lectura.cargadas, lectura.sumadas) == (3, 1, 2)
    assert totals(lectura)[0] == 13


def test_a_partial_year_keeps_its_months(tmp_path):
    partial = {"periodo_denuncia": "ENERO - NOVIEMBRE", "anio_denuncia": "2025"}
    lectura = read_bytes(tmp_path, as_bytes([fila(**partial, fecha_descarga="10/12/2025", fecha_corte="17/12/2025")]))
    assert lectura.casos.loc[0, ["inicio", "fin"]].tolist() == [date(2025, 1, 1), date(2025, 11, 30)]
    assert lectura.series["fuente_id"].unique().tolist() == ["mpfn-delitos-2025-11"]


def test_a_workbook_reads_like_its_csv(tmp_path):
    filas = [fila(), fila(**INJURIA), fila(cantidad="x")]
    book = openpyxl.Workbook()
    book.active.append(["Delitos denunciados"])
    book.active.append(list(COLUMNAS))
    for row in filas:
        book.active.append(list(row.values()))
    book.save(tmp_path / "libro.xlsx")
    lectura, plain = sources.read(tmp_path / "libro.xlsx"), read_bytes(tmp_path, as_bytes(filas))
    assert lectura.casos.equals(plain.casos)
    assert [a.linea for a in lectura.apartadas] == [5]
    assert [a.linea for a in plain.apartadas] == [4]


def test_a_stray_quote_loses_no_row(tmp_path):
    lines = as_bytes([fila(cantidad=str(n)) for n in range(1, 9)]).decode().splitlines()
    lines[3] = lines[3].replace("PENAL", '"PENAL', 1)
    lectura = read_bytes(tmp_path, ("\n".join(lines) + "\n").encode())
    assert lectura.leidas == 8
    assert [a.linea for a in lectura.apartadas] == [4]
    assert totals(lectura)[0] == sum(range(1, 9)) - 3


def test_an_extra_cell_is_never_dropped_in_silence(tmp_path):
    data = as_bytes([fila(), fila(**INJURIA)], Dialecto(comillas="todas"))
    lectura = read_bytes(tmp_path, data + data.splitlines()[1] + b',"de mas"\n')
    assert [a.codigo for a in lectura.apartadas] == ["E-CAMPOS"]


def test_a_file_in_blocks_is_the_same_file(tmp_path, monkeypatch):
    filas = [fila(cantidad=str(n), distrito_fiscal=p) for n in range(1, 60) for p in ("PUNO", "ICA", "NADIE")]
    whole = read_bytes(tmp_path, as_bytes(filas))
    monkeypatch.setattr(texto, "BLOQUE", 700)
    parts = read_bytes(tmp_path, as_bytes(filas))
    assert parts.casos.equals(whole.casos)
    assert (parts.apartadas, parts.sha256) == (whole.apartadas, whole.sha256)


LUGARES = ("CAÑETE", "PUNO", "LIMA CENTRO", "Áncash")
OTROS = ({}, {"articulo": "129-B", "des_articulo": "Formas agravadas de la Trata de Personas"}, INJURIA, VARIAS)
filas_al_azar = st.lists(
    st.builds(
        lambda lugar, delito, n: fila(distrito_fiscal=lugar, cantidad=str(n)) | delito,
        st.sampled_from(LUGARES),
        st.sampled_from(OTROS),
        st.integers(0, 10**6),
    ),
    min_size=1,
    max_size=40,
)
dialectos = st.builds(
    Dialecto,
    separador=st.sampled_from(",;\t|"),
    comillas=st.sampled_from(("todas", "minimas")),
    codificacion=st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")),
    fin=st.sampled_from(("\n", "\r\n")),
    encabezado=st.sampled_from((COLUMNAS, REGIONAL, tuple(c.capitalize() for c in COLUMNAS))),
)


@given(filas_al_azar, dialectos | st.just(Dialecto(comillas="ninguna")))
def test_any_table_in_any_published_dialect_is_read_back(tmp_path_factory, filas, dialecto):
    lectura = read_bytes(tmp_path_factory.mktemp("azar"), as_bytes(filas, dialecto))
    assert lectura.leidas == len(filas) == lectura.cargadas + lectura.sumadas
    expected: dict[tuple, int] = {}
    for row in filas:
        key = (row["distrito_fiscal"], row["des_articulo"])
        expected[key] = expected.get(key, 0) + int(row["cantidad"])
    assert lectura.cargadas == len(expected)
    base, agravada, total = totals(lectura)
    assert total == sum(expected.values())
    assert base == sum(v for k, v in expected.items() if k[1] == "Trata de personas")
    assert agravada == sum(v for k, v in expected.items() if k[1].endswith("Trata de Personas"))
    by_place = lectura.tablas["familias"].groupby("codigo")["valor"].sum()
    assert sorted(by_place) == sorted(
        sum(v for k, v in expected.items() if k[0] == p) for p in {k[0] for k in expected}
    )


def test_a_missing_heading_is_refused_with_what_was_sought(tmp_path):
    with pytest.raises(ArchivoRechazado, match="des_articulo"):
        read_bytes(tmp_path, as_bytes([fila()]).replace(b"des_articulo", b"nombre"))
